/** The manual page's own sentences. Commands and options are described by their help. */
import type { ExitCode as FailuresExitCode } from '../../errors.ts'
import type { Bilingual } from '../../language.ts'

export const book: Bilingual = { en: 'User Commands', ja: 'ユーザーコマンド' }

export const headings = {
  name: { en: 'NAME', ja: '名前' },
  synopsis: { en: 'SYNOPSIS', ja: '書式' },
  description: { en: 'DESCRIPTION', ja: '説明' },
  commands: { en: 'COMMANDS', ja: 'コマンド' },
  options: { en: 'OPTIONS', ja: 'オプション' },
  exitStatus: { en: 'EXIT STATUS', ja: '終了ステータス' },
  environment: { en: 'ENVIRONMENT', ja: '環境変数' },
  files: { en: 'FILES', ja: 'ファイル' },
  examples: { en: 'EXAMPLES', ja: '例' },
  security: { en: 'SECURITY', ja: 'セキュリティ' },
  seeAlso: { en: 'SEE ALSO', ja: '関連項目' },
} as const satisfies Record<string, Bilingual>

export const whatItIs: Bilingual = {
  en: 'keep Instagram backup codes in an encrypted vault, and get back in when locked out',
  ja: 'Instagramのバックアップコードを暗号化して保管し、ログインできないときに助ける',
}

export const synopses = [
  { synopsis: 'igcodes', en: 'the state of the vault, or the first step', ja: '今の状態。保管庫がなければ最初の一歩' },
  { synopsis: 'igcodes <command> [options] [arguments]', en: 'one of the commands below', ja: '下のコマンドのどれか' },
  { synopsis: 'igcodes <command> --help', en: 'what it takes, with examples', ja: '使い方と例' },
  { synopsis: 'igcodes help all', en: 'all commands and options, on one page', ja: 'すべてのコマンドとオプション' },
] as const satisfies readonly (Bilingual & { readonly synopsis: string })[]

export const description: readonly Bilingual[] = [
  {
    en: 'igcodes keeps the backup codes of Instagram accounts in one encrypted file on your own computer. When Instagram wants a code and the phone is gone, `igcodes use` gives you the next code that still works, says how many are left and remembers which ones are used. When a code does not help, `igcodes recover` asks a few questions and guides you through what does; it needs no vault and no passphrase. igcodes is unofficial, and not affiliated with Instagram or Meta.',
    ja: 'igcodesは、Instagramのバックアップコードを暗号化して、自分のパソコンの中の1つのファイルにしまっておく道具です。スマホが手元になくてログインできないとき、`igcodes use` がまだ使えるコードを1つ出し、残りの数と使用済みのコードも覚えておきます。コードだけでは解決しないときは、`igcodes recover` がいくつか質問をして、戻り方を案内します。これには保管庫もパスフレーズもいりません。igcodesは非公式のプログラムで、InstagramやMetaとは関係ありません。',
  },
  {
    en: 'An account is an Instagram handle, typed with or without @. A set is the codes that Instagram issued together: a newer set ends the older one as a whole. The answer goes to standard output; questions, notes and errors go elsewhere. igcodes opens no network connection and never speaks to Instagram.',
    ja: 'アカウントはInstagramのユーザーネームで、@はあってもなくてもかまいません。Instagramが一度に出したコードをまとめて「組」と呼びます。新しい組を出すと、前の組は全部使えなくなります。標準出力に出るのは答えだけで、質問や案内、エラーは別のところに出ます。igcodesはネットワークにつながらず、Instagramとも通信しません。',
  },
]

export const optionsEverywhere: Bilingual = {
  en: 'These go with every command. The options of a single command are listed with it, above.',
  ja: 'どのコマンドにも付けられるものです。コマンドごとのオプションは、上のそれぞれの所にあります。',
}

/** Besides the failures' codes: success, a bug, and the findings of commands that judge. */
type ExitCode = FailuresExitCode | 0 | 1 | 30 | 31 | 40

export const exitMeanings: Readonly<Record<ExitCode, Bilingual>> = {
  0: { en: 'done', ja: 'できました' },
  1: { en: 'a bug in igcodes', ja: 'igcodesの不具合です' },
  2: {
    en: 'wrong usage, or something is missing that cannot be asked for; Node is too old',
    ja: '使い方が違うか、必要なものが足りず、たずねることもできません。Nodeが古すぎるときも',
  },
  3: { en: 'cancelled by an answer', ja: '確認で「いいえ」と答えて中止しました' },
  10: { en: 'there is no vault', ja: '保管庫がありません' },
  11: {
    en: 'another igcodes has been writing to the vault for 10 s',
    ja: '別のigcodesが書き込み中です(10秒待ちました)',
  },
  12: { en: 'wrong passphrase', ja: 'パスフレーズが違います' },
  13: {
    en: 'the vault is damaged or was tampered with; the newest backup that opens is named',
    ja: '保管庫が壊れているか、書き換えられています。開ける一番新しいバックアップを知らせます',
  },
  14: { en: 'made by a newer igcodes', ja: 'もっと新しいigcodesで作られたものです' },
  15: { en: 'older than what this computer has already seen', ja: 'このパソコンが前に見たものより古い保管庫です' },
  16: {
    en: 'the disk refused (full, read-only), the file has the wrong owner or rights, or nobody could read the answer',
    ja: 'ディスクに書けない(いっぱい、読み取り専用)、ファイルの所有者や権限が違う、または答えを受け取る相手がいません',
  },
  20: {
    en: 'there is nothing by that name: account, playbook, person, device, …',
    ja: 'その名前のものはありません(アカウント、手順、人、端末など)',
  },
  21: { en: 'no codes left', ja: 'コードが残っていません' },
  22: { en: 'the input is refused or does not fit', ja: '渡されたものを受け付けられません' },
  23: {
    en: 'stop trying: two codes were refused within the hour',
    ja: 'ここで止めてください。1時間に2個拒否されました',
  },
  24: { en: 'it exists already', ja: 'すでにあります' },
  30: {
    en: 'attention needed, found by `audit`, `status --check` or the like',
    ja: '`audit` や `status --check` のような判定で: 注意',
  },
  31: { en: 'critical, found in the same way', ja: '同じく判定で: 緊急' },
  40: {
    en: "a decision is needed: this computer does not know the vault's key or a way to open it",
    ja: '確認が必要: 保管庫の鍵か開く手段が、このパソコンの知っているものと違う',
  },
  130: { en: 'ended by Ctrl-C', ja: 'Ctrl-Cで中断しました' },
}

/** Variables that no option's help mentions. */
export const variables = {
  LC_ALL: { en: 'the language, in this order', ja: '言語。この順に見ます' },
  LC_MESSAGES: { en: 'the language, where LC_ALL is not set', ja: '言語。LC_ALLがなければ' },
  LANG: { en: 'the language, where neither is set', ja: '言語。どちらもなければ' },
  NO_COLOR: { en: 'any value: no colors', ja: '何か入っていれば、色を付けません' },
  FORCE_COLOR: { en: 'any value but 0: colors also without a terminal', ja: '0以外なら、端末でなくても色を付けます' },
  TERM: {
    en: '`dumb`: one line after the other, no colors, nothing moves',
    ja: '`dumb` なら、色も動きもなしで1行ずつ出します',
  },
  XDG_DATA_HOME: { en: 'the folder of the vault, on Linux', ja: '保管庫を置くフォルダー(Linux)' },
  XDG_STATE_HOME: { en: 'the folder of what this computer remembers', ja: 'このパソコンの覚え書きを置くフォルダー' },
  XDG_RUNTIME_DIR: {
    en: 'where `unlock` listens while you are logged in',
    ja: '`unlock` の間、ログインしている人だけが使う場所',
  },
} as const satisfies Record<string, Bilingual>

export const noSecretInThem: Bilingual = {
  en: 'No variable and no argument takes a passphrase or a code itself: other programs can read those.',
  ja: 'パスフレーズやコードそのものを、環境変数や引数で渡す方法はありません。ほかのプログラムから読めるからです。',
}

export const files = [
  {
    synopsis: '~/.local/share/igcodes/vault.igcodes',
    en: 'the vault. On macOS it is in ~/Library/Application Support/igcodes, on Windows in %LOCALAPPDATA%\\igcodes\\Data.',
    ja: '保管庫です。macOSでは ~/Library/Application Support/igcodes、Windowsでは %LOCALAPPDATA%\\igcodes\\Data にあります。',
  },
  {
    synopsis: '~/.local/state/igcodes/backups/',
    en: 'the last 10 versions, and the newest of each of the last 7 days and 4 weeks; encrypted like the vault',
    ja: '最近の10個と、直近7日分・4週分の一番新しいものです。保管庫と同じように暗号化されています',
  },
  {
    synopsis: 'vault.igcodes.lock',
    en: 'beside the vault, while igcodes writes',
    ja: '書き込みの間だけ、保管庫の隣にできます',
  },
  {
    synopsis: '~/.local/state/igcodes/',
    en: 'this computer’s own notes, without codes. Do not copy it to another computer. On macOS and Windows it is `state`, beside the vault.',
    ja: 'このパソコンの覚え書きです。コードは入っていません。ほかのパソコンにコピーしないでください。macOSとWindowsでは、保管庫の隣の `state` です。',
  },
] as const satisfies readonly (Bilingual & { readonly synopsis: string })[]

export const security: readonly Bilingual[] = [
  {
    en: 'Without the passphrase or the recovery key nobody can open the vault, and nobody can restore either of them. Any changed, missing or added byte is noticed, and the vault is refused. Choose a passphrase of random words: a name and a year are easily guessed.',
    ja: 'パスフレーズか復旧キーがなければ、誰にも保管庫を開けません。両方なくしたら、取り戻す方法はありません。1バイトでも変わったり、消えたり、増えたりすれば気づき、その保管庫は開きません。パスフレーズは、でたらめに選んだ単語にしてください。名前と生まれ年では当てられます。',
  },
  {
    en: 'A code is recorded as handed out before it is shown, so a crash may waste one, but never shows one twice. igcodes does not protect against malware, or against somebody at the computer while the vault is open. A colleague who leaves may have kept a copy: only new codes from Instagram end that.',
    ja: 'コードは、見せる前に「渡し済み」と記録します。途中で落ちると1つ無駄になることはありますが、同じものを2度出すことはありません。マルウェアや、保管庫を開いているパソコンを触れる人からは守れません。辞めていく人はコピーを持っているかもしれません。断ち切るには、Instagramでコードを出し直すしかありません。',
  },
]

export const seeAlso: readonly Bilingual[] = [
  {
    en: '`igcodes playbook` lists the steps for every problem, in English and Japanese. `docs/scripting.md` in the package says more about scripts and JSON. `src/envelope/FORMAT.md` specifies the vault file, and has a short Python program that opens one without igcodes.',
    ja: '困りごとごとの手順は `igcodes playbook` で見られます。スクリプトやJSONについては、パッケージの中の `docs/scripting.ja.md` にあります。保管庫のファイルの形は `src/envelope/FORMAT.md`(英語)に全部書いてあり、igcodesがなくても開ける短いPythonのプログラムも載っています。',
  },
  {
    en: 'This page in Japanese: `man/ja/igcodes.1`, beside this one in the package.',
    ja: 'このページの英語版: パッケージの中の `man/igcodes.1`。',
  },
]
