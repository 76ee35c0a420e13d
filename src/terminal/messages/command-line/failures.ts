/** What is wrong with the command line, or with the terminal that a command runs in. */
import type { WantedAnswer } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import { type AllSentences, nothing } from '../sentences.ts'

/** What was not done, and how to see the answer. */
const unreadable: Readonly<Record<WantedAnswer, { what: Bilingual; next: Bilingual }>> = {
  code: {
    what: { en: 'No code was used, nothing was changed.', ja: 'コードは使っておらず、何も変わっていません。' },
    next: {
      en: 'Run it in a terminal, or read its output, such as: code=$(igcodes use NAME)',
      ja: '端末で実行するか、出力を受け取ってください。例: code=$(igcodes use ユーザーネーム)',
    },
  },
  passphrase: {
    what: {
      en: 'No passphrase was made, nothing was changed.',
      ja: 'パスフレーズは作っておらず、何も変わっていません。',
    },
    next: {
      en: 'Run it in a terminal, which shows the six words. In a script, read its output: the words are in it.',
      ja: '端末で実行すると6語が表示されます。スクリプトでは、出力を受け取ってください(6語が入っています)。',
    },
  },
  'recovery-key': {
    what: {
      en: 'No recovery key was made, nothing was changed.',
      ja: '復旧キーは作っておらず、何も変わっていません。',
    },
    next: {
      en: 'Run it in a terminal, which shows the 12 words. In a script, read its output: the words are in it.',
      ja: '端末で実行すると12語が表示されます。スクリプトでは、出力を受け取ってください(12語が入っています)。',
    },
  },
  other: {
    what: { en: 'Nothing was changed.', ja: '何も変わっていません。' },
    next: { en: 'Run it in a terminal, or read its output.', ja: '端末で実行するか、出力を受け取ってください。' },
  },
}

export const commandLineFailures = {
  usage: {
    what: { en: ({ problem }) => problem, ja: ({ problem }) => problem },
    next: { en: () => 'See: igcodes --help', ja: () => '使い方: igcodes --help' },
  },
  'unknown-command': {
    what: {
      en: ({ name, command }) => `There is no command “${command}${name}”.`,
      ja: ({ name, command }) => `「${command}${name}」というコマンドはありません。`,
    },
    next: {
      en: ({ nearest, command }) =>
        nearest.length > 0
          ? `Did you mean: ${nearest.map(known => `igcodes ${command}${known}`).join(', ')}`
          : `See: igcodes ${command === '' ? 'help all' : `${command}--help`}`,
      ja: ({ nearest, command }) =>
        nearest.length > 0
          ? `もしかして: ${nearest.map(known => `igcodes ${command}${known}`).join('、')}`
          : `一覧: igcodes ${command === '' ? 'help all' : `${command}--help`}`,
    },
  },
  'unknown-option': {
    what: {
      en: ({ name }) => `There is no option “${name}” here.`,
      ja: ({ name }) => `「${name}」というオプションはここにはありません。`,
    },
    next: {
      en: ({ nearest, command }) =>
        nearest.length > 0 ? `Did you mean: ${nearest.join(', ')}` : `See: igcodes ${command}--help`,
      ja: ({ nearest, command }) =>
        nearest.length > 0 ? `もしかして: ${nearest.join('、')}` : `使い方: igcodes ${command}--help`,
    },
  },
  'missing-argument': {
    what: { en: ({ name }) => `Something is missing: ${name}.`, ja: ({ name }) => `${name} の指定が足りません。` },
    next: {
      en: ({ command }) => `See: igcodes ${command}--help`,
      ja: ({ command }) => `使い方: igcodes ${command}--help`,
    },
  },
  'too-many-arguments': {
    what: { en: () => 'Too many arguments.', ja: () => '引数が多すぎます。' },
    next: {
      en: ({ command }) => `A handle has no spaces. See: igcodes ${command}--help`,
      ja: ({ command }) => `ユーザーネームに空白は入りません。使い方: igcodes ${command}--help`,
    },
  },
  'bad-argument': {
    what: {
      en: ({ name, value }) => `“${value}” is not valid for ${name}.`,
      ja: ({ name, value }) => `${name} に「${value}」は使えません。`,
    },
    next: {
      en: ({ allowed, nearest }) => `${nearest === undefined ? '' : `Did you mean ${nearest}?\n`}Allowed: ${allowed}`,
      ja: ({ allowed, nearest }) => `${nearest === undefined ? '' : `もしかして: ${nearest}\n`}使える値: ${allowed}`,
    },
  },
  'confirmation-needed': {
    what: {
      en: () => 'This has to be confirmed, and there is no terminal to ask.',
      ja: () => '確認が必要ですが、たずねる端末がありません。',
    },
    next: { en: () => 'If you are sure, add --yes', ja: () => '間違いなければ --yes を付けてください' },
  },
  cancelled: {
    what: { en: () => 'Cancelled. Nothing was changed.', ja: () => '中止しました。何も変更していません。' },
    next: nothing,
  },
  stopped: {
    what: {
      en: () => 'Stopped here. Everything saved before is kept.',
      ja: () => 'ここで止めました。それまでに保存した内容はそのままです。',
    },
    next: nothing,
  },
  interrupted: { what: { en: () => 'Stopped.', ja: () => '中断しました。' }, next: nothing },
  'bad-date': {
    what: {
      en: ({ date }) => `“${date}” is not a valid date here.`,
      ja: ({ date }) => `「${date}」は日付として使えません。`,
    },
    next: {
      en: ({ mayCome }) => `Write it as 2026-03-02${mayCome ? ', 3/2 or today' : ', not later than today'}.`,
      ja: ({ mayCome }) =>
        mayCome
          ? '2026-03-02、3月2日、今日 のように書いてください。'
          : '2026-03-02 のように、今日までの日付を書いてください。',
    },
  },
  'answer-unreadable': {
    what: {
      en: ({ answer }) => `Nobody could read the answer: standard output leads nowhere. ${unreadable[answer].what.en}`,
      ja: ({ answer }) => `標準出力の行き先がなく、結果を表示できません。${unreadable[answer].what.ja}`,
    },
    next: { en: ({ answer }) => unreadable[answer].next.en, ja: ({ answer }) => unreadable[answer].next.ja },
  },
  'answer-exposed': {
    what: {
      en: () =>
        'The answer contains a secret, and other users can read the output file. No code was used, nothing was changed.',
      ja: () =>
        '結果には秘密が含まれますが、出力先のファイルをほかのユーザーが読める状態です。コードは使っておらず、何も変わっていません。',
    },
    next: {
      en: () => 'It is not yours, or its disk has no permissions. Choose a file of your own, in your home folder.',
      ja: () =>
        '他人のファイルか、アクセス権を設定できないディスクです。ホームフォルダーの自分のファイルに出力してください。',
    },
  },
  'screen-only': {
    what: {
      en: () => 'A QR code with secrets is shown only on a terminal, where it can be erased.',
      ja: () => '秘密の入ったQRコードは、あとで消せるように、端末の画面にだけ表示します。',
    },
    next: {
      en: () => 'Run it at a terminal, without --json, --no-input or a pipe.',
      ja: () => '--json・--no-input・パイプを使わず、端末で実行してください。',
    },
  },
  'window-too-small': {
    what: {
      en: ({ columns, rows, neededColumns, neededRows }) =>
        `The window is too small for the QR code: ${columns} × ${rows}, and it needs ${neededColumns} × ${neededRows}.`,
      ja: ({ columns, rows, neededColumns, neededRows }) =>
        `ウィンドウが小さくてQRコードが入りません(今は${columns}×${rows}、必要なのは${neededColumns}×${neededRows})。`,
    },
    next: {
      en: () => 'Make the window larger or the font smaller, then run it again.',
      ja: () => 'ウィンドウを広げるか文字を小さくして、もう一度実行してください。',
    },
  },
} satisfies Partial<AllSentences>
