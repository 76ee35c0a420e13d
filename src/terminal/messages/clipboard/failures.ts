/** What fails when a code is copied to the clipboard. */
import type { ClipboardFault } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import type { AllSentences } from '../sentences.ts'

const clipboard: Readonly<Record<ClipboardFault, Bilingual>> = {
  'no-tool': {
    en: 'No clipboard program is installed. No code was used.',
    ja: 'クリップボードを使うためのプログラムがありません。コードは使っていません。',
  },
  'no-clip-exe': {
    en: 'clip.exe of Windows is not in the PATH. No code was used.',
    ja: 'Windowsの clip.exe がPATHにありません。コードは使っていません。',
  },
  'no-display': {
    en: 'There is no desktop here, and so no clipboard. No code was used.',
    ja: 'クリップボードを使えるデスクトップ画面が見つかりません。コードは使っていません。',
  },
  'no-terminal': {
    en: 'There is no terminal here that could copy it. No code was used.',
    ja: 'クリップボードへ渡せる端末がありません。コードは使っていません。',
  },
  failed: { en: 'Copying to the clipboard failed.', ja: 'クリップボードにコピーできませんでした。' },
}

export const clipboardFailures = {
  'clipboard-unavailable': {
    what: { en: ({ why }) => clipboard[why].en, ja: ({ why }) => clipboard[why].ja },
    next: {
      en: ({ why, install }) =>
        why === 'no-tool' && install.length > 0
          ? `Install ${install.join(' or ')}, or leave --clip out.`
          : why === 'no-clip-exe'
            ? 'Set appendWindowsPath=true in /etc/wsl.conf, then run wsl --shutdown in Windows. Or leave --clip out.'
            : why === 'no-display'
              ? 'Over SSH, --clip-osc52 lets your own terminal copy it, if it allows that. Or leave --clip out.'
              : 'Without --clip it is shown on the screen.',
      ja: ({ why, install }) =>
        why === 'no-tool' && install.length > 0
          ? `${install.join(' か ')} をインストールするか、--clip を付けずに実行してください。`
          : why === 'no-clip-exe'
            ? '/etc/wsl.conf に appendWindowsPath=true を書き、Windowsで wsl --shutdown を実行します。または --clip を付けずに実行してください。'
            : why === 'no-display'
              ? 'SSH接続なら --clip-osc52 で手元の端末にコピーできます(端末側の許可が必要)。または --clip を付けずに実行してください。'
              : '--clip を付けずに実行すると、画面に表示します。',
    },
  },
} satisfies Partial<AllSentences>
