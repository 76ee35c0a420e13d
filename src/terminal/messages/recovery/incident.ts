import type { IncidentOutcome } from '../../../domain/model/events.ts'
import type { StepOutcome } from '../../../domain/model/ids.ts'
import type { Happening } from '../../../domain/recovery/timeline.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'

// Words

export const stateWords = {
  open: { en: 'open', ja: '対応中' },
  closed: { en: 'closed', ja: '終了' },
} as const satisfies Record<string, Bilingual>

export const outcomeWords = {
  recovered: { en: 'recovered', ja: '復旧した' },
  'given-up': { en: 'given up', ja: '断念した' },
  'false-alarm': { en: 'false alarm', ja: '問題はなかった' },
} as const satisfies Record<IncidentOutcome, Bilingual>

export const stepOutcomeWords = {
  done: { en: 'done', ja: 'できた' },
  failed: { en: 'did not work', ja: 'うまくいかなかった' },
  skipped: { en: 'skipped', ja: '飛ばした' },
} as const satisfies Record<StepOutcome, Bilingual>

/** For an account that is not known. */
export const noAccount: Bilingual = { en: '–', ja: '–' }

// Time

const hoursIn = (minutes: number) => Math.floor(minutes / 60)

/** The two largest units that matter: `2 days 3 h`, `5 h 20 min`. */
export const duration: Message<{ minutes: number }> = {
  en: ({ minutes }) => {
    const [days, hours] = [Math.floor(minutes / 1440), hoursIn(minutes % 1440)]
    const parts =
      days > 0
        ? [`${days} ${days === 1 ? 'day' : 'days'}`, hours > 0 && `${hours} h`]
        : [hours > 0 && `${hours} h`, (minutes % 60 > 0 || hours === 0) && `${minutes % 60} min`]
    return parts.filter(part => part !== false).join(' ')
  },
  ja: ({ minutes }) => {
    const [days, hours] = [Math.floor(minutes / 1440), hoursIn(minutes % 1440)]
    const parts =
      days > 0
        ? [`${days}日`, hours > 0 && `${hours}時間`]
        : [hours > 0 && `${hours}時間`, (minutes % 60 > 0 || hours === 0) && `${minutes % 60}分`]
    return parts.filter(part => part !== false).join('')
  },
}

export const timeLeft: Message<{ overdue: boolean; minutes: number }> = {
  en: ({ overdue, minutes }) => `${duration.en({ minutes })} ${overdue ? 'overdue' : 'left'}`,
  ja: ({ overdue, minutes }) => (overdue ? `${duration.ja({ minutes })}超過` : `残り${duration.ja({ minutes })}`),
}

/** The deadline of an open incident. */
export const deadlineLeft: Message<{ time: string; overdue: boolean; minutes: number }> = {
  en: ({ time, ...left }) => `${time} (${left.overdue ? '✗ ' : ''}${timeLeft.en(left)})`,
  ja: ({ time, ...left }) => `${time}(${left.overdue ? '✗ ' : ''}${timeLeft.ja(left)})`,
}

// Lists

export const listHeader: readonly Bilingual[] = [
  { en: 'id', ja: 'ID' },
  { en: 'account', ja: 'アカウント' },
  { en: 'since', ja: '開始' },
  { en: 'state', ja: '状態' },
  { en: 'deadline', ja: '期限' },
  { en: 'what', ja: '状況' },
]

export const noneOpen: Message = {
  en: () => 'No incident is open. Closed ones:\n    igcodes incident list --all',
  ja: () => '対応中の記録はありません。終了したものも見るには:\n    igcodes incident list --all',
}
export const noneAtAll: Message = {
  en: () => 'There is no incident yet. Locked out? igcodes recover NAME opens one.',
  ja: () =>
    'ログイントラブルの記録はまだありません。ログインできないときは igcodes recover ユーザーネーム で記録が始まります。',
}

// One incident

export const headings = {
  incident: { en: 'incident', ja: '記録' },
  account: { en: 'account', ja: 'アカウント' },
  what: { en: 'what happened', ja: '状況' },
  saw: { en: 'on the screen', ja: '画面の様子' },
  odds: { en: 'odds at the start', ja: '開始時の見込み' },
  have: { en: 'at hand', ja: '手元にあるもの' },
  lost: { en: 'gone', ja: '使えないもの' },
  opened: { en: 'opened', ja: '開始' },
  closed: { en: 'closed', ja: '終了' },
  duration: { en: 'duration', ja: '所要時間' },
  deadline: { en: 'deadline', ja: '期限' },
  outcome: { en: 'outcome', ja: '結果' },
  cause: { en: 'cause', ja: '原因' },
  worked: { en: 'what worked', ja: '効果があったこと' },
  change: { en: 'what to change', ja: '今後変えること' },
} as const satisfies Record<string, Bilingual>

export const timelineHeader: readonly Bilingual[] = [
  { en: 'when', ja: '日時' },
  { en: 'who', ja: '誰が' },
  { en: 'what', ja: '内容' },
]

/** A happening with what its sentence needs, in the reader's language. */
export type TimelineEntry = Happening & {
  /** The scenario's title, or the step's text. */
  readonly title: string
  /** Its time, formatted. */
  readonly time: string
}

export const happening: Message<TimelineEntry> = {
  en: entry => {
    switch (entry.kind) {
      case 'opened':
        return `Opened: ${entry.title}`
      case 'moved':
        return `Went on to: ${entry.title}`
      case 'step':
        return `${stepSigns[entry.outcome]} ${stepOutcomeWords[entry.outcome].en}: ${entry.title}`
      case 'paused':
        return `Pause until ${entry.time}`
      case 'noted':
        return `Note: ${entry.text}`
      case 'deadline':
        return entry.deadline === null ? 'Deadline removed' : `Deadline: ${entry.time}`
      case 'code':
        return `No. ${entry.position} ${codeWords[entry.state].en}`
      case 'codes-stored':
        return `New codes stored: ${entry.count}`
      case 'closed':
        return `Closed: ${outcomeWords[entry.outcome].en}`
    }
  },
  ja: entry => {
    switch (entry.kind) {
      case 'opened':
        return `開始: ${entry.title}`
      case 'moved':
        return `次の手順へ: ${entry.title}`
      case 'step':
        return `${stepSigns[entry.outcome]} ${stepOutcomeWords[entry.outcome].ja}: ${entry.title}`
      case 'paused':
        return `${entry.time}まで休止`
      case 'noted':
        return `メモ: ${entry.text}`
      case 'deadline':
        return entry.deadline === null ? '期限を取り消し' : `期限: ${entry.time}`
      case 'code':
        return `${entry.position}番${codeWords[entry.state].ja}`
      case 'codes-stored':
        return `新しいコード${entry.count}個を保存`
      case 'closed':
        return `終了: ${outcomeWords[entry.outcome].ja}`
    }
  },
}

const stepSigns: Readonly<Record<StepOutcome, string>> = { done: '✓', failed: '✗', skipped: '–' }

const codeWords = {
  reserved: { en: 'handed out', ja: 'を渡した' },
  rejected: { en: 'refused', ja: 'が拒否された' },
  used: { en: 'worked', ja: 'でログインできた' },
} as const satisfies Record<string, Bilingual>

/** What to do with an open incident. Its id is needed only if several are open. */
export const goOn: Message<{ incident: string; account: string | undefined; overdue: boolean; isOnly: boolean }> = {
  en: ({ incident, account, overdue, isOnly }) =>
    `${overdue ? 'The deadline has passed: igcodes playbook deadline-passed' : `Go on: igcodes recover${account ? ` ${account}` : ''}`}
Note something: igcodes incident note${isOnly ? '' : ` --incident ${shellWord(incident)}`} "…"
At the end: igcodes incident close${isOnly ? '' : ` ${shellWord(incident)}`}`,
  ja: ({ incident, account, overdue, isOnly }) =>
    `${overdue ? '期限を過ぎています: igcodes playbook deadline-passed' : `続きから: igcodes recover${account ? ` ${account}` : ''}`}
メモを残す: igcodes incident note${isOnly ? '' : ` --incident ${shellWord(incident)}`} "…"
終わったら: igcodes incident close${isOnly ? '' : ` ${shellWord(incident)}`}`,
}

/** One line of `igcodes log`. */
export const incidentLog: Message<{ account: string; incident: string; text: string }> = {
  en: ({ account, incident, text }) => `${account ? `@${account}: ` : ''}incident ${incident}, ${text}`,
  ja: ({ account, incident, text }) => `${account ? `@${account}: ` : ''}記録 ${incident} ${text}`,
}

// What was done

export const opened: Message<{ incident: string; title: string }> = {
  en: ({ incident, title }) => `Incident ${incident} is open: ${title}`,
  ja: ({ incident, title }) => `ログイントラブルの記録を始めました(${incident}): ${title}`,
}
export const noted: Message<{ incident: string; account: string }> = {
  en: ({ incident, account }) => `Noted in ${incident} (${account}).`,
  ja: ({ incident, account }) => `${incident}(${account})にメモを残しました。`,
}
export const deadlineSet: Message<{ incident: string; account: string; time: string }> = {
  en: ({ incident, account, time }) => `Deadline of ${incident} (${account}): ${time}.`,
  ja: ({ incident, account, time }) => `${incident}(${account})の期限: ${time}`,
}
export const deadlineTaken: Message<{ incident: string; account: string }> = {
  en: ({ incident, account }) => `${incident} (${account}) no longer has a deadline.`,
  ja: ({ incident, account }) => `${incident}(${account})の期限を取り消しました。`,
}
export const closed: Message<{ incident: string; account: string; outcome: IncidentOutcome }> = {
  en: ({ incident, account, outcome }) => `${incident} (${account}) is closed: ${outcomeWords[outcome].en}.
  The report: igcodes incident show ${shellWord(incident)} --markdown > report.md`,
  ja: ({ incident, account, outcome }) => `${incident}(${account})の記録を終了しました: ${outcomeWords[outcome].ja}
  報告書は igcodes incident show ${shellWord(incident)} --markdown > report.md`,
}

// Questions

export const whichIncident: Message = { en: () => 'Which incident?', ja: () => 'どの記録ですか?' }
export const whatToNote: Message = { en: () => 'Note', ja: () => 'メモ' }
export const howDidItEnd: Message = { en: () => 'How did it end?', ja: () => '結果はどうなりましたか?' }
export const outcomeChoices = {
  recovered: { en: 'we are in again', ja: 'ログインできた' },
  'given-up': {
    en: 'given up: the account is lost, or a new one was made',
    ja: '断念した(新しいアカウントにした場合も)',
  },
  'false-alarm': { en: 'a false alarm', ja: '問題はなかった' },
} as const satisfies Record<IncidentOutcome, Bilingual>
export const whatCaused: Message = {
  en: () => 'What was the cause? (Enter: skip)',
  ja: () => '原因は何でしたか?(Enterで省略)',
}
export const whatWorked: Message = {
  en: () => 'What worked? (Enter: skip)',
  ja: () => '何が効きましたか?(Enterで省略)',
}
export const whatToChange: Message = {
  en: () => 'What should change? (Enter: skip)',
  ja: () => '今後、何を変えますか?(Enterで省略)',
}

/** An accepted answer, which stays on the screen. */
export const answered: Message<{ question: string; text: string }> = {
  en: ({ question, text }) => `  ${question}  ${text}`,
  ja: ({ question, text }) => `  ${question}  ${text}`,
}

// The report

export const reportTitle: Message<{ account: string; day: string }> = {
  en: ({ account, day }) => `Incident report: ${account}, ${day}`,
  ja: ({ account, day }) => `ログイントラブルの報告書: ${account}、${day}`,
}
export const accountNotNamed: Bilingual = { en: 'an Instagram account', ja: 'Instagramアカウント' }
export const timeline: Bilingual = { en: 'Timeline', ja: '経過' }
export const timesAreIn: Message<{ zone: string }> = {
  en: ({ zone }) => `Times are local: ${zone}.`,
  ja: ({ zone }) => `時刻は現地時間(${zone})です。`,
}
export const notWrittenDown: Bilingual = { en: 'Not written down.', ja: '記入なし' }
export const deadlineMet: Message<{ time: string; met: boolean }> = {
  en: ({ time, met }) => `${time} (${met ? 'met' : 'missed'})`,
  ja: ({ time, met }) => `${time}(${met ? '間に合った' : '間に合わなかった'})`,
}
/** The same without the time, for lists. */
export const metWords = {
  met: { en: 'met', ja: '間に合った' },
  missed: { en: 'missed', ja: '間に合わず' },
} as const satisfies Record<string, Bilingual>
export const followUp: Bilingual = { en: 'Follow-up', ja: '終わった後の確認' }
export const followUps = {
  codes: { en: 'New backup codes are issued and stored', ja: '新しいバックアップコードを発行して保管した' },
  places: {
    en: 'Copies outside igcodes (paper, password manager) are renewed',
    ja: 'igcodes以外の控え(紙・パスワード管理アプリ)も新しくした',
  },
  access: { en: 'Signed-in devices are looked through', ja: 'ログイン中の端末を確認した' },
  contacts: { en: 'Mail address and phone number are ours', ja: 'メールアドレスと電話番号が自分たちのものか確認した' },
  cause: { en: 'The cause is written down', ja: '原因を書き残した' },
  change: { en: 'Each change has somebody who makes it, and a day', ja: '今後変えることの担当者と期日を決めた' },
  test: { en: 'A login from another device is tested', ja: '別の端末からログインできるか試した' },
  review: { en: 'The next review is planned', ja: '次の棚卸しの日を決めた' },
} as const satisfies Record<string, Bilingual>
