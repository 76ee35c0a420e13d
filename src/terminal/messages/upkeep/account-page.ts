/** The page on one account, for example before a phone change. */
import type { FactorKind, PlaceKind, TestMethod } from '../../../domain/model/registry.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { factorKindWords, placeKindWords, testMethodWords } from '../registry/registry.ts'

export const labels = {
  codes: { en: 'codes', ja: 'コード' },
  issuedOn: { en: 'set of', ja: '発行日' },
  review: { en: 'review', ja: '棚卸し' },
  test: { en: 'login test', ja: 'ログインテスト' },
  todo: { en: 'to do', ja: 'やること' },
} as const satisfies Record<string, Bilingual>

export const headings = {
  waysIn: { en: 'Ways in', ja: 'ログインの方法' },
  places: { en: 'Where the codes are besides this vault', ja: 'コードの保管場所(この保管庫以外)' },
  call: { en: 'Who to call', ja: '連絡先' },
  next: { en: 'Before a phone change', ja: '機種変更の前に' },
} as const satisfies Record<string, Bilingual>

/** When it was last done, and when it comes next. */
export const dueLine: Message<{
  due: string
  overdue: boolean
  last: string | undefined
  with?: TestMethod | undefined
}> = {
  en: ({ due, overdue, last, with: method }) => {
    const how = method ? `, ${testMethodWords[method].en}` : ''
    return `${overdue ? '✗ overdue since' : 'due'} ${due}${last === undefined ? ' (never yet)' : ` (last ${last}${how})`}`
  },
  ja: ({ due, overdue, last, with: method }) => {
    const how = method ? `・${testMethodWords[method].ja}` : ''
    return `${due}${overdue ? ' ✗ 超過' : ' まで'}${last === undefined ? '(未実施)' : `(前回 ${last}${how})`}`
  },
}
export const nothingDue: Message = { en: () => 'no date to count from yet', ja: () => '起点になる記録がまだありません' }

export const wayIn: Message<{ kind: FactorKind; label: string }> = {
  en: ({ kind, label }) => `${factorKindWords[kind].en}: ${label}`,
  ja: ({ kind, label }) => `${factorKindWords[kind].ja}: ${label}`,
}
export const wayInMore: Message<{ device: string | undefined; holders: readonly string[]; confirmed: string | null }> =
  {
    en: ({ device, holders, confirmed }) =>
      [
        device === undefined ? '' : `on ${device}`,
        holders.length === 0 ? 'nobody named' : holders.join(', '),
        confirmed === null ? 'never checked' : `checked ${confirmed}`,
      ]
        .filter(Boolean)
        .join(' · '),
    ja: ({ device, holders, confirmed }) =>
      [
        device ?? '',
        holders.length === 0 ? '使える人は未登録' : holders.join('、'),
        confirmed === null ? '未確認' : `${confirmed}に確認`,
      ]
        .filter(Boolean)
        .join(' · '),
  }

export const place: Message<{ kind: PlaceKind; label: string }> = {
  en: ({ kind, label }) => `${placeKindWords[kind].en}: ${label}`,
  ja: ({ kind, label }) => `${placeKindWords[kind].ja}: ${label}`,
}
export const placeMore: Message<{ device: string | undefined; holders: readonly string[]; handOver: string | null }> = {
  en: ({ device, holders, handOver }) =>
    [
      device === undefined ? '' : `on ${device}`,
      holders.length === 0 ? 'nobody named who can reach it' : holders.join(', '),
      handOver ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
  ja: ({ device, holders, handOver }) =>
    [device ?? '', holders.length === 0 ? '取り出せる人は未登録' : holders.join('、'), handOver ?? '']
      .filter(Boolean)
      .join(' · '),
}

export const callee: Message<{ name: string; phone: string | null; contact: string | null }> = {
  en: ({ name, phone, contact }) => [name, phone, contact].filter(Boolean).join(' · '),
  ja: ({ name, phone, contact }) => [name, phone, contact].filter(Boolean).join(' · '),
}
export const totpInVault: Message = {
  en: () => 'authenticator: in this vault, beside the codes',
  ja: () => '認証アプリ: この保管庫(バックアップコードと同じ場所)',
}
export const totpInVaultMore: Message<{ since: string; account: string }> = {
  en: ({ since, account }) => `since ${since} · igcodes totp show ${account}`,
  ja: ({ since, account }) => `${since}から · igcodes totp show ${account}`,
}

export const personGone: Message<{ name: string }> = {
  en: ({ name }) => `${name} (left)`,
  ja: ({ name }) => `${name}(退職)`,
}

export const noWaysIn: Message<{ account: string }> = {
  en: ({ account }) => `None recorded yet: igcodes account setup ${account}`,
  ja: ({ account }) => `まだ登録がありません: igcodes account setup ${account}`,
}
export const noPlaces: Message = { en: () => 'None recorded.', ja: () => '登録がありません。' }
