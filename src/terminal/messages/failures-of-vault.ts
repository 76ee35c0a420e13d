/** What is wrong with the vault as a file: missing, locked, damaged, newer, or older. */
import type { DamagedPart } from '../../errors.ts'
import type { Bilingual } from '../language.ts'
import { shellWord } from '../shell-word.ts'
import { type AllSentences, marks, nothing, savedAsUtf8 } from './sentences.ts'
import { localTime } from './words.ts'

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

export const vaultFailures = {
  'no-vault': {
    what: {
      en: ({ path }) => `There is no vault at ${path} yet.`,
      ja: ({ path }) => `${path} に保管庫がまだありません。`,
    },
    next: {
      en: () =>
        'Make one: igcodes init   (or name another: --vault FILE)\nLocked out without one: igcodes recover',
      ja: () =>
        '作る: igcodes init   (別の場所にあるなら --vault ファイル)\n保管庫なしでログインに困っているなら: igcodes recover',
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
      en: ({ mark }) =>
        mark
          ? `${marks[mark].en}\n${savedAsUtf8.en}`
          : 'Check the keyboard layout and Caps Lock. The recovery key works here as well.',
      ja: ({ mark }) =>
        mark
          ? `${marks[mark].ja}\n${savedAsUtf8.ja}`
          : '入力モードとCaps Lockを確かめてください。復旧キーでも開けます。',
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
          ? `The newest backup that opens is from ${localTime(backup.id)}${backup.changesOlder ? ` (${backup.changesOlder} ${backup.changesOlder === 1 ? 'change' : 'changes'} older)` : ''}.\n  igcodes backup restore ${shellWord(backup.id)}`
          : 'No backup beside it opens with this passphrase (those from before a change of it need the old one: igcodes backup list). Else look for a copy on another machine or in a synced folder.',
      ja: ({ backup }) =>
        backup
          ? `開ける一番新しいバックアップは ${localTime(backup.id)} のものです${backup.changesOlder ? `(変更${backup.changesOlder}件分古い)` : ''}。\n  igcodes backup restore ${shellWord(backup.id)}`
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
        `Made by a newer igcodes: this copy can read, not change${types.length > 0 ? ` (it does not know: ${types.join(', ')})` : ''}.`,
      ja: ({ types }) =>
        `新しいigcodesが書いた記録があります。読むことはできますが変更できません${types.length > 0 ? `(未知の記録: ${types.join(', ')})` : ''}。`,
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
  'folder-gone': {
    what: {
      en: ({ path }) => `The folder that you are in was deleted, so this leads nowhere: ${path}`,
      ja: ({ path }) => `いまいるフォルダーが削除されているため、このパスはたどれません: ${path}`,
    },
    next: {
      en: () => 'Change to another folder (cd), or give the whole path, from / on.',
      ja: () => '別のフォルダーに移るか(cd)、/ から始まるパスで指定してください。',
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
      en: ({ path }) => `sudo chown "$USER" ${shellWord(path)}`,
      ja: ({ path }) => `sudo chown "$USER" ${shellWord(path)}`,
    },
  },
  'vault-exposed': {
    what: {
      en: ({ path }) => `Other users of this machine can get at the vault: ${path}`,
      ja: ({ path }) => `この端末のほかのユーザーも保管庫に触れる状態です: ${path}`,
    },
    next: {
      en: ({ path }) => `chmod 600 ${shellWord(path)}`,
      ja: ({ path }) => `chmod 600 ${shellWord(path)}`,
    },
  },
  'vault-replaced': {
    what: {
      en: ({ path }) => `The vault was changed by somebody else meanwhile: ${path}. Nothing was written.`,
      ja: ({ path }) => `作業中に保管庫がほかで変更されました: ${path}。何も書き込んでいません。`,
    },
    next: { en: () => 'Run the command again.', ja: () => 'もう一度実行してください。' },
  },
  'unknown-backup': {
    what: {
      en: ({ id }) => `There is no backup “${id}”.`,
      ja: ({ id }) => `「${id}」というバックアップはありません。`,
    },
    next: { en: () => 'igcodes backup list', ja: () => 'igcodes backup list' },
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
  'slots-full': {
    what: {
      en: () => 'The vault has 8 keys already, and cannot hold more.',
      ja: () => '保管庫の鍵が上限の8本に達しています。',
    },
    next: nothing,
  },
  'vault-exists': {
    what: {
      en: ({ path }) => `There is a vault already: ${path}. It was not touched.`,
      ja: ({ path }) => `保管庫はすでにあります: ${path}。変更していません。`,
    },
    next: { en: () => 'igcodes status', ja: () => 'igcodes status' },
  },
} satisfies Partial<AllSentences>
