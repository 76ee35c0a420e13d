/** What is due, in a list and in a calendar; login tests. */
import type { TestMethod } from '../../../domain/model/registry.ts'
import type { DutyKind } from '../../../domain/upkeep/schedule.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { testMethodWords } from '../registry/registry.ts'

export const dueHeader: readonly Bilingual[] = [
  { en: 'on', ja: '期日' },
  { en: 'what', ja: '内容' },
]

/** `subject`: the factor by its label, the incident's id, the rule; what a hand-over is about and how far it is. */
export interface DutyGaps {
  readonly kind: DutyKind
  readonly account: string | undefined
  readonly subject: string
}

export const dutyText: Message<DutyGaps> = {
  en: ({ kind, account, subject }) => {
    const whose = account === undefined ? '' : ` (@${account})`
    switch (kind) {
      case 'review':
        return `Review of @${account}`
      case 'test':
        return `Login test of @${account}`
      case 'confirm-factor':
        return `Check that it still works: ${subject}${whose}`
      case 'deadline':
        return `Deadline: ${account === undefined ? 'an account' : `@${account}`} is locked out`
      case 'handover':
        return `Hand-over of ${subject}`
      case 'ignore-ends':
        return `“${subject}” is no longer ignored${whose}`
    }
  },
  ja: ({ kind, account, subject }) => {
    const whose = account === undefined ? '' : `@${account} の`
    switch (kind) {
      case 'review':
        return `@${account} の棚卸し`
      case 'test':
        return `@${account} のログインテスト`
      case 'confirm-factor':
        return `${whose}${subject} がまだ使えるか確認`
      case 'deadline':
        return `${account === undefined ? 'ログインできないアカウント' : `ログインできない @${account} `}の期限`
      case 'handover':
        return `${subject}の引き継ぎ`
      case 'ignore-ends':
        return `${whose}「${subject}」の保留が終わる日`
    }
  },
}

/** Reviews or login tests of many accounts on one day. */
export const dutyOfMany: Message<{ kind: 'review' | 'test'; accounts: readonly string[] }> = {
  en: ({ kind, accounts }) =>
    `${kind === 'review' ? 'Review' : 'Login test'} of ${accounts.length} accounts: ${someNames(accounts)} …`,
  ja: ({ kind, accounts }) =>
    `${accounts.length}件の${kind === 'review' ? '棚卸し' : 'ログインテスト'}: ${someNames(accounts)} …`,
}

const someNames = (accounts: readonly string[]): string =>
  accounts
    .slice(0, 3)
    .map(account => `@${account}`)
    .join(' ')

/** For a calendar entry about many accounts. */
export const eachOf: Message<{ accounts: readonly string[] }> = {
  en: ({ accounts }) => `The same for each of: ${accounts.join(', ')}`,
  ja: ({ accounts }) => `次のアカウントも同じように: ${accounts.join('、')}`,
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** How far away it is; negative if past. */
export const dutyWhen: Message<{ text: string; days: number; overdue: boolean }> = {
  en: ({ text, days: left, overdue }) => {
    if (left === 0) return `${overdue ? '✗ ' : ''}${text}, today`
    if (left < 0) return overdue ? `✗ ${text}, ${days(-left)} late` : `${text}, open for ${days(-left)}`
    return `${text}, in ${days(left)}`
  },
  ja: ({ text, days: left, overdue }) => {
    if (left === 0) return `${overdue ? '✗ ' : ''}${text}(今日)`
    if (left < 0) return overdue ? `✗ ${text}(${-left}日超過)` : `${text}(${-left}日前から)`
    return `${text}(あと${left}日)`
  },
}

export const nothingIsDue: Message<{ until: string | undefined }> = {
  en: ({ until }) => (until === undefined ? 'Nothing is due.' : `Nothing is due until ${until}.`),
  ja: ({ until }) => (until === undefined ? '予定はありません。' : `${until}までの予定はありません。`),
}
export const doFirst: Message<{ kind: DutyKind; command: string }> = {
  en: ({ kind, command }) =>
    kind === 'test' ? `First: sign in from another device, then ${command}` : `First: ${command}`,
  ja: ({ kind, command }) => (kind === 'test' ? `まずは: 別の端末からログインして ${command}` : `まずは: ${command}`),
}

// The calendar

export const calendarName: Bilingual = { en: 'igcodes: Instagram logins', ja: 'igcodes: Instagramのログイン' }

/** After the title of a late calendar entry, which is put on today. */
export const lateSince: Message<{ text: string; on: string }> = {
  en: ({ text, on }) => `${text} (due since ${on})`,
  ja: ({ text, on }) => `${text}(${on}から超過)`,
}
export const howToDo: Message<{ kind: DutyKind; command: string }> = {
  en: ({ kind, command }) => `${howEn[kind]}\n${command}`,
  ja: ({ kind, command }) => `${howJa[kind]}\n${command}`,
}
const howEn: Readonly<Record<DutyKind, string>> = {
  review: 'Are the codes, places, people and ways in still what the vault says? Go through them with:',
  test: 'Sign in from another device, with the authenticator if you can. Then record it:',
  'confirm-factor': 'It has not been checked for a year. Try it, then record it with the next review:',
  deadline: 'This was the deadline for deciding how to go on. See:',
  handover: 'The list is not finished. Go on with it:',
  'ignore-ends': 'It was ignored until today. Check it again:',
}
const howJa: Readonly<Record<DutyKind, string>> = {
  review: 'コード・保管場所・担当者・ログイン方法が記録どおりか、順に確認します:',
  test: '別の端末から実際にログインします(できれば認証アプリで)。結果を記録:',
  'confirm-factor': '1年間確認されていません。試してから、次の棚卸しで記録します:',
  deadline: 'どうするかを決める期限です:',
  handover: 'まだ終わっていません。続きを進めます:',
  'ignore-ends': '保留の期限です。もう一度確認してください:',
}

export const calendarWritten: Message<{ path: string; count: number }> = {
  en: ({ path, count }) =>
    count === 0
      ? `${path} is a calendar without entries: nothing is due.`
      : `${path} has ${count} ${count === 1 ? 'entry' : 'entries'}. Import it into your calendar. Import a newer one later, and the same entries are updated.`,
  ja: ({ path, count }) =>
    count === 0
      ? `${path} に書き出しました。予定がないため、空のカレンダーです。`
      : `${path} に${count}件を書き出しました。カレンダーに取り込んでください。あとで新しいものを取り込むと、同じ予定が更新されます。`,
}

// Login tests

export const withWhat: Message = { en: () => 'What was it with?', ja: () => '何を使いましたか?' }
export const whichCode: Message = { en: () => 'Which code did you type?', ja: () => '何番のコードを使いましたか?' }

export const testPassed: Message<{ account: string; with: TestMethod; due: string }> = {
  en: ({ account, with: method, due }) =>
    `Login test of @${account} passed (${testMethodWords[method].en}). The next is due on ${due}.`,
  ja: ({ account, with: method, due }) =>
    `@${account} のログインテスト成功を記録しました(${testMethodWords[method].ja})。次は ${due} までに。`,
}
export const testFailed: Message<{ account: string; with: TestMethod }> = {
  en: ({ account, with: method }) =>
    `Login test of @${account} failed (${testMethodWords[method].en}). Stay signed in wherever you still are, and fix it now:
    igcodes recover ${account}`,
  ja: ({ account, with: method }) =>
    `@${account} のログインテスト失敗を記録しました(${testMethodWords[method].ja})。ログインしたままの端末はそのままにして、今のうちに直しましょう:
    igcodes recover ${account}`,
}
export const codeCounted: Message<{ position: number; passed: boolean }> = {
  en: ({ position, passed }) => `No. ${position} is counted as ${passed ? 'used' : 'refused'}.`,
  ja: ({ position, passed }) => `${position}番を「${passed ? '使用済み' : '拒否された'}」にしました。`,
}
