import type { Phase } from '../../../domain/continuity/handovers.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'

export const phaseWords = {
  before: { en: 'Before', ja: '替える前' },
  during: { en: 'During', ja: '替えるとき' },
  after: { en: 'After', ja: '替えたあと' },
} as const satisfies Record<Phase, Bilingual>

export const listHeader: readonly Bilingual[] = [
  { en: 'id', ja: '番号' },
  { en: 'about', ja: '対象' },
  { en: 'started', ja: '開始' },
  { en: 'done', ja: '済み' },
]

/** What a list is about, and how far it is. */
export const progress: Message<{ about: string; done: number; steps: number }> = {
  en: ({ about, done, steps }) => `${about} (${done} of ${steps} steps done)`,
  ja: ({ about, done, steps }) => `${about}(手順${steps}つ中${done}つ済み)`,
}

/** An open list, and how to go on with it. */
export const openLine: Message<{ handover: string; about: string; done: number; steps: number }> = {
  en: ({ handover, ...gaps }) =>
    `A hand-over is not finished: ${progress.en(gaps)}.\n    igcodes handover next ${shellWord(handover)}`,
  ja: ({ handover, ...gaps }) =>
    `引き継ぎが途中です: ${progress.ja(gaps)}。\n    igcodes handover next ${shellWord(handover)}`,
}

export const noneOpen: Message = {
  en: () => 'No hand-over is open. To begin one: igcodes handover start PERSON',
  ja: () => '進行中の引き継ぎはありません。始めるには: igcodes handover start 人',
}

export const started: Message<{ handover: string; steps: number; accounts: number }> = {
  en: ({ handover, steps, accounts }) =>
    `The list ${handover} has ${steps === 1 ? '1 step' : `${steps} steps`}${accounts > 1 ? ` for ${accounts} accounts` : ''}. To work through it:\n    igcodes handover next ${shellWord(handover)}`,
  ja: ({ handover, steps, accounts }) =>
    `リスト ${handover} を作りました(${accounts > 1 ? `${accounts}件のアカウント、` : ''}手順${steps}つ)。1つずつ進めるには:\n    igcodes handover next ${shellWord(handover)}`,
}
export const nothingHangs: Message = {
  en: () => 'No account depends on that, so there is nothing to do.',
  ja: () => '影響を受けるアカウントはありません。することはありません。',
}
export const beganBefore: Message<{ handover: string }> = {
  en: ({ handover }) => `Its list ${handover} already exists. This is what is left:`,
  ja: ({ handover }) => `リスト ${handover} は作成済みです。残りを表示します。`,
}

/** The accounts with `@`, at most so many by name. */
export const ofAccounts: Message<{ accounts: readonly string[]; most: number }> = {
  en: ({ accounts, most }) =>
    accounts.length <= most
      ? accounts.join(' ')
      : `${accounts.length} accounts: ${accounts.slice(0, most).join(' ')} and ${accounts.length - most} more`,
  ja: ({ accounts, most }) =>
    accounts.length <= most
      ? accounts.join(' ')
      : `${accounts.length}件: ${accounts.slice(0, most).join(' ')} ほか${accounts.length - most}件`,
}
export const doneOf: Message<{ done: number; of: number }> = {
  en: ({ done, of }) => `${done} of ${of} done`,
  ja: ({ done, of }) => `${of}件中${done}件済み`,
}

/** `left`: accounts for which this step is still to be done, one by one; 0 if it is done once for all. */
export const taskOf: Message<{ number: number; of: number; accounts: readonly string[]; left: number }> = {
  en: ({ number, of, accounts, left }) => `Step ${number} of ${of}${aboutEn(accounts, left)}`,
  ja: ({ number, of, accounts, left }) => `手順 ${number}/${of}${aboutJa(accounts, left)}`,
}

function aboutEn(accounts: readonly string[], left: number): string {
  const [first, ...more] = accounts
  if (first === undefined) return ''
  if (more.length > 0) return ` · once for ${accounts.length} accounts`
  return ` · @${first}${left > 1 ? ` (${left} accounts left)` : ''}`
}

function aboutJa(accounts: readonly string[], left: number): string {
  const [first, ...more] = accounts
  if (first === undefined) return ''
  if (more.length > 0) return ` ・ ${accounts.length}件まとめて1回`
  return ` ・ @${first}${left > 1 ? ` (残り${left}件)` : ''}`
}

export const allOfThem: Message<{ count: number }> = {
  en: ({ count }) => `done for all ${count} accounts`,
  ja: ({ count }) => `${count}件すべて済んだ`,
}

/** Called done, but the vault does not have it. `account`: the first of so many. */
export const notSeen: Message<{ what: 'codes' | 'test' | 'passphrase'; account: string; count: number }> = {
  en: ({ what, account, count }) => {
    if (what === 'passphrase') return 'Recorded. But the passphrase is still the old one: igcodes passwd'
    const whose = count === 1 ? `@${account}` : `${count} accounts`
    return what === 'codes'
      ? `Recorded. But the vault has no newer codes of ${whose}: igcodes add ${account}`
      : `Recorded. But no login test of ${whose} is recorded: igcodes test ${account} passed`
  },
  ja: ({ what, account, count }) => {
    if (what === 'passphrase') return '記録しました。ただ、パスフレーズは前のままです: igcodes passwd'
    const whose = count === 1 ? `@${account} ` : `${count}件`
    return what === 'codes'
      ? `記録しました。ただ、${whose}の新しいコードが保管庫にありません: igcodes add ${account}`
      : `記録しました。ただ、${whose}のログインテストの記録がありません: igcodes test ${account} passed`
  },
}

/** A way in failed: removing others has to wait. */
export const heldBack: Message<{ account: string; count: number }> = {
  en: ({ account, count }) =>
    `Until this works, remove nothing from ${count === 1 ? `@${account}` : `these ${count} accounts`}: no number, no app, no device. If you are locked out:\n    igcodes recover ${account}`,
  ja: ({ account, count }) =>
    `うまくいくまで、${count === 1 ? `@${account} ` : `この${count}件`}の番号・認証アプリ・端末は何も外さないでください。ログインに困ったら:\n    igcodes recover ${account}`,
}

export const dropIt: Message<{ handover: string; about: string; left: number }> = {
  en: ({ handover, about, left }) =>
    `Drop the list ${handover} (${about})? ${left} ${left === 1 ? 'step is' : 'steps are'} not done.`,
  ja: ({ handover, about, left }) => `リスト ${handover}(${about})をやめますか? 残りの手順は${left}つです。`,
}
export const dropped: Message<{ handover: string }> = {
  en: ({ handover }) => `The list ${handover} is dropped. What was done stays in the log.`,
  ja: ({ handover }) => `リスト ${handover} をやめました。済んだ作業の記録は残っています。`,
}

/** @param account if the list was about only one */
export const allDone: Message<{ handover: string; account: string | undefined }> = {
  en: ({ handover, account }) =>
    `Everything on the list ${handover} is done. Now record how things are, while it is fresh:\n    igcodes review ${account ?? '--all'}`,
  ja: ({ handover, account }) =>
    `リスト ${handover} はすべて終わりました。忘れないうちに、いまの状態を棚卸しで記録しましょう:\n    igcodes review ${account ?? '--all'}`,
}
export const stopped: Message<{ handover: string; left: number }> = {
  en: ({ handover, left }) =>
    `${left} ${left === 1 ? 'step' : 'steps'} left. To go on: igcodes handover next ${shellWord(handover)}`,
  ja: ({ handover, left }) => `残りの手順は${left}つです。続きは: igcodes handover next ${shellWord(handover)}`,
}
export const phoneChange: Message = {
  en: () => 'The steps on the phone itself: igcodes playbook new-phone',
  ja: () => 'スマホでの操作は: igcodes playbook new-phone',
}
