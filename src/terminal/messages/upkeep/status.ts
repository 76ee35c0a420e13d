import type { Finding, NextDue } from '../../../domain/upkeep/status.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { duration } from '../recovery/incident.ts'
import { localTime } from '../words.ts'

export const statusHeader = {
  account: { en: 'account', ja: 'アカウント' },
  codes: { en: 'codes', ja: 'コード' },
  level: { en: 'level', ja: '状態' },
  issuedOn: { en: 'set of', ja: '発行日' },
  nextDue: { en: 'next due', ja: '次の予定' },
  finding: { en: 'to do', ja: 'やること' },
} as const satisfies Record<string, Bilingual>

export const levelWords = {
  ok: { en: 'ok', ja: '十分' },
  low: { en: 'low', ja: '少ない' },
  critical: { en: 'critical', ja: '残り1個' },
  empty: { en: 'empty', ja: 'なし' },
} as const satisfies Record<string, Bilingual>

const numbers = (positions: readonly number[]): string => positions.join(', ')

/** What a finding says in one line of a table. */
export const findingText: Message<Finding> = {
  en: finding => {
    switch (finding.code) {
      case 'no-codes':
        return finding.ever ? 'no code left: get new ones' : 'no codes stored yet'
      case 'one-left':
        return 'one code left: get new ones'
      case 'few-left':
        return `${finding.remaining} left: get new ones soon`
      case 'review-overdue':
        return `review ${finding.days} ${finding.days === 1 ? 'day' : 'days'} late`
      case 'review-soon':
        return finding.days === 0
          ? 'review due today'
          : `review in ${finding.days} ${finding.days === 1 ? 'day' : 'days'}`
      case 'test-overdue':
        return `login test ${finding.days} ${finding.days === 1 ? 'day' : 'days'} late`
      case 'lists-undecided':
        return 'two lists of one day: which one counts?'
      case 'handed-out-twice':
        return `No. ${numbers(finding.positions)} was handed out on two machines`
      case 'outcome-unknown':
        return `No. ${numbers(finding.positions)}: did it work?`
      case 'incident-open':
        return finding.signedIn
          ? 'signed in again; the record is still open'
          : `locked out since ${localTime(finding.since)}`
      case 'deadline-passed':
        return `locked out, and the deadline has passed (${localTime(finding.deadline)})`
    }
  },
  ja: finding => {
    switch (finding.code) {
      case 'no-codes':
        return finding.ever ? '残りなし。再発行してください' : 'コードが未登録です'
      case 'one-left':
        return '残り1個。再発行してください'
      case 'few-left':
        return `残り${finding.remaining}個。早めに再発行を`
      case 'review-overdue':
        return `棚卸しが${finding.days}日超過`
      case 'review-soon':
        return finding.days === 0 ? '今日が棚卸しの日です' : `棚卸しまで${finding.days}日`
      case 'test-overdue':
        return `ログインテストが${finding.days}日超過`
      case 'lists-undecided':
        return '同じ日のコードが2組: どちらが有効か未確認'
      case 'handed-out-twice':
        return `${numbers(finding.positions)}番を2台の端末で渡しています`
      case 'outcome-unknown':
        return `${numbers(finding.positions)}番の結果が未確認です`
      case 'incident-open':
        return finding.signedIn
          ? 'ログインできました(記録は開いたまま)'
          : `${localTime(finding.since)}からログインできません`
      case 'deadline-passed':
        return `ログインできないまま期限(${localTime(finding.deadline)})を過ぎました`
    }
  },
}

/** What else the audit found. */
export const toFix: Message<{ count: number }> = {
  en: ({ count }) => `${count} to fix`,
  ja: ({ count }) => `直したいところ${count}件`,
}
export const howToFix: Message = {
  en: () => 'What could go wrong, and how to fix it: igcodes audit',
  ja: () => '危ないところと直し方: igcodes audit',
}

const dutyWords = {
  review: { en: 'review', ja: '棚卸し' },
  test: { en: 'login test', ja: 'ログインテスト' },
} as const satisfies Record<NextDue['kind'], Bilingual>

/** In a table cell. It is at most half a year away, so the year is left out. */
export const nextDueText: Message<NextDue> = {
  en: ({ kind, on, overdue }) => `${dutyWords[kind].en} ${overdue ? 'overdue' : on.slice(5)}`,
  ja: ({ kind, on, overdue }) => `${dutyWords[kind].ja} ${overdue ? '超過' : on.slice(5)}`,
}

/** Accounts that need nothing, which a long list leaves out. */
export const folded: Message<{ count: number }> = {
  en: ({ count }) => `  ${count} more ${count === 1 ? 'needs' : 'need'} nothing: igcodes status --all`,
  ja: ({ count }) => `  ほか${count}件は問題ありません: igcodes status --all`,
}

export const noneFits: Message = { en: () => 'No account matches.', ja: () => '当てはまるアカウントはありません。' }

/** Shown if reviews or login tests are late. */
export const whatIsDue: Message = {
  en: () => 'What is late or comes next: igcodes due',
  ja: () => '遅れているもの・次の予定: igcodes due',
}

export const noAccounts: Message = {
  en: () => 'No account in the vault yet. Store the first codes: igcodes add NAME',
  ja: () => 'アカウントがまだありません。最初のコードを登録: igcodes add ユーザーネーム',
}

export const allWell: Message<{ count: number }> = {
  en: ({ count }) => (count === 1 ? 'All is well.' : `All is well with ${count} accounts.`),
  ja: ({ count }) => (count === 1 ? '問題ありません。' : `${count}件とも問題ありません。`),
}

export const someNeed: Message<{ needing: number; count: number }> = {
  en: ({ needing, count }) => `${needing} of ${count} accounts ${needing === 1 ? 'needs' : 'need'} attention.`,
  ja: ({ needing, count }) => `${count}件中${needing}件に対応が必要です。`,
}

/** One open incident, and how to go on with it. */
export const incidentLine: Message<{
  account: string | undefined
  title: string
  left: { overdue: boolean; minutes: number } | undefined
  signedIn: boolean
}> = {
  en: ({ account, title, left, signedIn }) =>
    signedIn
      ? `You are signed in to @${account} again. What is left, such as new codes:\n    igcodes recover ${account}`
      : `${account ? `@${account}` : 'An account'} is locked out: ${title}.${deadlineClause(left).en}
    ${onwards(account, left)}`,
  ja: ({ account, title, left, signedIn }) =>
    signedIn
      ? `@${account} にログインできました。新しいコードなど、残りの作業は:\n    igcodes recover ${account}`
      : `${account ? `@${account} ` : 'アカウント'}にログインできていません: ${title}。${deadlineClause(left).ja}
    ${onwards(account, left)}`,
}

function deadlineClause(left: { overdue: boolean; minutes: number } | undefined): Bilingual {
  if (!left) return { en: '', ja: '' }
  const [en, ja] = [duration.en(left), duration.ja(left)]
  if (left.overdue) return { en: ` ${en} past the deadline.`, ja: `期限を${ja}過ぎています。` }
  return { en: ` ${en} until the deadline.`, ja: `期限まであと${ja}です。` }
}

/** After the deadline another playbook applies. */
function onwards(account: string | undefined, left: { overdue: boolean } | undefined): string {
  if (left?.overdue) return 'igcodes playbook deadline-passed'
  return `igcodes recover${account ? ` ${account}` : ''}`
}

export const howToAnswer: Message<{ account: string }> = {
  en: ({ account }) => `A code was handed out. Did it work?
    igcodes mark ${account} worked   (or: rejected)
    igcodes use ${account} --pending   shows it again`,
  ja: ({ account }) => `渡したコードの結果がまだ記録されていません:
    igcodes mark ${account} worked   (だめだったら rejected)
    igcodes use ${account} --pending   でもう一度表示`,
}

export const howToRenew: Message<{ account: string }> = {
  en: ({ account }) => `New codes for @${account}, on the phone:
    Profile → ≡ → Settings and privacy → Accounts Center → Password and security → Two-factor authentication → ${account} → Additional methods → Backup codes
    igcodes add ${account}`,
  ja: ({ account }) => `@${account} のコードをスマホで再発行するには:
    プロフィール → ≡ → 設定とプライバシー → アカウントセンター → パスワードとセキュリティ → 二段階認証 → ${account} → その他の方法 → バックアップコード
    igcodes add ${account}`,
}

export const showHeader: readonly Bilingual[] = [
  { en: 'No.', ja: '番号' },
  { en: 'code', ja: 'コード' },
  { en: 'state', ja: '状態' },
]

/** `list`: its number where several may count (`use --list`). */
export const setHeading: Message<{ issuedOn: string; state: Bilingual; size: number; list?: number }> = {
  en: ({ issuedOn, state, size, list }) =>
    `${list ? `List ${list}: set` : 'Set'} of ${issuedOn}, ${size} ${size === 1 ? 'code' : 'codes'}: ${state.en}`,
  ja: ({ issuedOn, state, size, list }) => `${list ? `${list}組目: ` : ''}${issuedOn}発行・${size}個: ${state.ja}`,
}

export const digitsErased: Message = { en: () => 'erased', ja: () => '消去済み' }
export const noSets: Message<{ account: string }> = {
  en: ({ account }) => `No codes are stored for @${account} yet: igcodes add ${account}`,
  ja: ({ account }) => `@${account} のコードはまだ登録されていません: igcodes add ${account}`,
}
