import type { Message } from '../language.ts'

export const mayHaveStayed: Message = {
  en: () =>
    'The window was too small: some of that may have scrolled out of it. Clear the scrollback of this terminal.',
  ja: () =>
    'ウィンドウが小さく、今の内容の一部がスクロールで流れた可能性があります。ターミナルの履歴(スクロールバック)を消してください。',
}
