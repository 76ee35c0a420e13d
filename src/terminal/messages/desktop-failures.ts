/** What fails around the vault: the clipboard, and the agent that keeps it unlocked. */
import type { ClipboardFault } from '../../errors.ts'
import { shellWord } from '../shell-word.ts'
import { type AllSentences, causeOf } from './sentences.ts'
import { localTime } from './words.ts'

const clipboard: Readonly<Record<ClipboardFault, { en: string; ja: string }>> = {
  'no-tool': {
    en: 'No clipboard program is installed. No code was used.',
    ja: 'クリップボードを使うためのプログラムがありません。コードは使っていません。',
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

export const desktopFailures = {
  'clipboard-unavailable': {
    what: { en: ({ why }) => clipboard[why].en, ja: ({ why }) => clipboard[why].ja },
    next: {
      en: ({ why, install }) =>
        why === 'no-tool' && install.length > 0
          ? `Install ${install.join(' or ')}, or leave --clip out.`
          : why === 'no-display'
            ? 'Over SSH, --clip-osc52 lets your own terminal copy it, if it allows that. Or leave --clip out.'
            : 'Without --clip it is shown on the screen.',
      ja: ({ why, install }) =>
        why === 'no-tool' && install.length > 0
          ? `${install.join(' か ')} をインストールするか、--clip を付けずに実行してください。`
          : why === 'no-display'
            ? 'SSH接続なら --clip-osc52 で手元の端末にコピーできます(端末側の許可が必要)。または --clip を付けずに実行してください。'
            : '--clip を付けずに実行すると、画面に表示します。',
    },
  },
  'agent-exposed': {
    what: {
      en: ({ path }) => `Other users could reach the unlocked vault there: ${path}. It stays locked.`,
      ja: ({ path }) => `ほかのユーザーが触れる場所なので、開いたままにできません: ${path}`,
    },
    next: {
      en: ({ path }) => `Make it a folder that only you can open: chmod 700 ${shellWord(path)}`,
      ja: ({ path }) => `自分だけが入れるフォルダーにしてください: chmod 700 ${shellWord(path)}`,
    },
  },
  'agent-failed': {
    what: {
      en: ({ cause }) => `The vault could not be kept unlocked: ${causeOf(cause, 'en')}. It stays locked.`,
      ja: ({ cause }) => `開いたままにできませんでした: ${causeOf(cause, 'ja')}。`,
    },
    next: {
      en: () => 'All other commands work; they ask for the passphrase.',
      ja: () => 'ほかのコマンドは、パスフレーズを入力すれば使えます。',
    },
  },
  'agent-stuck': {
    what: {
      en: ({ cause, until }) =>
        `The vault is still open without the passphrase${until ? `, until ${localTime(until)}` : ''}: the process that keeps it unlocked did not answer, and could not be ended: ${causeOf(cause, 'en')}.`,
      ja: ({ cause, until }) =>
        `保管庫は${until ? `${localTime(until)}まで` : ''}パスフレーズなしで開けるままです。鍵を持っているプロセスが応答せず、終わらせることもできませんでした: ${causeOf(cause, 'ja')}。`,
    },
    next: {
      en: ({ pid }) =>
        pid
          ? `End it: kill -9 ${shellWord(String(pid))}`
          : 'It ends after 8 hours at most. Restarting the computer ends it at once.',
      ja: ({ pid }) =>
        pid
          ? `終わらせるには: kill -9 ${shellWord(String(pid))}`
          : '長くても8時間で終わります。すぐに終わらせるには、パソコンを再起動してください。',
    },
  },
  'agent-unsupported': {
    what: {
      en: () => 'igcodes cannot keep a vault unlocked on Windows: a pipe there cannot be closed to other users.',
      ja: () => 'Windowsでは開いたままにできません(ほかのユーザーから守れないため)。',
    },
    next: {
      en: () => 'A password manager can give the passphrase: --passphrase-command',
      ja: () => 'パスワード管理ソフトからパスフレーズを渡せます: --passphrase-command',
    },
  },
} satisfies Partial<AllSentences>
