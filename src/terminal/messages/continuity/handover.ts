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

export const noneOpen: Message = {
  en: () => 'No hand-over is open. To begin one: igcodes handover start PERSON',
  ja: () => '進行中の引き継ぎはありません。始めるには: igcodes handover start 人',
}

export const started: Message<{ handover: string; count: number }> = {
  en: ({ handover, count }) =>
    `The list ${handover} has ${count === 1 ? '1 task' : `${count} tasks`}. To work through it:\n    igcodes handover next ${shellWord(handover)}`,
  ja: ({ handover, count }) =>
    `リスト ${handover} を作りました(${count}項目)。1つずつ進めるには:\n    igcodes handover next ${shellWord(handover)}`,
}
export const nothingHangs: Message = {
  en: () => 'No account depends on that, so there is nothing to do.',
  ja: () => '影響を受けるアカウントはありません。することはありません。',
}
export const beganBefore: Message<{ handover: string }> = {
  en: ({ handover }) => `Its list ${handover} already exists. This is what is left:`,
  ja: ({ handover }) => `リスト ${handover} は作成済みです。残りを表示します。`,
}

export const taskOf: Message<{ number: number; of: number; account: string }> = {
  en: ({ number, of, account }) => `${number} of ${of} · @${account}`,
  ja: ({ number, of, account }) => `${number}/${of} ・ @${account}`,
}

/** A way in failed: removing others has to wait. */
export const heldBack: Message<{ account: string }> = {
  en: ({ account }) =>
    `Until this works, remove nothing from @${account}: no number, no app, no device. If you are locked out:\n    igcodes recover ${account}`,
  ja: ({ account }) =>
    `うまくいくまで、@${account} の番号・認証アプリ・端末は何も外さないでください。ログインに困ったら:\n    igcodes recover ${account}`,
}
/** @param account if the list was about only one */
export const allDone: Message<{ handover: string; account: string | undefined }> = {
  en: ({ handover, account }) =>
    `Everything on the list ${handover} is done. Now record how things are, while it is fresh:\n    igcodes review ${account ?? '--all'}`,
  ja: ({ handover, account }) =>
    `リスト ${handover} はすべて終わりました。忘れないうちに、いまの状態を棚卸しで記録しましょう:\n    igcodes review ${account ?? '--all'}`,
}
export const stopped: Message<{ handover: string; left: number }> = {
  en: ({ handover, left }) => `${left} left. To go on: igcodes handover next ${shellWord(handover)}`,
  ja: ({ handover, left }) => `残り${left}項目です。続きは: igcodes handover next ${shellWord(handover)}`,
}
export const phoneChange: Message = {
  en: () => 'The steps on the phone itself: igcodes playbook new-phone',
  ja: () => 'スマホでの操作は: igcodes playbook new-phone',
}
