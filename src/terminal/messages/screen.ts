import type { Message } from '../../language.ts'

export const mayHaveStayed: Message = {
  en: () => 'The window was small, or got smaller: what was shown may be in its scrollback. Please clear that.',
  ja: () =>
    'ウィンドウが小さくなったため、今の表示がスクロールバック(履歴)に残っているかもしれません。消してください。',
}
