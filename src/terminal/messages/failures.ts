/** What each failure says and what to do next: the cause first, then one step. */
import type {
  BadLineKind,
  DamagedPart,
  Failure,
  FailureCode,
  Failures,
  KnownCode,
  StorageStep,
} from '../../errors.ts'
import { type Bilingual, type Language, type Message, say } from '../language.ts'
import { localTime, stateWords } from './words.ts'

interface Sentences<C extends FailureCode> {
  /** What happened and why. */
  readonly what: Message<Failures[C]>
  /** What to do now; empty where there is nothing. */
  readonly next: Message<Failures[C]>
}

const nothing: Message<unknown> = { en: () => '', ja: () => '' }

/** The sentences of one failure, in one language, its details made harmless. */
export function failureSentences(failure: Failure, language: Language): { what: string; next: string } {
  const { what, next } = sentencesOf(failure.code)
  return { what: say(what, language, failure.details), next: say(next, language, failure.details) }
}

/** The compiler cannot see that a failure's details belong to its own code's sentences; this is the one place that says so. */
function sentencesOf(code: FailureCode): { what: Message<unknown>; next: Message<unknown> } {
  return failures[code] as { what: Message<unknown>; next: Message<unknown> }
}

const damage: Readonly<Record<DamagedPart, Bilingual>> = {
  size: { en: 'it is larger than 64 MiB', ja: '64MiBを超えています' },
  magic: { en: 'it is not an igcodes vault', ja: 'igcodesの保管庫ではありません' },
  'line-ends': {
    en: 'its line ends were converted to Windows ones (git or an editor does that)',
    ja: '改行コードがWindows用に変換されています(gitやエディタがよく行います)',
  },
  lines: { en: 'it is cut off or has lines too many', ja: '途中で切れているか、余分な行があります' },
  header: { en: 'its header is not what igcodes writes', ja: 'ヘッダーが壊れています' },
  slot: { en: 'a key slot in it is broken', ja: '鍵スロットが壊れています' },
  kdf: {
    en: 'a key slot asks for a cost that is not allowed',
    ja: '鍵スロットの計算量が許された範囲にありません',
  },
  mac: { en: 'its seal does not fit', ja: '封印が合いません' },
  payload: { en: 'its content does not fit its seal', ja: '中身が封印と合いません' },
  journal: { en: 'its content cannot be read', ja: '中身を読み取れません' },
}

const storing: Readonly<Record<StorageStep, Bilingual>> = {
  read: { en: 'Cannot read', ja: '読み込めません' },
  lock: { en: 'Cannot lock', ja: 'ロックできません' },
  write: { en: 'Cannot write', ja: '書き込めません' },
  backup: { en: 'Cannot keep a backup in', ja: 'バックアップを残せません' },
  replace: { en: 'Cannot put the new file at', ja: '新しいファイルに置き換えられません' },
  claim: { en: 'Cannot note the code as handed out in', ja: 'コードを使用済みとして記録できません' },
  remember: { en: 'Cannot keep this machine’s notes in', ja: 'この端末の記録を残せません' },
  show: { en: 'Cannot write the answer to', ja: '結果を出力できません' },
}

const causes: Readonly<Record<string, Bilingual>> = {
  ENOSPC: { en: 'the disk is full', ja: 'ディスクがいっぱいです' },
  EDQUOT: { en: 'the disk quota is used up', ja: 'ディスクの割り当てを使い切りました' },
  EROFS: { en: 'the disk is read-only', ja: 'ディスクが読み取り専用です' },
  EACCES: { en: 'permission denied', ja: 'アクセス権がありません' },
  EPERM: { en: 'permission denied', ja: 'アクセス権がありません' },
  ENOENT: { en: 'there is no such file', ja: 'ファイルが見つかりません' },
  ENOTDIR: { en: 'a part of the path is not a folder', ja: 'パスの途中がフォルダーではありません' },
  EISDIR: { en: 'it is a folder', ja: 'フォルダーです' },
  EIO: { en: 'the disk reports an error', ja: 'ディスクのエラーです' },
  EPIPE: { en: 'nobody reads it any more', ja: '受け取り側が閉じています' },
  EFBIG: { en: 'it is too large', ja: '大きすぎます' },
  EILSEQ: { en: 'it is not UTF-8 text', ja: 'UTF-8のテキストではありません' },
}

const causeOf = (code: string, language: Language): string => {
  const cause = causes[code]
  return cause ? `${cause[language]} (${code})` : code
}

const badLines: Readonly<Record<BadLineKind, Bilingual>> = {
  half: { en: 'only half a code', ja: 'コードの半分しかありません' },
  'six-digits': {
    en: '6 digits: that is a code by SMS or from an app, not a backup code',
    ja: '6桁です。SMSか認証アプリのコードで、バックアップコードではありません',
  },
  'nine-digits': { en: '9 digits, one too many for a code', ja: '9桁あり、1桁多いです' },
  phone: { en: 'that looks like a phone number', ja: '電話番号のようです' },
  other: { en: 'digits that make no code', ja: 'コードにならない数字です' },
}

const listEn = (known: readonly KnownCode[]): string =>
  known
    .map(
      code =>
        `  ${code.masked}  ${code.position > 0 ? `No. ${code.position}, ` : ''}${stateWords(code.state).en}`,
    )
    .join('\n')
const listJa = (known: readonly KnownCode[]): string =>
  known
    .map(
      code =>
        `  ${code.masked}  ${code.position > 0 ? `${code.position}番・` : ''}${stateWords(code.state).ja}`,
    )
    .join('\n')

/** The time of day alone: for what lies within the hour. */
const local = (iso: string): string => localTime(iso).slice(-5)

const failures: { readonly [C in FailureCode]: Sentences<C> } = {
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
          ? `Did you mean: ${nearest.map(name => `igcodes ${command}${name}`).join(', ')}`
          : `See: igcodes ${command}--help`,
      ja: ({ nearest, command }) =>
        nearest.length > 0
          ? `もしかして: ${nearest.map(name => `igcodes ${command}${name}`).join('、')}`
          : `一覧: igcodes ${command}--help`,
    },
  },
  'unknown-option': {
    what: {
      en: ({ name }) => `There is no option “${name}” here.`,
      ja: ({ name }) => `「${name}」というオプションはここにはありません。`,
    },
    next: {
      en: ({ command }) => `See: igcodes ${command}--help`,
      ja: ({ command }) => `使い方: igcodes ${command}--help`,
    },
  },
  'missing-argument': {
    what: {
      en: ({ name }) => `Something is missing: ${name}.`,
      ja: ({ name }) => `${name} の指定が足りません。`,
    },
    next: {
      en: ({ command }) => `See: igcodes ${command}--help`,
      ja: ({ command }) => `使い方: igcodes ${command}--help`,
    },
  },
  'too-many-arguments': {
    what: {
      en: () => 'There are more words than this command takes.',
      ja: () => '引数が多すぎます。',
    },
    next: {
      en: ({ command }) => `A handle has no spaces. See: igcodes ${command}--help`,
      ja: ({ command }) => `ユーザーネームに空白は入りません。使い方: igcodes ${command}--help`,
    },
  },
  'bad-argument': {
    what: {
      en: ({ name, value }) => `“${value}” does not fit ${name}.`,
      ja: ({ name, value }) => `${name} に「${value}」は使えません。`,
    },
    next: { en: ({ allowed }) => `Possible: ${allowed}`, ja: ({ allowed }) => `使える値: ${allowed}` },
  },
  'account-needed': {
    what: {
      en: () => 'Which account? Name it after the command.',
      ja: () => 'どのアカウントですか。コマンドの後ろに指定してください。',
    },
    next: {
      en: ({ accounts }) =>
        accounts.length > 0 ? accounts.map(name => `@${name}`).join('  ') : 'igcodes add NAME',
      ja: ({ accounts }) =>
        accounts.length > 0 ? accounts.map(name => `@${name}`).join('  ') : 'igcodes add ユーザーネーム',
    },
  },
  'passphrase-needed': {
    what: {
      en: () => 'The passphrase is needed, and there is no terminal to ask for it.',
      ja: () => 'パスフレーズが必要ですが、たずねる端末がありません。',
    },
    next: {
      en: () => 'Name a source: --passphrase-file F, --passphrase-command CMD or --passphrase-fd N',
      ja: () => '--passphrase-file F、--passphrase-command CMD、--passphrase-fd N のいずれかで渡してください',
    },
  },
  'new-passphrase-needed': {
    what: {
      en: () => 'A new passphrase is needed, and there is no terminal to ask for it.',
      ja: () => '新しいパスフレーズが必要ですが、たずねる端末がありません。',
    },
    next: {
      en: () => 'Name a file: --new-passphrase-file F',
      ja: () => '--new-passphrase-file F で渡してください',
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
  interrupted: {
    what: { en: () => 'Stopped.', ja: () => '中断しました。' },
    next: nothing,
  },
  'no-vault': {
    what: {
      en: ({ path }) => `There is no vault at ${path} yet.`,
      ja: ({ path }) => `${path} に保管庫がまだありません。`,
    },
    next: {
      en: () => 'Make one: igcodes init   (or name another: --vault FILE)',
      ja: () => '作る: igcodes init   (別の場所にあるなら --vault ファイル)',
    },
  },
  locked: {
    what: {
      en: ({ host, pid, seconds }) =>
        `Another igcodes is writing to the vault (${pid > 0 ? `process ${pid} on ${host}` : 'who, its lock file does not say'}); waited ${seconds} s.`,
      ja: ({ host, pid, seconds }) =>
        `別のigcodesが保管庫に書き込んでいます(${pid > 0 ? `${host} のプロセス ${pid}` : 'ロックファイルからは相手がわかりません'})。${seconds}秒待ちました。`,
    },
    next: {
      en: ({ path }) => `Try again. Only if that process is surely gone, delete ${path}`,
      ja: ({ path }) =>
        `もう一度お試しください。そのプロセスが確実に終わっている場合だけ ${path} を削除してください`,
    },
  },
  'wrong-passphrase': {
    what: {
      en: () => 'That passphrase does not open the vault. Nothing was changed.',
      ja: () => 'そのパスフレーズでは開けません。何も変更していません。',
    },
    next: {
      en: () => 'Check the keyboard layout and Caps Lock. The recovery key works here as well.',
      ja: () => '入力モードとCaps Lockを確かめてください。復旧キーでも開けます。',
    },
  },
  damaged: {
    what: {
      en: ({ part, path }) =>
        `The vault was changed outside igcodes, or is damaged: ${damage[part].en}.${path ? `\n  ${path}` : ''}\n  Nothing was written.`,
      ja: ({ part, path }) =>
        `保管庫が壊れているか、igcodes以外で変更されています: ${damage[part].ja}。${path ? `\n  ${path}` : ''}\n  何も書き込んでいません。`,
    },
    next: {
      en: ({ backup }) =>
        backup
          ? `The newest backup that opens is from ${localTime(backup.id)}${backup.changesOlder ? ` (${backup.changesOlder} ${backup.changesOlder === 1 ? 'change' : 'changes'} older)` : ''}.\n  igcodes backup restore ${backup.id}`
          : 'No backup beside it opens with this passphrase (those from before a change of it need the old one: igcodes backup list). Else look for a copy on another machine or in a synced folder.',
      ja: ({ backup }) =>
        backup
          ? `開ける一番新しいバックアップは ${localTime(backup.id)} のものです${backup.changesOlder ? `(変更${backup.changesOlder}件分古い)` : ''}。\n  igcodes backup restore ${backup.id}`
          : 'このパスフレーズで開けるバックアップは見つかりません。変更前のバックアップには前のパスフレーズが必要です(igcodes backup list)。ほかの端末や同期フォルダーのコピーも探してください。',
    },
  },
  'newer-format': {
    what: {
      en: ({ version }) => `The vault was made by a newer igcodes (format ${version}). Nothing was written.`,
      ja: ({ version }) => `新しいigcodesで作られた保管庫です(形式${version})。何も書き込んでいません。`,
    },
    next: { en: () => 'Update igcodes.', ja: () => 'igcodesを更新してください。' },
  },
  'newer-events': {
    what: {
      en: ({ types }) =>
        `Made by a newer igcodes: this copy can read, not change (it does not know: ${types.join(', ')}).`,
      ja: ({ types }) =>
        `新しいigcodesが書いた記録があります。読むことはできますが変更できません(未知の記録: ${types.join(', ')})。`,
    },
    next: { en: () => 'Update igcodes.', ja: () => 'igcodesを更新してください。' },
  },
  'older-copy': {
    what: {
      en: ({ path, missing }) =>
        `This copy of the vault is older than what this machine has seen: ${missing} ${missing === 1 ? 'change is' : 'changes are'} missing.\n  ${path}`,
      ja: ({ path, missing }) =>
        `この端末が前に見た保管庫より古いコピーです。変更が${missing}件足りません。\n  ${path}`,
    },
    next: {
      en: () =>
        'Look for the newer file (a sync that is not done?). If there is none, go on with this one: --accept-older',
      ja: () =>
        '新しいほうのファイルを探してください(同期の途中かもしれません)。なければ --accept-older でこのコピーを使えます',
    },
  },
  storage: {
    what: {
      en: ({ doing, path, cause }) =>
        `${storing[doing].en} ${path}: ${causeOf(cause, 'en')}. The vault is as it was.`,
      ja: ({ doing, path, cause }) =>
        `${path}: ${storing[doing].ja}。${causeOf(cause, 'ja')}。保管庫は元のままです。`,
    },
    next: {
      en: () => 'Mend that, then run the command again.',
      ja: () => '原因を取り除いてから、もう一度実行してください。',
    },
  },
  'vault-is-folder': {
    what: {
      en: ({ path }) => `The vault must be a file, but this is something else: ${path}`,
      ja: ({ path }) => `保管庫はファイルのはずですが、違うものがあります: ${path}`,
    },
    next: {
      en: () => 'Name the file in it: --vault FILE',
      ja: () => '中のファイルを指定してください: --vault ファイル',
    },
  },
  'vault-link-broken': {
    what: {
      en: ({ path, target }) => `${path} is a link that leads nowhere: ${target}`,
      ja: ({ path, target }) => `${path} はリンクですが、リンク先がありません: ${target}`,
    },
    next: {
      en: () => 'Is a disk or a synced folder not there? Bring it back, or remove the link.',
      ja: () => 'ディスクや同期フォルダーがつながっていますか。戻すか、リンクを削除してください。',
    },
  },
  'vault-not-yours': {
    what: {
      en: ({ path }) => `The vault belongs to another user of this machine: ${path}`,
      ja: ({ path }) => `保管庫の所有者が別のユーザーです: ${path}`,
    },
    next: {
      en: ({ path }) => `sudo chown "$USER" '${path}'`,
      ja: ({ path }) => `sudo chown "$USER" '${path}'`,
    },
  },
  'vault-exposed': {
    what: {
      en: ({ path }) => `Other users of this machine can get at the vault: ${path}`,
      ja: ({ path }) => `この端末のほかのユーザーも保管庫に触れる状態です: ${path}`,
    },
    next: { en: ({ path }) => `chmod 600 '${path}'`, ja: ({ path }) => `chmod 600 '${path}'` },
  },
  'vault-replaced': {
    what: {
      en: ({ path }) => `The vault was changed by somebody else meanwhile: ${path}. Nothing was written.`,
      ja: ({ path }) => `作業中に保管庫がほかで変更されました: ${path}。何も書き込んでいません。`,
    },
    next: { en: () => 'Run the command again.', ja: () => 'もう一度実行してください。' },
  },
  'answer-unreadable': {
    what: {
      en: () => 'Nobody would see the code: standard output leads nowhere. No code was used.',
      ja: () => '標準出力の行き先がなく、コードを表示できません。コードは使っていません。',
    },
    next: {
      en: () => 'Run it in a terminal, or read its output: code=$(igcodes use NAME)',
      ja: () => '端末で実行するか、出力を受け取ってください: code=$(igcodes use ユーザーネーム)',
    },
  },
  'answer-lost': {
    what: {
      en: () => 'The code could not be shown in full. It is kept as handed out.',
      ja: () => 'コードを最後まで表示できませんでした。「渡し済み」として残してあります。',
    },
    next: {
      en: ({ account }) => `igcodes use ${account} --pending   shows it again`,
      ja: ({ account }) => `igcodes use ${account} --pending   でもう一度表示できます`,
    },
  },
  'unknown-account': {
    what: {
      en: ({ account }) => `There is no account @${account} in the vault.`,
      ja: ({ account }) => `@${account} は保管庫にありません。`,
    },
    next: {
      en: ({ nearest }) =>
        nearest.length > 0
          ? `Did you mean ${nearest.map(name => `@${name}`).join(', ')}?`
          : 'igcodes account list',
      ja: ({ nearest }) =>
        nearest.length > 0
          ? `もしかして: ${nearest.map(name => `@${name}`).join('、')}`
          : 'igcodes account list',
    },
  },
  'unknown-backup': {
    what: {
      en: ({ id }) => `There is no backup “${id}”.`,
      ja: ({ id }) => `「${id}」というバックアップはありません。`,
    },
    next: { en: () => 'igcodes backup list', ja: () => 'igcodes backup list' },
  },
  'no-codes-left': {
    what: {
      en: ({ account }) => `No code is left for @${account}.`,
      ja: ({ account }) => `@${account} のコードは残っていません。`,
    },
    next: {
      en: ({ account, pending }) =>
        `Is Instagram still open anywhere (an old phone, a tablet, a browser)? Do not log out there: get new codes, then igcodes add ${account}
Else sign in with the authenticator app or by SMS.${pending > 0 ? `\nOne handed out earlier may be unspent: igcodes use ${account} --pending` : ''}`,
      ja: ({ account, pending }) =>
        `古いスマホ・タブレット・ブラウザなど、ログインしたままの端末はありませんか。ログアウトせずに、そこで新しいコードを発行して igcodes add ${account}
なければ認証アプリかSMSでログインしてください。${pending > 0 ? `\n前に渡したコードをまだ使っていないなら igcodes use ${account} --pending` : ''}`,
    },
  },
  'bad-handle': {
    what: {
      en: ({ handle }) => `“${handle}” is not an Instagram handle.`,
      ja: ({ handle }) => `「${handle}」はInstagramのユーザーネームではありません。`,
    },
    next: {
      en: () => 'A handle has 1 to 30 letters, digits, dots or underscores, such as shop_tokyo.',
      ja: () => '半角の英数字・ピリオド・アンダースコアで1〜30文字です。例: shop_tokyo',
    },
  },
  'bad-date': {
    what: {
      en: ({ date }) => `“${date}” is no date that fits here.`,
      ja: ({ date }) => `「${date}」は日付として使えません。`,
    },
    next: {
      en: () => 'Write it as 2026-03-02, not later than today.',
      ja: () => '2026-03-02 のように、今日までの日付を書いてください。',
    },
  },
  'bad-position': {
    what: {
      en: ({ position, size }) =>
        size > 0 ? `There is no code No. ${position}: the set has ${size}.` : 'There is no set of codes.',
      ja: ({ position, size }) =>
        size > 0 ? `${position}番のコードはありません。全部で${size}個です。` : 'コードがありません。',
    },
    next: {
      en: () => 'igcodes show NAME lists them.',
      ja: () => 'igcodes show ユーザーネーム で確かめられます。',
    },
  },
  'paste-empty': {
    what: {
      en: () => 'Nothing was pasted. Nothing was stored.',
      ja: () => '何も貼り付けられていません。保存していません。',
    },
    next: {
      en: () => 'Copy the list from Instagram, then paste it, or pass it:\n  igcodes add NAME < codes.txt',
      ja: () =>
        'Instagramの一覧をコピーして貼り付けるか、ファイルで渡してください:\n  igcodes add ユーザーネーム < codes.txt',
    },
  },
  'paste-too-large': {
    what: {
      en: ({ limit }) =>
        `That is more than ${Math.round(limit / 1024)} KiB: no list of codes. Nothing was stored.`,
      ja: ({ limit }) =>
        `${Math.round(limit / 1024)}KiBを超えています。コードの一覧ではないようです。保存していません。`,
    },
    next: { en: () => 'Copy only the codes.', ja: () => 'コードの部分だけをコピーしてください。' },
  },
  'paste-binary': {
    what: {
      en: () => 'That is not text: a picture or another file? Nothing was stored.',
      ja: () => 'テキストではありません(画像などのファイルかもしれません)。保存していません。',
    },
    next: {
      en: () => 'Copy the codes as text; from a screenshot, type them.',
      ja: () => 'コードをテキストでコピーしてください。スクリーンショットなら手で入力します。',
    },
  },
  'paste-no-codes': {
    what: {
      en: () => 'There is no backup code in that text. Nothing was stored.',
      ja: () => 'バックアップコードが見つかりません。保存していません。',
    },
    next: {
      en: () => 'A backup code has 8 digits, such as 1234 5678.',
      ja: () => 'バックアップコードは 1234 5678 のような8桁の数字です。',
    },
  },
  'paste-bad-line': {
    what: {
      en: ({ line, masked, kind }) =>
        `Line ${line} has ${kind === 'phone' ? 'a number that is no code' : badLines[kind].en} (${masked})${kind === 'phone' ? `: ${badLines.phone.en}` : ''}. Nothing was stored.`,
      ja: ({ line, masked, kind }) => `${line}行目(${masked}): ${badLines[kind].ja}。保存していません。`,
    },
    next: {
      en: () => 'Take the line out, or complete it if it is a code, then paste again.',
      ja: () => 'その行を取り除くか、コードなら直して、もう一度貼り付けてください。',
    },
  },
  'paste-doubled': {
    what: {
      en: ({ line, firstLine, masked }) =>
        `The code in line ${line} (${masked}) stands in line ${firstLine} already. Nothing was stored.`,
      ja: ({ line, firstLine, masked }) =>
        `${line}行目のコード(${masked})は${firstLine}行目と同じです。保存していません。`,
    },
    next: {
      en: () => 'Instagram never lists a code twice: copy the list again.',
      ja: () => '同じコードが2回並ぶことはありません。一覧をコピーし直してください。',
    },
  },
  'paste-too-many': {
    what: {
      en: ({ count, most }) =>
        `${count} codes are more than one set has (at most ${most}). Nothing was stored.`,
      ja: ({ count, most }) =>
        `コードが${count}個あります。1回の発行分は多くても${most}個です。保存していません。`,
    },
    next: {
      en: () => 'Paste the codes of one account, issued together.',
      ja: () => '1つのアカウントで一度に発行された分だけを貼り付けてください。',
    },
  },
  'codes-known': {
    what: {
      en: ({ account, known }) =>
        `@${account} has ${known.length === 1 ? 'one of these codes' : `${known.length} of these codes`} already. Nothing was stored.\n${listEn(known)}`,
      ja: ({ account, known }) =>
        `@${account} に登録済みのコードが${known.length}個あります。保存していません。\n${listJa(known)}`,
    },
    next: {
      en: ({ account }) =>
        `To add the missing ones of the same list: igcodes add ${account} --append\nA new list from Instagram has only new codes.`,
      ja: ({ account }) =>
        `同じ一覧の残りを足すなら igcodes add ${account} --append\n新しく発行した一覧なら、すべて新しいコードのはずです。`,
    },
  },
  'codes-of-another-account': {
    what: {
      en: ({ account, owner, count }) =>
        `These are codes of @${owner}, not of @${account} (${count} of them). Nothing was stored.`,
      ja: ({ account, owner, count }) =>
        `@${account} ではなく @${owner} のコードです(${count}個)。保存していません。`,
    },
    next: {
      en: ({ account }) => `In Instagram, switch to @${account} and open its own list.`,
      ja: ({ account }) => `Instagramで @${account} に切り替えてから、一覧を開き直してください。`,
    },
  },
  'set-outdated': {
    what: {
      en: ({ account, issuedOn, newest }) =>
        `This list is from ${issuedOn}, but @${account} has a newer one from ${newest}. Nothing was stored.`,
      ja: ({ account, issuedOn, newest }) =>
        `${issuedOn}発行の一覧ですが、@${account} には${newest}発行の新しいコードがあります。保存していません。`,
    },
    next: {
      en: () =>
        'Older codes ended when the newer were issued. If the date is wrong, give the right one: --issued-on DATE',
      ja: () =>
        '新しい発行の時点で、古いコードは使えなくなっています。日付が違うなら --issued-on で直してください',
    },
  },
  'nothing-to-complete': {
    what: {
      en: ({ account }) => `@${account} has no valid set that could be completed.`,
      ja: ({ account }) => `@${account} には、残りを足せる有効なコードがありません。`,
    },
    next: { en: ({ account }) => `igcodes add ${account}`, ja: ({ account }) => `igcodes add ${account}` },
  },
  'nothing-new': {
    what: {
      en: ({ account }) => `All of these codes are stored for @${account} already.`,
      ja: ({ account }) => `すべて @${account} に登録済みのコードです。`,
    },
    next: { en: ({ account }) => `igcodes show ${account}`, ja: ({ account }) => `igcodes show ${account}` },
  },
  'nothing-handed-out': {
    what: {
      en: ({ account }) => `No code of @${account} is waiting for its outcome.`,
      ja: ({ account }) => `@${account} に、結果待ちのコードはありません。`,
    },
    next: { en: ({ account }) => `igcodes use ${account}`, ja: ({ account }) => `igcodes use ${account}` },
  },
  'outcome-known': {
    what: {
      en: ({ account, position, state }) =>
        `No. ${position} of @${account} is recorded as ${stateWords(state).en} already.`,
      ja: ({ account, position, state }) =>
        `@${account} の${position}番は、すでに「${stateWords(state).ja}」と記録されています。`,
    },
    next: {
      en: ({ account }) => `Another one: igcodes mark ${account} worked --position N`,
      ja: ({ account }) => `別のコードなら igcodes mark ${account} worked --position 番号`,
    },
  },
  'no-set-to-void': {
    what: {
      en: ({ account }) => `@${account} has no valid set of codes.`,
      ja: ({ account }) => `@${account} に有効なコードはありません。`,
    },
    next: nothing,
  },
  'vault-opens': {
    what: {
      en: () => 'The vault opens: there is nothing to restore. Nothing was changed.',
      ja: () => '保管庫は正常に開けます。復元は必要ありません。何も変更していません。',
    },
    next: {
      en: () =>
        'To look into a backup, name its file: igcodes show NAME --vault FILE (igcodes backup list names them)',
      ja: () =>
        'バックアップの中を見るには igcodes show ユーザーネーム --vault ファイル(場所は igcodes backup list)',
    },
  },
  'passphrase-weak': {
    what: {
      en: ({ characters, least }) => `That passphrase has ${characters} characters; it needs ${least}.`,
      ja: ({ characters, least }) =>
        `パスフレーズが${characters}文字しかありません。${least}文字以上必要です。`,
    },
    next: {
      en: () =>
        'Several words are easier to keep than one hard one. (--allow-weak-passphrase takes it all the same.)',
      ja: () =>
        '単語をいくつか並べると覚えやすくなります。(--allow-weak-passphrase を付ければ短くても使えます)',
    },
  },
  'passphrase-empty': {
    what: { en: () => 'The passphrase is empty.', ja: () => 'パスフレーズが空です。' },
    next: {
      en: () => 'Is it the right file or command?',
      ja: () => 'ファイルやコマンドの指定を確かめてください。',
    },
  },
  'passphrase-unstable': {
    what: {
      en: () =>
        'That passphrase has a character that is not in Unicode yet: a later version could read it differently.',
      ja: () => 'Unicodeにまだ定義されていない文字があります。将来、別の文字として扱われるおそれがあります。',
    },
    next: { en: () => 'Choose another character.', ja: () => '別の文字にしてください。' },
  },
  'passphrases-differ': {
    what: {
      en: () => 'The two are not the same.',
      ja: () => '2回の入力が一致しません。',
    },
    next: { en: () => 'Once more:', ja: () => 'もう一度入力してください:' },
  },
  'passphrase-source': {
    what: {
      en: ({ source, cause }) => `No passphrase came from ${source}: ${causeOf(cause, 'en')}.`,
      ja: ({ source, cause }) => `${source} からパスフレーズを読み取れません: ${causeOf(cause, 'ja')}。`,
    },
    next: { en: () => 'Check the file or the command.', ja: () => 'ファイルやコマンドを確かめてください。' },
  },
  'slots-full': {
    what: {
      en: () => 'The vault has 8 keys already, and cannot hold more.',
      ja: () => '保管庫の鍵が上限の8本に達しています。',
    },
    next: nothing,
  },
  'cool-down': {
    what: {
      en: ({ rejected, since, until }) =>
        `Stop here. ${rejected === 2 ? 'Two' : rejected} codes were refused since ${local(since)}; more tries make a block longer.\n  Most likely the set is stale: somebody got new codes since, or two-factor was switched off and on.\n  Wait until ${local(until)}. That is our own precaution; Instagram publishes no time.`,
      ja: ({ rejected, since, until }) =>
        `ここで止めてください。${local(since)}から${rejected}個のコードが拒否されています。続けて試すと制限が長引きます。\n  別の人が新しいコードを発行したか、二段階認証を入れ直したために、古いコードになっている可能性が高いです。\n  ${local(until)}までお待ちください(当方の目安です。Instagramは時間を公表していません)。`,
    },
    next: {
      en: ({ account }) =>
        `The way on is the playbook “stale-set”: ask who last renewed the codes, look for the newest list, store it with igcodes add ${account}. Else sign in with the authenticator app, by SMS, or on a device that is still logged in.\n(--anyway hands out the next one all the same.)`,
      ja: ({ account }) =>
        `次の道は手順書「stale-set」です。最後にコードを発行した人にたずね、一番新しい一覧を探して igcodes add ${account} で登録します。または認証アプリ・SMS・ログインしたままの端末を使ってください。\n(それでも次のコードを出すには --anyway)`,
    },
  },
  'vault-exists': {
    what: {
      en: ({ path }) => `There is a vault already: ${path}. It was not touched.`,
      ja: ({ path }) => `保管庫はすでにあります: ${path}。変更していません。`,
    },
    next: { en: () => 'igcodes status', ja: () => 'igcodes status' },
  },
  'account-exists': {
    what: {
      en: ({ account }) => `@${account} is in the vault already.`,
      ja: ({ account }) => `@${account} はすでに登録されています。`,
    },
    next: {
      en: ({ account }) => `To store its codes: igcodes add ${account}`,
      ja: ({ account }) => `コードの登録は igcodes add ${account}`,
    },
  },
}
