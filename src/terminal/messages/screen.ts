import type { Message } from '../../language.ts'

export const mayHaveStayed: Message = {
  en: () => 'The window was or got too small, so this may have stayed in its scrollback. Please clear that.',
  ja: () =>
    'ウィンドウが小さくなったため、今の表示がスクロールバック(履歴)に残っているかもしれません。消してください。',
}
