/** What `doctor` finds, and how to fix it. */
import type { DoctorCheck, DoctorCode, DoctorDetails } from '../../../domain/upkeep/doctor.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'

interface Words<C extends DoctorCode> {
  readonly what: Message<DoctorDetails[C]>
  /** Empty where there is nothing to do. */
  readonly next: Message<DoctorDetails[C]>
}

const nothing: Message<unknown> = { en: () => '', ja: () => '' }
const fix: Message<unknown> = { en: () => 'igcodes doctor --fix', ja: () => 'igcodes doctor --fix' }

const list = (paths: readonly string[]): string => paths.map(path => `\n${path}`).join('')

/** In seconds. */
const span = (seconds: number): Bilingual => {
  const [count, en, ja] =
    seconds >= 172_800
      ? [Math.round(seconds / 86_400), 'days', '日']
      : seconds >= 7200
        ? [Math.round(seconds / 3600), 'hours', '時間']
        : [Math.round(seconds / 60), 'minutes', '分']
  return { en: `${count} ${en}`, ja: `${count}${ja}` }
}

/** @param cause why nothing can be written there */
const unprotecting = (path: string, cause: string): Bilingual => {
  const chmod = `chmod u+w ${shellWord(path)}`
  if (cause === 'EACCES') return { en: chmod, ja: chmod }
  if (cause === 'EROFS')
    return {
      en: 'Make the disk writable again, or move the vault to another one.',
      ja: 'ディスクを書き込める状態に戻すか、保管庫を別のディスクに移します。',
    }
  const commands = 'chattr -i (Linux), chflags nouchg (macOS), attrib -r (Windows)'
  return { en: `Take the protection off: ${commands}`, ja: `保護を外します: ${commands}` }
}

export const doctorWords: { readonly [C in DoctorCode]: Words<C> } = {
  'git-markers': {
    what: {
      en: ({ path }) => `git has written the versions of two computers into one file: ${path}`,
      ja: ({ path }) => `gitが2台分の版を1つのファイルに書き込んでいます: ${path}`,
    },
    next: {
      en: () => 'Neither version is lost. Unite them, with the passphrase: igcodes doctor --fix',
      ja: () => 'どちらの版も失われていません。パスフレーズを入力して一つにまとめます: igcodes doctor --fix',
    },
  },
  'first-format': {
    what: {
      en: () =>
        'The vault has the first format: an earlier passphrase, with an old copy, also opens what is saved now.',
      ja: () => '保管庫が最初の形式です。前のパスフレーズと古いコピーがあれば、今の内容も開けます。',
    },
    next: {
      en: () => 'A new passphrase ends that: igcodes passwd',
      ja: () => 'パスフレーズを変えると新しい形式になります: igcodes passwd',
    },
  },
  'number-twice': {
    what: {
      en: ({ count }) =>
        `Two computers have written under one name (${count === 1 ? '1 record has its number' : `${count} records have their numbers`} twice).`,
      ja: ({ count }) => `2台のパソコンが同じ名前で書き込んでいました(番号の重なる記録が${count}件)。`,
    },
    next: {
      en: () =>
        'Nothing is lost: each takes a name of its own with its next change. Never copy the state folder of igcodes to another computer.',
      ja: () =>
        '失われたものはありません。次の変更から、それぞれ別の名前で書き込みます。igcodesの状態フォルダーは、ほかのパソコンにコピーしないでください。',
    },
  },
  'numbers-missing': {
    what: {
      en: ({ count }) => `${count} records that were once written are not in this copy, as after a restored backup.`,
      ja: ({ count }) => `このコピーにない記録が${count}件あります(バックアップに戻したあとなど)。`,
    },
    next: nothing,
  },
  'order-broken': {
    what: {
      en: ({ count }) => `${count} records are not in the order in which they were written.`,
      ja: ({ count }) => `書いた順番と違う記録が${count}件あります。`,
    },
    next: {
      en: () => 'Another program wrote this. If you do not know which: igcodes backup list',
      ja: () => 'ほかのプログラムが書いたものです。心当たりがなければ: igcodes backup list',
    },
  },
  'future-events': {
    what: {
      en: ({ count, latest }) => `${count} records are from the future (up to ${latest}): a clock was wrong.`,
      ja: ({ count, latest }) => `未来の日時の記録が${count}件あります(最大 ${latest})。どこかの時計がずれていました。`,
    },
    next: {
      en: () => 'Set the clock of every computer that uses the vault. Days that are wrong: igcodes status',
      ja: () => '保管庫を使うすべてのパソコンの時計を合わせてください。日付の確認: igcodes status',
    },
  },
  'newer-records': {
    what: {
      en: ({ types }) => `A newer igcodes has written here (${types.join(', ')}). This one can read it, not change it.`,
      ja: ({ types }) => `新しいigcodesの記録があります(${types.join('、')})。読めますが、変更できません。`,
    },
    next: { en: () => 'Update igcodes.', ja: () => 'igcodesを更新してください。' },
  },
  'file-open': {
    what: {
      en: ({ path }) => `Other users of this computer can read the vault file: ${path}`,
      ja: ({ path }) => `このパソコンのほかのユーザーが保管庫のファイルを読めます: ${path}`,
    },
    next: fix,
  },
  'folder-open': {
    what: {
      en: ({ path }) => `Others on this computer can delete the vault or put an older one in its place: ${path}`,
      ja: ({ path }) => `ほかのユーザーが保管庫を消したり、古いものに差し替えたりできます: ${path}`,
    },
    next: fix,
  },
  'backups-open': {
    what: {
      en: ({ path }) => `Other users of this computer can see the backups: ${path}`,
      ja: ({ path }) => `ほかのユーザーがバックアップを見られます: ${path}`,
    },
    next: fix,
  },
  'state-open': {
    what: {
      en: ({ path }) => `Other users of this computer can see the folder of notes: ${path}`,
      ja: ({ path }) => `ほかのユーザーが覚え書きのフォルダーを見られます: ${path}`,
    },
    next: fix,
  },
  'folder-foreign': {
    what: {
      en: ({ path }) => `The folder belongs to another user (as after “sudo”): ${path}`,
      ja: ({ path }) => `フォルダーの所有者が別のユーザーです(sudoで実行するとそうなります): ${path}`,
    },
    next: {
      en: ({ path }) => `sudo chown -R "$USER" ${shellWord(path)}`,
      ja: ({ path }) => `sudo chown -R "$USER" ${shellWord(path)}`,
    },
  },
  'write-protected': {
    what: {
      en: ({ path, cause }) =>
        `Nothing can be saved: ${path} is write-protected (${cause}). No code can be handed out.`,
      ja: ({ path, cause }) => `書き込みが禁止されていて、保存もコードの取り出しもできません(${cause}): ${path}`,
    },
    next: {
      en: ({ path, cause }) => unprotecting(path, cause).en,
      ja: ({ path, cause }) => unprotecting(path, cause).ja,
    },
  },
  'notes-unreadable': {
    what: {
      en: ({ path }) =>
        `This computer’s notes about the vault cannot be read, so an older copy would not be noticed: ${path}`,
      ja: ({ path }) => `この保管庫の覚え書きを読めないため、古いコピーに気づけません: ${path}`,
    },
    next: {
      en: () => 'Delete that file. It is written again.',
      ja: () => 'そのファイルを削除してください。また作られます。',
    },
  },
  'synced-folder': {
    what: {
      en: ({ service }) => `The vault is in a folder of ${service}.`,
      ja: ({ service }) => `保管庫は${service}のフォルダーにあります。`,
    },
    next: {
      en: () =>
        'Wait until it has synced before you change it on another computer. A backup outside of it is worth having.',
      ja: () =>
        '別のパソコンで変更する前に、同期が終わるのを待ってください。別の場所にもバックアップがあると安心です。',
    },
  },
  'git-in-synced-folder': {
    what: {
      en: ({ service, path }) =>
        `A git repository is in a folder of ${service}, which tears it sooner or later: ${path}`,
      ja: ({ service, path }) => `${service}のフォルダーの中にgitリポジトリがあります。いずれ壊れます: ${path}`,
    },
    next: {
      en: () => 'Use one of the two: move the repository out of the synced folder.',
      ja: () => 'どちらか一方にしてください。リポジトリは同期フォルダーの外に移します。',
    },
  },
  'network-disk': {
    what: {
      en: ({ kind }) => `The vault is on a network disk (${kind}), where a lock of another computer may be seen late.`,
      ja: ({ kind }) =>
        `保管庫はネットワークディスク(${kind})にあります。ほかのパソコンのロックに気づくのが遅れることがあります。`,
    },
    next: nothing,
  },
  'disk-without-rights': {
    what: {
      en: ({ kind }) => `The vault’s disk knows no owners (${kind}): anyone who uses this computer can copy the file.`,
      ja: ({ kind }) => `保管庫のディスク(${kind})には所有者の区別がなく、このパソコンを使う誰でもコピーできます。`,
    },
    next: {
      en: () => 'Move it to a disk of the system, or mount this one for yourself alone.',
      ja: () => 'システムのディスクに移すか、自分専用でマウントしてください。',
    },
  },
  'memory-disk': {
    what: {
      en: ({ kind }) => `The vault is in memory (${kind}): it is gone when the computer restarts.`,
      ja: ({ kind }) => `保管庫がメモリー上(${kind})にあります。再起動すると消えます。`,
    },
    next: { en: () => 'Move it to a disk, now.', ja: () => '今すぐディスクに移してください。' },
  },
  'conflict-copies': {
    what: {
      en: ({ paths }) =>
        `Other versions of this vault are beside it. A code that was handed out may be marked only there.${list(paths)}`,
      ja: ({ paths }) =>
        `この保管庫の別の版が隣にあります。渡したコードの記録がそちらにだけある可能性があります。${list(paths)}`,
    },
    next: { en: () => 'Unite them: igcodes merge', ja: () => '一つにまとめる: igcodes merge' },
  },
  'dead-lock': {
    what: {
      en: ({ path }) => `A lock was left by a program that has ended: ${path}`,
      ja: ({ path }) => `終了したプログラムのロックが残っています: ${path}`,
    },
    next: fix,
  },
  'unknown-lock': {
    what: {
      en: ({ path, host }) => `The vault is locked${host === '' ? '' : ` by ${host}`}: ${path}`,
      ja: ({ path, host }) => `保管庫がロックされています${host === '' ? '' : `(${host})`}: ${path}`,
    },
    next: {
      en: () => 'If no igcodes runs on any computer that shares the vault, delete it.',
      ja: () => '保管庫を使うどのパソコンでもigcodesが動いていなければ、削除してください。',
    },
  },
  'broken-lock': {
    what: {
      en: ({ path }) => `What is in the place of the lock is none, so nothing can be saved: ${path}`,
      ja: ({ path }) => `ロックの場所に別のものがあり、保存できません: ${path}`,
    },
    next: {
      en: () => 'If no igcodes is running, move or delete it.',
      ja: () => 'igcodesが動いていなければ、移動するか削除してください。',
    },
  },
  'in-use': {
    what: {
      en: ({ pid }) => `Another igcodes is writing to the vault now (process ${pid}).`,
      ja: ({ pid }) => `別のigcodesが保管庫に書き込んでいます(プロセス ${pid})。`,
    },
    next: nothing,
  },
  'files-left': {
    what: {
      en: ({ paths }) => `Temporary files were left by a program that was ended:${list(paths)}`,
      ja: ({ paths }) => `途中で終わったプログラムの一時ファイルが残っています:${list(paths)}`,
    },
    next: fix,
  },
  'no-backup': {
    what: {
      en: () => 'There is no backup yet. The next change keeps one.',
      ja: () => 'バックアップはまだありません。次の変更で作られます。',
    },
    next: nothing,
  },
  'backups-damaged': {
    what: {
      en: ({ paths }) => `Backups are damaged:${list(paths)}`,
      ja: ({ paths }) => `壊れているバックアップがあります:${list(paths)}`,
    },
    next: {
      en: () => 'See which ones open: igcodes backup verify',
      ja: () => '開けるものを確かめるには: igcodes backup verify',
    },
  },
  'backups-elsewhere': {
    what: {
      en: ({ paths }) =>
        `This vault was moved, and its backups from before are still under its earlier path:${list(paths)}`,
      ja: ({ paths }) => `保管庫が移動され、それまでのバックアップが前の場所のフォルダーに残っています:${list(paths)}`,
    },
    next: {
      en: ({ into }) =>
        `backup verify, restore and prune --purged look there too. To list them with the others, move the files to ${into}`,
      ja: ({ into }) =>
        `backup verify・restore・prune --purged の対象には入ります。一覧にも含めるには、ファイルを ${into} へ移してください。`,
    },
  },
  'no-recovery-key': {
    what: {
      en: () => 'There is no recovery key: a forgotten passphrase means a lost vault.',
      ja: () => '復旧キーがありません。パスフレーズを忘れると、保管庫を開けなくなります。',
    },
    next: { en: () => 'igcodes recovery-key', ja: () => 'igcodes recovery-key' },
  },
  'one-person': {
    what: {
      en: () => 'Only one passphrase opens the vault. A team has two.',
      ja: () => '保管庫を開けるパスフレーズが1つだけです。チームなら2人分あると安心です。',
    },
    next: { en: () => 'igcodes key add --label NAME', ja: () => 'igcodes key add --label 名前' },
  },
  'clock-behind': {
    what: {
      en: ({ by, latest }) =>
        `This computer’s clock is ${span(by).en} behind: something here was written at ${latest}.`,
      ja: ({ by, latest }) => `このパソコンの時計が${span(by).ja}遅れています(ここに ${latest} の記録があります)。`,
    },
    next: {
      en: () => 'Set it. With a wrong clock, one-time codes are refused.',
      ja: () => '時計を合わせてください。ずれていると、認証アプリのコードが通りません。',
    },
  },
  'slow-engine': {
    what: {
      en: () => 'Keys are derived without native code: opening the vault takes about 12 times as long.',
      ja: () => '鍵の計算にネイティブコードを使えないため、開くのに約12倍の時間がかかります。',
    },
    next: {
      en: () => 'Install igcodes again with its optional packages, or use Node 24.7 or later.',
      ja: () => '任意パッケージ付きで入れ直すか、Node 24.7以降を使ってください。',
    },
  },
  'node-ended': {
    what: {
      en: ({ version, since }) => `Node ${version} has had no security updates since ${since}.`,
      ja: ({ version, since }) => `Node ${version} のセキュリティ更新は${since}に終了しました。`,
    },
    next: { en: () => 'Install a newer Node.', ja: () => '新しいNodeを入れてください。' },
  },
  'no-clipboard': {
    what: {
      en: () => 'No clipboard can be reached from here, so --clip does not work.',
      ja: () => 'ここからはクリップボードを使えません(--clip が使えません)。',
    },
    next: {
      en: ({ install }) =>
        install.length > 0 ? `Install ${install.join(' or ')}.` : 'In a terminal over SSH: --clip-osc52',
      ja: ({ install }) =>
        install.length > 0 ? `${install.join(' か ')} を入れてください。` : 'SSH先の端末なら: --clip-osc52',
    },
  },
  'agent-open': {
    what: {
      en: ({ path }) => `Others can enter the folder of the agent, so it is not used: ${path}`,
      ja: ({ path }) => `ほかのユーザーがエージェントのフォルダーに入れるため、使われません: ${path}`,
    },
    next: { en: ({ path }) => `chmod 700 ${shellWord(path)}`, ja: ({ path }) => `chmod 700 ${shellWord(path)}` },
  },
}

const checkWords: Readonly<Record<DoctorCheck, Bilingual>> = {
  file: { en: 'the vault file', ja: '保管庫のファイル' },
  seal: { en: 'its seal', ja: '封印' },
  journal: { en: 'the journal', ja: '記録の順序' },
  rights: { en: 'rights', ja: 'アクセス権' },
  place: { en: 'place', ja: '置き場所' },
  copies: { en: 'copies beside it', ja: '隣のコピー' },
  lock: { en: 'lock', ja: 'ロック' },
  leftovers: { en: 'temporary files', ja: '一時ファイル' },
  backups: { en: 'backups', ja: 'バックアップ' },
  keys: { en: 'keys', ja: '鍵' },
  clock: { en: 'clock', ja: '時計' },
  engine: { en: 'engine', ja: '鍵の計算' },
  node: { en: 'Node', ja: 'Node' },
  clipboard: { en: 'clipboard', ja: 'クリップボード' },
  agent: { en: 'agent', ja: 'エージェント' },
}

interface Checks {
  readonly checks: readonly DoctorCheck[]
}

export const fine: Message<Checks> = {
  en: ({ checks }) => `Fine: ${checks.map(check => checkWords[check].en).join(', ')}`,
  ja: ({ checks }) => `問題なし: ${checks.map(check => checkWords[check].ja).join('、')}`,
}

export const notMade: Message<Checks> = {
  en: ({ checks }) =>
    `Not checked, because the vault is not open: ${checks.map(check => checkWords[check].en).join(', ')}`,
  ja: ({ checks }) => `保管庫を開いていないため未確認: ${checks.map(check => checkWords[check].ja).join('、')}`,
}

export const fixed: Bilingual = { en: 'Fixed.', ja: '直しました。' }
