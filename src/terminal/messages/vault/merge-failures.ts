/** Why copies were not merged. */
import { shellWord } from '../../shell-word.ts'
import type { AllSentences } from '../sentences.ts'
import { slotList } from './key-slots.ts'

export const mergeFailures = {
  'foreign-vault': {
    what: {
      en: ({ path, copy }) => `${copy} is another vault, not a copy of ${path}. Nothing was merged.`,
      ja: ({ path, copy }) => `${copy} は ${path} のコピーではなく、別の保管庫です。何もまとめていません。`,
    },
    next: {
      en: ({ copy }) =>
        `To take its accounts over: igcodes export --vault ${shellWord(copy)} > all.json, then igcodes import all.json`,
      ja: ({ copy }) =>
        `中のアカウントを移すには: igcodes export --vault ${shellWord(copy)} > all.json の後で igcodes import all.json`,
    },
  },
  'copy-passphrase-needed': {
    what: {
      en: ({ path }) => `${path} opens with another passphrase than the vault. Nothing was merged.`,
      ja: ({ path }) => `${path} のパスフレーズは、保管庫のものと違います。何もまとめていません。`,
    },
    next: {
      en: () => 'Run the command in a terminal, or name it: --copy-passphrase-file FILE',
      ja: () => '端末で実行するか、--copy-passphrase-file で指定してください。',
    },
  },
  'merge-locks-out': {
    what: {
      en: () =>
        'Each copy has revoked the other’s passphrase, so nobody could open the merged vault. Nothing was written.',
      ja: () =>
        '両方のコピーで互いのパスフレーズが取り消されており、まとめると誰も開けなくなります。何も書き込んでいません。',
    },
    next: {
      en: () => 'Agree which copy counts, and open it with the recovery key: igcodes passwd',
      ja: () => 'どちらを使うかを話し合い、復旧キーで開いて igcodes passwd で設定し直してください。',
    },
  },
  'merge-undecided': {
    what: {
      en: ({ copy, newKey, slots, events, outcomes }) =>
        [
          `A person has to decide about ${copy}:`,
          newKey ? ' passphrases were changed in both copies;' : '',
          slots.length > 0 ? ` new ways to open the vault;${slotList(slots, 'en')}\n ` : '',
          events > 0 ? ` ${events} changes made with a key from before an access was revoked.` : '',
          outcomes ? ' What became of its codes was taken over.' : ' Nothing was merged.',
        ].join(''),
      ja: ({ copy, newKey, slots, events, outcomes }) =>
        [
          `${copy} は、人の確認が必要です。`,
          newKey ? '両方のコピーでパスフレーズが変更されています。' : '',
          slots.length > 0 ? `保管庫を開けるものが増えます。${slotList(slots, 'ja')}\n  ` : '',
          events > 0 ? `アクセスを取り消す前の鍵による変更が${events}件あります。` : '',
          outcomes ? 'コードの使用状況は取り込みました。' : '何もまとめていません。',
        ].join(''),
    },
    next: { en: ({ again }) => `In a terminal: ${again}`, ja: ({ again }) => `端末で確認してください: ${again}` },
  },
} satisfies Partial<AllSentences>
