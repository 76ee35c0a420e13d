/** What fails when the agent keeps the vault unlocked. */
import { shellWord } from '../../shell-word.ts'
import { type AllSentences, causeOf } from '../sentences.ts'
import { localTime } from '../words.ts'

export const agentFailures = {
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
