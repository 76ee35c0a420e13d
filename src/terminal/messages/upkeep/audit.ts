/** What `audit` says around its findings; the findings are in rules/. */
import type { Severity } from '../../../domain/model/severity.ts'
import type { Bilingual, Message } from '../../../language.ts'

export const severityWords = {
  critical: { en: 'Critical', ja: '緊急' },
  warning: { en: 'To fix', ja: '直したいところ' },
  info: { en: 'Good to know', ja: '参考' },
} as const satisfies Record<Severity, Bilingual>

export const concerningAll: Bilingual = { en: 'all accounts', ja: '全体' }

/** Where a rule comes from, if no playbook's source names it. */
export const ownSource: Bilingual = { en: 'igcodes: from the records', ja: 'igcodes: 登録内容からの判断' }

export const nothingFound: Message<{ rule: string | undefined; account: string | undefined }> = {
  en: ({ rule, account }) => {
    const where = account === undefined ? '' : ` for @${account}`
    return rule === undefined ? `No problem is known${where}.` : `No problem with “${rule}”${where}.`
  },
  ja: ({ rule, account }) =>
    `${account === undefined ? '' : `@${account}: `}${rule === undefined ? '登録されている範囲では、心配なところはありません。' : `「${rule}」に当てはまるものはありません。`}`,
}

export const tally: Message<{ critical: number; warning: number; info: number }> = {
  en: ({ critical, warning, info }) => `${critical} critical, ${warning} to fix, ${info} good to know.`,
  ja: ({ critical, warning, info }) => `緊急${critical}件・直したいところ${warning}件・参考${info}件`,
}

export const howToIgnore: Message = {
  en: () => 'To ignore one: igcodes audit ignore RULE --until DATE --because TEXT',
  ja: () => '保留するには: igcodes audit ignore 項目 --until 日付 --because 理由',
}

export const ignored: Message<{ rule: string; account: string | undefined; until: string }> = {
  en: ({ rule, account, until }) =>
    `“${rule}” is ignored until ${until}${account === undefined ? '' : ` for @${account}`}.`,
  ja: ({ rule, account, until }) =>
    `${account === undefined ? '' : `@${account} の`}「${rule}」を${until}まで保留にしました。`,
}

/** Shown with the findings, so that an ignored one is not forgotten. */
export const isIgnored: Message<{ rule: string; account: string | undefined; until: string; because: string }> = {
  en: ({ rule, account, until, because }) =>
    `Ignored until ${until}: ${rule}${account === undefined ? '' : ` (@${account})`}, because: ${because}`,
  ja: ({ rule, account, until, because }) =>
    `${until}まで保留: ${rule}${account === undefined ? '' : `(@${account})`} 理由: ${because}`,
}
