/** What is wrong with the vault as a file: missing, locked, damaged, newer, or older. */
import type { DamagedPart } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import type { AllSentences } from '../sentences.ts'
import { localTime } from '../words.ts'
import { goingBack, lacking, slotList } from './key-slots.ts'

const damage: Readonly<Record<DamagedPart, Bilingual>> = {
  size: { en: 'it is larger than 64 MiB', ja: '64MiBを超えています' },
  magic: { en: 'it is not an igcodes vault', ja: 'igcodesの保管庫ではありません' },
  'line-ends': {
    en: 'its line ends were converted to Windows ones (git or an editor does that)',
    ja: '改行コードがWindows用に変換されています(gitやエディタがよく行います)',
  },
  'conflict-markers': {
    en: 'git has merged it as text and left its conflict markers in it',
    ja: 'gitがテキストとして統合し、競合の印(<<<<<<<)が入っています',
  },
  lines: { en: 'it is cut off or has too many lines', ja: '途中で切れているか、余分な行があります' },
  header: { en: 'its header is not what igcodes writes', ja: 'ヘッダーが壊れています' },
  slot: { en: 'a key slot in it is broken', ja: '鍵スロットが壊れています' },
  kdf: { en: 'a key slot asks for a cost that is not allowed', ja: '鍵スロットの計算量が許された範囲にありません' },
  mac: { en: 'its seal does not match', ja: '封印が合いません' },
  payload: { en: 'its content does not match its seal', ja: '中身が封印と合いません' },
  journal: { en: 'its content cannot be read', ja: '中身を読み取れません' },
}

export const fileFailures = {
  'no-vault': {
    what: {
      en: ({ path, known }) =>
        known === 'icloud'
          ? `iCloud has not brought the vault to this machine: ${path}`
          : known === 'used'
            ? `There is no vault at ${path} any more: this machine has used one there.`
            : `There is no vault at ${path} yet.`,
      ja: ({ path, known }) =>
        known === 'icloud'
          ? `保管庫がiCloudからこの端末にダウンロードされていません: ${path}`
          : known === 'used'
            ? `${path} にあったはずの保管庫がありません。この端末で使っていたものです。`
            : `${path} に保管庫がまだありません。`,
    },
    next: {
      en: ({ backup, known }) =>
        `${
          known === 'icloud'
            ? 'Download it in the Finder, then run the command again.'
            : known === 'used'
              ? 'It may still be syncing, on a disk that is not connected, or moved (--vault FILE): look for it first.'
              : 'Make one: igcodes init   (or name another: --vault FILE)'
        }${backup ? `\nIf it is lost, bring its newest backup back: igcodes backup restore ${shellWord(backup)}` : ''}${
          known === 'used' && !backup ? '\nIf you want a new one anyway: igcodes init' : ''
        }\nLocked out without one: igcodes recover`,
      ja: ({ backup, known }) =>
        `${
          known === 'icloud'
            ? 'Finderでダウンロードしてから、もう一度実行してください。'
            : known === 'used'
              ? '同期の途中か、ディスクがつながっていないか、別の場所にある(--vault ファイル)のかもしれません。まず探してください。'
              : '作る: igcodes init   (別の場所にあるなら --vault ファイル)'
        }${backup ? `\n失くしたのなら、一番新しいバックアップを戻す: igcodes backup restore ${shellWord(backup)}` : ''}${
          known === 'used' && !backup ? '\nそれでも新しく作るなら: igcodes init' : ''
        }\n保管庫なしでログインに困っているなら: igcodes recover`,
    },
  },
  locked: {
    what: {
      en: ({ host, pid, seconds }) =>
        `Another igcodes is writing to the vault (${pid > 0 ? `process ${pid} on ${host}` : 'its lock file does not say which'}); waited ${seconds} s.`,
      ja: ({ host, pid, seconds }) =>
        `別のigcodesが保管庫に書き込んでいます(${pid > 0 ? `${host} のプロセス ${pid}` : 'ロックファイルからは相手がわかりません'})。${seconds}秒待ちました。`,
    },
    next: {
      en: ({ path }) => `Try again. If you are sure that the process has ended, delete ${path}`,
      ja: ({ path }) => `もう一度お試しください。そのプロセスが確実に終わっている場合だけ ${path} を削除してください`,
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
      en: ({ part, backup, isSynced }) =>
        part === 'conflict-markers'
          ? 'Both sides are still in git. Unite them: igcodes doctor --fix'
          : (isSynced
              ? 'Perhaps it is still syncing: let the sync program finish, then run the command again.\n'
              : '') +
            (backup
              ? `The newest backup that opens is from ${localTime(backup.id)}${backup.changesOlder ? ` (${backup.changesOlder} ${backup.changesOlder === 1 ? 'change' : 'changes'} older)` : ''}.\n  igcodes backup restore ${shellWord(backup.id)}`
              : 'No backup opens with this passphrase (backups from before a change need the old one: igcodes backup list). Otherwise look for a copy on another machine or in a synced folder.'),
      ja: ({ part, backup, isSynced }) =>
        part === 'conflict-markers'
          ? '両方の内容はgitに残っています。一つにまとめるには: igcodes doctor --fix'
          : (isSynced ? 'まだ同期の途中かもしれません。同期が終わってから、もう一度実行してください。\n' : '') +
            (backup
              ? `開ける一番新しいバックアップは ${localTime(backup.id)} のものです${backup.changesOlder ? `(変更${backup.changesOlder}件分古い)` : ''}。\n  igcodes backup restore ${shellWord(backup.id)}`
              : 'このパスフレーズで開けるバックアップは見つかりません。変更前のバックアップには前のパスフレーズが必要です(igcodes backup list)。ほかの端末や同期フォルダーのコピーも探してください。'),
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
        `Made by a newer igcodes: it can be read, but not changed${types.length > 0 ? ` (it does not know: ${types.join(', ')})` : ''}.`,
      ja: ({ types }) =>
        `新しいigcodesが書いた記録があります。読むことはできますが変更できません${types.length > 0 ? `(未知の記録: ${types.join(', ')})` : ''}。`,
    },
    next: { en: () => 'Update igcodes.', ja: () => 'igcodesを更新してください。' },
  },
  'older-copy': {
    what: {
      en: ({ path, missing }) =>
        `This copy of the vault is older than what this machine has seen: ${lacking.en(missing)}.\n  ${path}`,
      ja: ({ path, missing }) => `この端末が前に見た保管庫より古いコピーです(${lacking.ja(missing)})。\n  ${path}`,
    },
    next: {
      en: () =>
        'Look for the newer file: a sync that is not done, or a backup (igcodes backup list). If there is none, go on with this one: --accept-older',
      ja: () =>
        '新しいほうのファイルを探してください(同期の途中か、igcodes backup list の中かもしれません)。なければ --accept-older でこのコピーを使えます',
    },
  },
  'older-backup': {
    what: {
      en: back => `${goingBack.en(back)}\n  Nothing was written.`,
      ja: back => `${goingBack.ja(back)}\n  何も書き込んでいません。`,
    },
    next: {
      en: ({ isLocked }) =>
        isLocked
          ? 'With the newer passphrase, or the recovery key, nothing has to be restored. To go back to the backup anyway: --accept-older'
          : 'A backup from after it opens with the passphrase of its time (igcodes backup list). To go back to this one: --accept-older',
      ja: ({ isLocked }) =>
        isLocked
          ? '新しいパスフレーズか復旧キーがあれば、復元は必要ありません。それでもバックアップに戻すなら --accept-older'
          : 'これより後のバックアップは、その時のパスフレーズで開けます(igcodes backup list)。これに戻すなら --accept-older',
    },
  },
  'other-key': {
    what: {
      en: ({ path }) =>
        `The key of this vault cannot be traced to the one that this machine knows. Somebody who knew an old passphrase may have made it. Nothing was written.\n  ${path}`,
      ja: ({ path }) =>
        `この保管庫の鍵は、この端末が知っている鍵とつながりません。前のパスフレーズを知る人が作った可能性があります。何も書き込んでいません。\n  ${path}`,
    },
    next: {
      en: () =>
        'Ask the people who share it: did two of you change a passphrase at the same time? If not, restore a backup (igcodes backup list). If you trust this file: --accept-other-key',
      ja: () =>
        '共有している人に、同じころにパスフレーズを変えたか確かめてください。心当たりがなければ、バックアップに戻します(igcodes backup list)。このファイルで間違いなければ --accept-other-key',
    },
  },
  'slot-changed': {
    what: {
      en: ({ slots }) =>
        `Somebody other than its owner has replaced a way to open the vault. No new key was made, nothing was written.${slotList(slots, 'en')}`,
      ja: ({ slots }) =>
        `保管庫の鍵が、持ち主の知らないうちにすり替えられています。新しい鍵は作らず、何も書き込んでいません。${slotList(slots, 'ja')}`,
    },
    next: {
      en: () =>
        'Anyone who has opened the vault since could have done it. Restore an earlier backup (igcodes backup list), or make a new vault.',
      ja: () =>
        '保管庫を開ける人なら誰でもできた操作です。すり替えの前のバックアップに戻すか(igcodes backup list)、保管庫を作り直してください。',
    },
  },
  'unknown-slots': {
    what: {
      en: ({ slots }) =>
        `This machine has not seen these ways to open the vault before. Nothing was written.${slotList(slots, 'en')}`,
      ja: ({ slots }) => `この端末が初めて見る鍵があります。何も書き込んでいません。${slotList(slots, 'ja')}`,
    },
    next: {
      en: () => "If they are yours or your team's: --yes",
      ja: () => '自分かチームの誰かが作ったものなら --yes を付けてください',
    },
  },
  'slots-unreachable': {
    what: {
      en: ({ slots }) =>
        `The vault would get a new key, which cannot be handed to these. Nothing was written.${slotList(slots, 'en')}`,
      ja: ({ slots }) =>
        `保管庫の鍵を新しくすると、次のものでは開けなくなります。何も書き込んでいません。${slotList(slots, 'ja')}`,
    },
    next: {
      en: () => 'Run it at a terminal, where their words can be typed. Or go on without them: --yes',
      ja: () => '端末で実行すると、それぞれの言葉を入力して引き継げます。なくてもよければ --yes を付けてください',
    },
  },
  'last-slot': {
    what: {
      en: () => 'Nothing would open the vault any more. Nothing was written.',
      ja: () => 'このままでは保管庫を開く手段がなくなります。何も書き込んでいません。',
    },
    next: {
      en: () => 'Set a new passphrase: igcodes passwd',
      ja: () => '新しいパスフレーズを設定してください: igcodes passwd',
    },
  },
  'keys-used-up': {
    what: {
      en: () => 'The vault has had a million keys and can have no more. Nothing was written.',
      ja: () => '保管庫の鍵の更新が上限(100万回)に達しました。何も書き込んでいません。',
    },
    next: {
      en: () => 'Make a new vault: igcodes init --vault FILE',
      ja: () => '新しい保管庫を作ってください: igcodes init --vault ファイル',
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
      en: ({ path }) => `The current folder was deleted, so this path leads nowhere: ${path}`,
      ja: ({ path }) => `いまいるフォルダーが削除されているため、このパスはたどれません: ${path}`,
    },
    next: {
      en: () => 'Change to another folder (cd), or give the full path.',
      ja: () => '別のフォルダーに移るか(cd)、/ から始まるパスで指定してください。',
    },
  },
  'home-unknown': {
    what: {
      en: () => 'This user has no home folder: HOME is empty, and the system knows none.',
      ja: () => 'このユーザーのホームフォルダーがわかりません。HOMEが空で、システムにも登録がありません。',
    },
    next: {
      en: () => 'Set HOME, or name all places: IGCODES_VAULT and XDG_STATE_HOME',
      ja: () => 'HOMEを設定するか、IGCODES_VAULT と XDG_STATE_HOME で場所を指定してください。',
    },
  },
  'vault-link-broken': {
    what: {
      en: ({ path, target }) => `${path} is a link that leads nowhere: ${target}`,
      ja: ({ path, target }) => `${path} はリンクですが、リンク先がありません: ${target}`,
    },
    next: {
      en: () => 'Is a disk or a synced folder missing? Connect it again, or remove the link.',
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
      en: ({ path, isDisk }) =>
        isDisk
          ? `This disk has no permissions: other users of this machine could read the vault. ${path}`
          : `Other users of this machine can reach the vault: ${path}`,
      ja: ({ path, isDisk }) =>
        isDisk
          ? `このディスクではアクセス権を設定できないため、この端末のほかのユーザーも保管庫を読めてしまいます: ${path}`
          : `この端末のほかのユーザーも保管庫に触れる状態です: ${path}`,
    },
    next: {
      en: ({ path, isDisk }) =>
        isDisk
          ? 'Mount it with the option umask=077 (on WSL: metadata), or keep the vault elsewhere: --vault FILE'
          : `chmod 600 ${shellWord(path)}`,
      ja: ({ path, isDisk }) =>
        isDisk
          ? 'umask=077(WSLでは metadata)を付けてマウントし直すか、保管庫を別の場所に置いてください: --vault ファイル'
          : `chmod 600 ${shellWord(path)}`,
    },
  },
  'vault-replaced': {
    what: {
      en: ({ path }) => `Somebody else changed the vault in the meantime: ${path}. Nothing was written.`,
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
      en: () => 'The vault opens, so there is nothing to restore. Nothing was changed.',
      ja: () => '保管庫は正常に開けます。復元は必要ありません。何も変更していません。',
    },
    next: {
      en: () => 'To look into a backup, name its file: igcodes show NAME --vault FILE (igcodes backup list names them)',
      ja: () => 'バックアップの中を見るには igcodes show ユーザーネーム --vault ファイル(場所は igcodes backup list)',
    },
  },
  'slots-full': {
    what: {
      en: () => 'The vault already has 8 keys, and cannot have more.',
      ja: () => '保管庫の鍵が上限の8本に達しています。',
    },
    next: {
      en: () => 'See which are not needed: igcodes key list\nRevoke one of them: igcodes key revoke ID',
      ja: () => '使っていない鍵を確かめる: igcodes key list\nそれを廃止する: igcodes key revoke ID',
    },
  },
  'vault-exists': {
    what: {
      en: ({ path }) => `There is already a vault: ${path}. It was not changed.`,
      ja: ({ path }) => `保管庫はすでにあります: ${path}。変更していません。`,
    },
    next: { en: () => 'igcodes status', ja: () => 'igcodes status' },
  },
  'unusable-name': {
    what: {
      en: ({ name, path }) => `Windows does not allow the name “${name}”: ${path}`,
      ja: ({ name, path }) => `Windowsでは「${name}」という名前を使えません: ${path}`,
    },
    next: {
      en: () =>
        'Choose another name: not CON, NUL, COM1 or another device, none of < > : " | ? * in it, no dot or space at the end.',
      ja: () =>
        '別の名前にしてください。CON、NUL、COM1などは機器の名前です。< > : " | ? * や、末尾のピリオドと空白も使えません。',
    },
  },
} satisfies Partial<AllSentences>
