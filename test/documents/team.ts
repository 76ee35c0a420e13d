/** A small team with its keys, in the vault's own state: for what is printed about it. */
import type { State } from '../../src/domain/model/state.ts'
import { parseIsoDate } from '../../src/domain/text/date.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import type { Language } from '../../src/language.ts'
import { Terminal } from '../../src/terminal/terminal.ts'
import { device, factor, person, place } from '../domain/registries.ts'
import { Copy, list } from '../domain/samples.ts'

export const now = new Date('2026-11-20T12:00:00Z')
export const hanbai = parseHandle('shop_tokyo')
export const cafe = parseHandle('cafe_osaka')
export const codes = list(1, 5)

/** As a person who writes HTML, Markdown, Mermaid and control characters would be called. */
export const hostile = `<script>alert("x")</script> & 'q' | \`a\` *b* [c](http://d.example) #e %% "f"; --> \u001b[31m__________`

export function terminalIn(language: Language): Terminal {
  return new Terminal({ language, json: false, quiet: true, input: false, pager: false, env: {} })
}

/** Two accounts; the second has neither keys nor codes. */
export function team(language: Language = 'en', extra?: string): State {
  const copy = teamCopy(language, extra)
  return copy.state
}

export function teamCopy(language: Language = 'en', extra?: string): Copy {
  const ja = language === 'ja'
  const accounts = [hanbai]
  const copy = new Copy()
  copy.add(hanbai, codes)
  copy.record(
    { type: 'account-added', account: cafe, handle: cafe },
    person('hanako', {
      name: ja ? '山田 花子' : 'Hanako Yamada',
      roles: ['security-manager'],
      phone: '090-1111-2222',
      contact: ja ? '内線12' : 'extension 12',
    }),
    person('taro', { name: ja ? '佐藤 太郎' : 'Taro Sato', roles: ['account-manager'] }),
    person('ken', { name: ja ? '鈴木 健' : 'Ken Suzuki', roles: ['poster'], agency: true }),
    device('pr-iphone', { name: ja ? '広報iPhone' : 'PR iPhone', holder: 'hanako', vault: true }),
    device('pc', { name: ja ? '総務のパソコン' : 'Office PC', kind: 'computer', holder: 'taro', vault: true }),
    ...factor('app', {
      label: 'Google Authenticator',
      device: 'pr-iphone',
      accounts,
      confirmed: parseIsoDate('2026-10-01'),
    }),
    ...factor('sms', { kind: 'sms', label: '090-1234-5678', device: 'pr-iphone', accounts }),
    ...factor('mail', {
      kind: 'mail',
      label: 'insta@shop.example',
      holders: ['hanako', 'taro'],
      needs: ['sms'],
      accounts,
    }),
    ...factor('session', { kind: 'session', label: 'Chrome', device: 'pc', accounts }),
    ...place('safe', {
      label: ja ? '事務所の金庫、2段目' : 'Office safe, second shelf',
      holders: ['hanako', 'taro'],
      handOver: ja ? '封筒に封をして、2人立ち会いで' : 'sealed envelope, both managers present',
      accounts,
    }),
    { type: 'review-recorded', accounts, day: parseIsoDate('2026-08-01') },
    { type: 'test-recorded', account: hanbai, passed: true, with: 'authenticator', day: parseIsoDate('2026-11-02') },
  )
  if (extra !== undefined)
    copy.record(
      person('x', { name: extra, roles: ['security-manager', 'account-manager', 'poster'] }),
      device('x', { name: extra, holder: 'x', vault: true }),
      ...factor('x', { label: extra, device: 'x', accounts }),
      ...factor('x2', { kind: 'sms', label: extra, holders: ['x'], accounts }),
      ...factor('x3', { kind: 'mail', label: extra, holders: ['x'], accounts }),
      ...factor('x4', { kind: 'facebook', label: extra, holders: ['x'], accounts }),
      ...place('x', { label: extra, holders: ['x'], accounts }),
    )
  return copy
}
