/** One line of `igcodes log` about who holds which key. */
import type { RotationKind } from '../../../domain/continuity/rotation.ts'
import type { RegistryFact } from '../../../domain/model/events.ts'
import type { Bilingual, Language, Message } from '../../../language.ts'
import { stepOutcomeWords } from '../recovery/incident.ts'
import { factorKindWords, placeKindWords, testMethodWords } from '../registry/registry.ts'

export interface RegistryDescription {
  readonly fact: RegistryFact
  readonly isNew: boolean
  /** What the record was called then. */
  readonly name: string
  /** The handles of the accounts that it is about. */
  readonly accounts: readonly string[]
  /** Of a hand-over: what it is about, by the names of that time. */
  readonly about: readonly string[]
  /** Of a hand-over's task: what was done, and to what. */
  readonly task: { readonly step: RotationKind; readonly name: string } | undefined
}

const stepWords = {
  recover: { en: 'get back in', ja: 'ログインし直す' },
  confirm: { en: 'check', ja: '使えるか確認' },
  'vault-folder': { en: 'end access to the vault’s folder', ja: '保管庫のフォルダーの共有を止める' },
  passphrase: { en: 'new passphrase of the vault', ja: '保管庫のパスフレーズを変更' },
  'renew-codes': { en: 'new backup codes', ja: 'コードを再発行' },
  'stop-sim': { en: 'stop the SIM of', ja: '回線を停止' },
  move: { en: 'replace', ja: '移す・代わりを設定' },
  password: { en: 'new password', ja: 'パスワードを変更' },
  'sign-out': { en: 'sign out', ja: 'ログアウト' },
  test: { en: 'login test', ja: 'ログインテスト' },
  'take-away': { en: 'remove', ja: '外す' },
  withdraw: { en: 'end access', ja: '使えないようにする' },
  tidy: { en: 'delete old pictures', ja: '古い写真とメモを削除' },
} as const satisfies Record<RotationKind, Bilingual>

function taskIn(language: Language, { task }: RegistryDescription): string {
  if (task === undefined) return ''
  const word = stepWords[task.step][language]
  if (task.name === '') return word
  return language === 'ja' ? `「${task.name}」を${word}` : `${word} “${task.name}”`
}

/** A long list says how many more there are. */
const maxNamed = 3
function handles(
  accounts: readonly string[],
  { comma, more }: { comma: string; more: (rest: number) => string },
): string {
  const named = accounts.slice(0, maxNamed).map(account => `@${account}`)
  const rest = accounts.length - named.length
  return named.join(comma) + (rest > 0 ? more(rest) : '')
}
const en = { comma: ', ', more: (rest: number) => ` and ${rest} more` }
const ja = { comma: '、', more: (rest: number) => ` ほか${rest}件` }

export const registryLog: Message<RegistryDescription> = {
  en: description => {
    const { fact, isNew, name, accounts, about } = description
    const saved = isNew ? 'added' : 'changed'
    switch (fact.type) {
      case 'person-saved':
        return `person ${name} ${saved}${fact.left === null ? '' : `, leaves on ${fact.left}`}`
      case 'device-saved':
        return `device ${name} ${saved}`
      case 'factor-saved':
        return `${factorKindWords[fact.kind].en} ${name} ${saved}`
      case 'place-saved':
        return `place ${name} (${placeKindWords[fact.kind].en}) ${saved}`
      case 'person-removed':
        return `person ${name} removed`
      case 'device-removed':
        return `device ${name} removed`
      case 'factor-removed':
        return `factor ${name} removed`
      case 'place-removed':
        return `place ${name} removed`
      case 'factor-linked':
      case 'place-linked':
        return `${name} serves ${handles(accounts, en)}`
      case 'factor-unlinked':
      case 'place-unlinked':
        return `${name} no longer serves ${handles(accounts, en)}`
      case 'review-recorded':
        return `review of ${handles(accounts, en)} on ${fact.day}`
      case 'test-recorded':
        return `${handles(accounts, en)}: login test on ${fact.day}, ${testMethodWords[fact.with].en}: ${fact.passed ? 'passed' : 'failed'}`
      case 'handover-started':
        return `hand-over ${name} of ${about.join(', ')} started`
      case 'handover-task':
        return `hand-over ${name}, ${handles(accounts, en)}: ${taskIn('en', description)}: ${stepOutcomeWords[fact.outcome].en}`
      case 'handover-closed':
        return `hand-over ${name} ${fact.dropped ? 'dropped' : 'closed'}`
      case 'audit-ignored':
        return `finding ${fact.rule} ignored until ${fact.until}: ${fact.because}`
    }
  },
  ja: description => {
    const { fact, isNew, name, accounts, about } = description
    const saved = isNew ? 'を登録' : 'を変更'
    switch (fact.type) {
      case 'person-saved':
        return `${name}さん${saved}${fact.left === null ? '' : `(最終日 ${fact.left})`}`
      case 'device-saved':
        return `端末「${name}」${saved}`
      case 'factor-saved':
        return `${factorKindWords[fact.kind].ja}「${name}」${saved}`
      case 'place-saved':
        return `保管場所「${name}」(${placeKindWords[fact.kind].ja})${saved}`
      case 'person-removed':
        return `${name}さんを削除`
      case 'device-removed':
        return `端末「${name}」を削除`
      case 'factor-removed':
        return `認証手段「${name}」を削除`
      case 'place-removed':
        return `保管場所「${name}」を削除`
      case 'factor-linked':
      case 'place-linked':
        return `「${name}」を ${handles(accounts, ja)} に割り当て`
      case 'factor-unlinked':
      case 'place-unlinked':
        return `「${name}」を ${handles(accounts, ja)} から外した`
      case 'review-recorded':
        return `${handles(accounts, ja)} を棚卸し(${fact.day})`
      case 'test-recorded':
        return `${handles(accounts, ja)}: ログインテスト(${fact.day}、${testMethodWords[fact.with].ja})${fact.passed ? '成功' : '失敗'}`
      case 'handover-started':
        return `引き継ぎ ${name} を開始: ${about.join('、')}`
      case 'handover-task':
        return `引き継ぎ ${name}、${handles(accounts, ja)}: ${taskIn('ja', description)}: ${stepOutcomeWords[fact.outcome].ja}`
      case 'handover-closed':
        return `引き継ぎ ${name} ${fact.dropped ? 'をやめた' : 'を終了'}`
      case 'audit-ignored':
        return `指摘 ${fact.rule} を${fact.until}まで保留: ${fact.because}`
    }
  },
}
