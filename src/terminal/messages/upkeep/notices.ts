/** What `check` and the shell show, and the setting for how much. */
import type { Detail, Due, NoticeCode } from '../../../domain/upkeep/notices.ts'
import type { Bilingual, Language, Message } from '../../../language.ts'

const words = {
  'deadline-passed': { en: 'Locked out, and the deadline has passed', ja: 'ログインできないまま期限切れ' },
  'no-codes': { en: 'No backup code left', ja: 'コードの残りなし' },
  'one-left': { en: 'Only one code left', ja: 'コードの残り1個' },
  'review-long-overdue': { en: 'No review for a year', ja: '1年以上棚卸しなし' },
  'incident-open': { en: 'Locked out, not solved yet', ja: 'ログインできない(対応中)' },
  'handover-open': { en: 'A hand-over is not finished', ja: '引き継ぎが途中です' },
  'conflict-copies': { en: 'Two computers saved at once: igcodes merge', ja: '2台で同時に保存: igcodes merge' },
  'lists-undecided': { en: 'Two lists of one day', ja: '同じ日のコードが2組' },
  'few-left': { en: 'Few codes left', ja: 'コードの残りが少ない' },
  'handed-out-twice': { en: 'One code, handed out on two machines', ja: '2台の端末で同じコードを渡した' },
  'review-overdue': { en: 'Review overdue', ja: '棚卸しの期限切れ' },
  'test-overdue': { en: 'Login test overdue', ja: 'ログインテストの期限切れ' },
  'review-soon': { en: 'Review due soon', ja: 'もうすぐ棚卸し' },
} as const satisfies Record<NoticeCode, Bilingual>

/** More names would hide what it is about. */
const namesShown = 3

/** Without its sign, so that a list can put one before it. */
export const dueText: Message<Pick<Due, 'code' | 'count' | 'accounts'>> = {
  en: ({ code, count, accounts }) =>
    code === 'conflict-copies'
      ? words[code].en
      : code === 'handover-open'
        ? `${count === 1 ? words[code].en : `${count} hand-overs are not finished`}`
        : `${words[code].en}: ${whoEn(count, accounts)}`,
  ja: ({ code, count, accounts }) =>
    code === 'conflict-copies'
      ? words[code].ja
      : code === 'handover-open'
        ? `${words[code].ja}${count === 1 ? '' : `(${count}件)`}`
        : `${words[code].ja}: ${whoJa(count, accounts)}`,
}

function whoEn(count: number, accounts: readonly string[]): string {
  if (accounts.length === 0) return `${count} ${count === 1 ? 'account' : 'accounts'}`
  const more = notNamed(count, accounts)
  return listed(accounts, ', ') + (more > 0 ? ` and ${more} more` : '')
}

function whoJa(count: number, accounts: readonly string[]): string {
  if (accounts.length === 0) return `${count}件`
  const more = notNamed(count, accounts)
  return listed(accounts, '、') + (more > 0 ? ` ほか${more}件` : '')
}

/** Not all have a name: the account of a lockout may be unknown. */
function notNamed(count: number, accounts: readonly string[]): number {
  return count - Math.min(accounts.length, namesShown)
}

function listed(accounts: readonly string[], between: string): string {
  return accounts
    .slice(0, namesShown)
    .map(name => `@${name}`)
    .join(between)
}

/** Shown instead of notices, or with them. */
export const aboutNotices = {
  'no-notices': {
    en: 'No notices about the vault here yet. Open it once: igcodes status',
    ja: 'この端末にはまだ記録がありません。保管庫を一度開いてください: igcodes status',
  },
  'notices-off': {
    en: 'Notices are off here. To turn them on: igcodes config notices counts',
    ja: 'この端末ではお知らせを止めています。再開: igcodes config notices counts',
  },
  'notices-unreadable': {
    en: 'The notices on this machine cannot be read. To renew them: igcodes status',
    ja: 'この端末のお知らせが読めません。作り直すには: igcodes status',
  },
  'vault-changed': {
    en: 'The vault has been changed elsewhere. To see what is due now: igcodes status',
    ja: '保管庫がほかで変更されています。今の状態を見るには: igcodes status',
  },
  'vault-gone': {
    en: 'The vault is not where it was. To check: igcodes status',
    ja: '保管庫が元の場所にありません。確認してください: igcodes status',
  },
  'vault-exposed': {
    en: 'Other users of this machine may be able to read the vault. To close it: igcodes status',
    ja: '保管庫をこの端末のほかのユーザーが読める可能性があります。閉じるには: igcodes status',
  },
  'vault-unusable': {
    en: 'The vault cannot be opened by this user. For the reason: igcodes status',
    ja: '保管庫をこのユーザーでは開けません。理由を見るには: igcodes status',
  },
} as const satisfies Record<string, Bilingual>

export type AboutCode = keyof typeof aboutNotices

export const nothingDue: Message = { en: () => 'Nothing is due.', ja: () => '今やることはありません。' }

export const whatToDo: Message = { en: () => 'What to do: igcodes status', ja: () => 'くわしくは: igcodes status' }

/** One line at the start of a shell, the most severe first; two at most, so that it fits. */
export function shellLine(due: readonly Due[], language: Language): string {
  const [first, second, ...more] = due.map(one => dueText[language](one))
  const shown = [first, second].filter(text => text !== undefined).join(language === 'ja' ? '、' : '; ')
  const rest = more.length === 0 ? '' : ` (+${more.length})`
  return `⚠ igcodes: ${shown}${rest} → igcodes check`
}

export const snippetComment: Bilingual = {
  en: 'igcodes: shows what is due when a shell starts. Starts no process; what it reads is data.',
  ja: 'igcodes: シェルの起動時に、やることを知らせます。プロセスは起動せず、読むのはデータだけです。',
}

// The setting

const detailWords = {
  names: { en: 'with the accounts’ names', ja: 'アカウント名も残す' },
  counts: { en: 'only how many accounts, no names', ja: '件数だけ残す(名前は残さない)' },
  off: { en: 'none', ja: '残さない' },
} as const satisfies Record<Detail, Bilingual>

export const detailIs: Message<{ detail: Detail }> = {
  en: ({ detail }) => `notices: ${detail} (${detailWords[detail].en})`,
  ja: ({ detail }) => `notices: ${detail} … ${detailWords[detail].ja}`,
}

export const detailSet: Message<{ detail: Detail }> = {
  en: ({ detail }) => `Notices on this machine: ${detailWords[detail].en}.${sinceEn(detail)}`,
  ja: ({ detail }) => `この端末のお知らせ: ${detailWords[detail].ja}。${sinceJa(detail)}`,
}

function sinceEn(detail: Detail): string {
  return detail === 'off'
    ? ' The old ones are erased.'
    : ' They are written when the vault is opened next: igcodes status'
}

function sinceJa(detail: Detail): string {
  return detail === 'off' ? 'これまでのものは消しました。' : '次に保管庫を開いたときに書き込みます: igcodes status'
}
