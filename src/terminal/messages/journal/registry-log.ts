/** One line of `igcodes log` about who holds which key. */
import type { RegistryFact } from '../../../domain/model/events.ts'
import type { Message } from '../../../language.ts'
import { stepOutcomeWords } from '../recovery/incident.ts'
import { factorKindWords, placeKindWords, testMethodWords } from '../registry/registry.ts'

export interface RegistryDescription {
  readonly fact: RegistryFact
  readonly isNew: boolean
  /** What the record was called then. */
  readonly name: string
  /** The handles of the accounts that it is about. */
  readonly accounts: readonly string[]
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
  en: ({ fact, isNew, name, accounts }) => {
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
        return `hand-over ${name} of ${fact.about.join(', ')} started`
      case 'handover-task':
        return `hand-over ${name}, ${handles(accounts, en)}: ${fact.task} ${stepOutcomeWords[fact.outcome].en}`
      case 'handover-closed':
        return `hand-over ${name} closed`
      case 'audit-ignored':
        return `finding ${fact.rule} ignored until ${fact.until}: ${fact.because}`
    }
  },
  ja: ({ fact, isNew, name, accounts }) => {
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
        return `引き継ぎ ${name} を開始: ${fact.about.join('、')}`
      case 'handover-task':
        return `引き継ぎ ${name}、${handles(accounts, ja)}: ${fact.task} ${stepOutcomeWords[fact.outcome].ja}`
      case 'handover-closed':
        return `引き継ぎ ${name} を終了`
      case 'audit-ignored':
        return `指摘 ${fact.rule} を${fact.until}まで保留: ${fact.because}`
    }
  },
}
