import type { Bilingual } from '../../language.ts'

export const about: Bilingual = {
  en: 'An encrypted vault for Instagram backup codes: the next code that works, when you are locked out.',
  ja: 'Instagramのバックアップコードの暗号化保管庫。ログインできないとき、次に使えるコードを出します。',
}

export const firstExamples = {
  add: {
    en: 'today: store the codes (makes the vault on the way)',
    ja: '今日のうちに: コードを登録(保管庫も作ります)',
  },
  use: { en: 'on the day: the next code that works', ja: 'いざというとき: 次に使えるコードを表示' },
  recover: {
    en: 'where a code does not help: the way back in, step by step',
    ja: 'コードで解決しないとき: 戻り方を1つずつ案内',
  },
} as const satisfies Record<string, Bilingual>

export const headings = {
  usage: { en: 'Usage:', ja: '使い方:' },
  arguments: { en: 'Arguments:', ja: '引数:' },
  options: { en: 'Options:', ja: 'オプション:' },
  everywhere: { en: 'Everywhere:', ja: '共通のオプション:' },
  more: {
    en: 'Options for every command (--json, --lang, --vault …): igcodes help all',
    ja: 'どのコマンドにも使えるオプション(--json、--lang、--vault など): igcodes help all',
  },
  rest: {
    en: 'All commands and options: igcodes help all. One command: igcodes use --help',
    ja: 'すべてのコマンドとオプション: igcodes help all  1つずつ: igcodes use --help',
  },
  commands: { en: 'Commands:', ja: 'コマンド:' },
  examples: { en: 'Examples:', ja: '例:' },
} as const satisfies Record<string, Bilingual>

export const shared = {
  vault: { en: 'another vault file (IGCODES_VAULT)', ja: '別の保管庫ファイル(IGCODES_VAULT)' },
  passphraseFile: {
    en: 'read the passphrase from a file (IGCODES_PASSPHRASE_FILE)',
    ja: 'パスフレーズをファイルから読む(IGCODES_PASSPHRASE_FILE)',
  },
  passphraseCommand: {
    en: "take a command's output as the passphrase (IGCODES_PASSPHRASE_COMMAND)",
    ja: 'コマンドの出力をパスフレーズにする(IGCODES_PASSPHRASE_COMMAND)',
  },
  passphraseFd: { en: 'read the passphrase from a file descriptor', ja: 'パスフレーズをファイル記述子から読む' },
  lang: {
    en: 'en or ja (IGCODES_LANG, LC_ALL, LC_MESSAGES, LANG)',
    ja: 'en か ja(IGCODES_LANG、LC_ALL、LC_MESSAGES、LANG)',
  },
  json: { en: 'one JSON object on stdout', ja: '結果をJSONで出す' },
  noInput: { en: 'never ask; what is missing is an error', ja: '何もたずねない。足りないものはエラーにする' },
  noPager: {
    en: 'long answers go straight to the screen (IGCODES_PAGER, PAGER)',
    ja: '長い結果をページャに渡さない(IGCODES_PAGER、PAGER)',
  },
  yes: { en: 'answer confirmations with yes', ja: '確認に「はい」と答える' },
  quiet: { en: 'no notes, only answers and problems', ja: '案内を出さず、結果と問題だけを出す' },
  plain: {
    en: 'for screen readers: no colors, no drawing, words for signs (IGCODES_PLAIN)',
    ja: '画面読み上げ向け: 色や図を使わず、記号は言葉で出す(IGCODES_PLAIN)',
  },
  acceptOlder: {
    en: 'go on with a vault that is older than what this machine has seen',
    ja: 'この端末が前に見たものより古い保管庫をそのまま使う',
  },
  acceptOtherKey: {
    en: 'go on with a vault whose key this machine cannot trace',
    ja: '鍵の出どころを確認できない保管庫をそのまま使う',
  },
  version: { en: 'the version', ja: 'バージョンを表示' },
  help: { en: 'this help', ja: 'このヘルプを表示' },
} as const satisfies Record<string, Bilingual>
