import type { NamedSlot, ReturningSecret, StepBack } from '../../../errors.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import { goingBack, lacking, slotList, slotName } from './key-slots.ts'

export const noVaultYet: Message = {
  en: () => "No vault yet. Let's make one; it takes a minute.",
  ja: () => '保管庫がまだありません。1分ほどで作れます。',
}

export const firstSteps = {
  about: {
    en: () => 'igcodes keeps Instagram backup codes in one encrypted file, for the day the phone is gone.',
    ja: () =>
      'igcodesは、Instagramのバックアップコードを暗号化した1つのファイルに保管します。スマホをなくした日のために。',
  },
  /** What to run, and what it does. */
  steps: [
    [
      { en: 'igcodes add NAME', ja: 'igcodes add ユーザーネーム' },
      { en: "store an account's codes (also makes the vault)", ja: 'コードを登録する(保管庫も一緒に作ります)' },
    ],
    [
      { en: 'igcodes recover', ja: 'igcodes recover' },
      {
        en: 'locked out now: find the way back in; needs no vault',
        ja: '今ログインできない方へ。戻り方を案内します(保管庫は不要)',
      },
    ],
    [
      { en: 'igcodes --help', ja: 'igcodes --help' },
      { en: 'everything else', ja: 'そのほかの使い方' },
    ],
  ],
} as const satisfies { about: Message; steps: readonly (readonly [Bilingual, Bilingual])[] }

/** The notes are then written again, unless that is impossible. */
export const memoryUnreadable: Message<{ path: string }> = {
  en: ({ path }) => `This computer’s notes about the vault cannot be read, or not all of them: ${path}
  If this copy is older than one seen before, or its key was changed, that may not have been noticed. If you see this again, delete that file.`,
  ja: ({ path }) => `この保管庫についての、このパソコンの覚え書きを読み取れません(一部の場合もあります): ${path}
  前に見たものより古いコピーや、誰かが鍵を変えたものでも、今回は気づけていないかもしれません。
  この表示が続くときは、そのファイルを削除してください。`,
}

export const passphrase: Message = { en: () => 'Passphrase', ja: () => 'パスフレーズ' }
export const again: Message = { en: () => 'Again', ja: () => 'もう一度' }
export const newPassphrase: Message = { en: () => 'New passphrase', ja: () => '新しいパスフレーズ' }

export const typeYourOwn: Message = {
  en: () => 'type your own (15 characters or more)',
  ja: () => '自分で決める(15文字以上)',
}
export const haveOneMade: Message = { en: () => 'generate one: six words', ja: () => '自動で作る(英単語6つ)' }

export const writeThisDown: Message = {
  en: () => 'Write these six words down on paper, now: they open the vault.',
  ja: () => '次の6語を、今すぐ紙に書き写してください。保管庫を開ける鍵です:',
}
export const typeItToConfirm: Message = { en: () => 'Type the six words', ja: () => '6語を入力して確認' }

export const recoveryOffer: Message = {
  en: () => 'Make a recovery key too? 12 words on paper that open the vault if the passphrase is forgotten.',
  ja: () => '復旧キーも作りますか? パスフレーズを忘れたときに保管庫を開ける12語で、紙に書いて保管します。',
}
export const writeRecoveryDown: Message = {
  en: () => 'The recovery key. Write the 12 words on paper, and keep it apart from this machine:',
  ja: () => '復旧キーです。12語を紙に書き、この端末とは別の場所に保管してください:',
}
export const writtenDown: Message = {
  en: () => 'Written down? (the words are then erased from the screen)',
  ja: () => '書き写しましたか?(画面から消します)',
}

export const wrongTryAgain: Message = {
  en: () => 'That passphrase does not open the vault. Once more:',
  ja: () => 'そのパスフレーズでは開けません。もう一度:',
}

/** The vault has a recovery key. */
export const wrongTryEither: Message = {
  en: () => 'That does not open the vault. Once more, or type the 12 words of the recovery key here:',
  ja: () => 'それでは開けません。もう一度。復旧キーの12語も、ここに入力できます:',
}

export const makingKeys: Message = { en: () => 'Making the keys', ja: () => '鍵を作っています' }
export const opening: Message = { en: () => 'Opening the vault', ja: () => '保管庫を開いています' }

export const vaultMade: Message<{ path: string }> = {
  en: ({ path }) => `The vault is ready: ${path}`,
  ja: ({ path }) => `保管庫を作りました: ${path}`,
}

export const costChanged: Message = {
  en: () => 'The vault has a new key. It opens with the same passphrase, at the new cost.',
  ja: () => '保管庫を新しい鍵にしました。パスフレーズは今までと同じで、開くときの計算量だけが変わります。',
}

export const passphraseChanged: Message = {
  en: () => `The passphrase is changed. The old one opens earlier copies and backups, but nothing saved from now on.
  If somebody knew it who should not have:
  1. end their access to the vault's folder
  2. igcodes passwd, again if you did 1 after it
  3. get new codes: igcodes add NAME`,
  ja: () => `パスフレーズを変更しました。前のパスフレーズで開けるのは、以前のコピーとバックアップだけです。
  知られてはいけない人が知っていた場合:
  1. 保管庫のフォルダーの共有をやめる
  2. igcodes passwd(1より先だったら、もう一度)
  3. コードを新しくする: igcodes add ユーザーネーム`,
}

export const sureToReplaceRecoveryKey: Message = {
  en: () => 'There is a recovery key already. Replace it? The old words work until the new ones are written down.',
  ja: () => '復旧キーはすでにあります。作り直しますか?(前の12語は、新しい12語を書き写すまで使えます)',
}

/** Left before they were written down. Undefined: the file could not be read. */
export const recoveryKeyUnwritten: Message<{ opens: Opens }> = {
  en: ({ opens }) =>
    opens && !opens.made
      ? 'The 12 words that were just shown do not open the copy of the vault that is there now. If they are not on paper, make others: igcodes recovery-key'
      : `The 12 words that were just shown open the vault${opens?.before ? ', and so do the earlier ones' : ' too'}. If they are not on paper, replace them: igcodes recovery-key`,
  ja: ({ opens }) =>
    opens && !opens.made
      ? '今表示した12語では、今そこにある保管庫を開けません。紙に書いていなければ、作り直してください: igcodes recovery-key'
      : `今表示した12語でも保管庫を開けます。${opens?.before ? '前の12語もまだ使えます。' : ''}紙に書いていなければ、作り直してください: igcodes recovery-key`,
}

/** Left after new words were shown. */
export const noVaultMade: Message = {
  en: () => 'No vault was made. The words that were shown open nothing.',
  ja: () => '保管庫は作っていません。表示した語では何も開けません。',
}
export const passphraseUnchanged: Message = {
  en: () => 'The passphrase was not changed. The words that were shown open nothing.',
  ja: () => 'パスフレーズは変更していません。表示した語では何も開けません。',
}

/** Whether the earlier words and the new ones open the file that is there now; undefined if it cannot be read. */
type Opens = { readonly before: boolean; readonly made: boolean } | undefined

/** The words are on paper, and then something failed. `had`: there are earlier ones. */
export const recoveryKeysAfterFailure: Message<{ opens: Opens; had: boolean }> = {
  en: ({ opens, had }) => {
    if (!opens)
      return had
        ? 'It is not known which recovery key opens the vault: keep both papers.'
        : 'It is not known whether the new recovery key opens the vault: keep the paper.'
    if (opens.made)
      return opens.before
        ? 'The new recovery key opens the vault. The earlier one still does too: run igcodes recovery-key again to end it.'
        : 'The new recovery key opens the vault. The earlier one no longer does.'
    return `Meanwhile another copy of the vault has taken its place. The new recovery key does not open that copy${
      had ? `, and the earlier one ${opens.before ? 'does' : 'does not either'}` : ''
    }.
  Keep ${had ? 'both papers' : 'the paper'} until the newer file is back. If it does not come back: igcodes recovery-key, once more.`
  },
  ja: ({ opens, had }) => {
    if (!opens)
      return had
        ? 'どちらの復旧キーで開けるかは確認できませんでした。両方の紙を残してください。'
        : '新しい復旧キーで開けるかは確認できませんでした。紙は残しておいてください。'
    if (opens.made)
      return opens.before
        ? '新しい復旧キーで開けます。前の復旧キーもまだ使えます。終わらせるには、もう一度 igcodes recovery-key を実行してください。'
        : '新しい復旧キーで開けます。前の復旧キーはもう使えません。'
    return `作業中に、保管庫が別のコピーに置き換わりました。このコピーは新しい復旧キーでは開けません。${
      had ? (opens.before ? '前の復旧キーで開けます。' : '前の復旧キーでも開けません。') : ''
    }
  新しいほうのファイルが戻るまで、${had ? '両方の' : ''}紙を残してください。戻らないときは、もう一度 igcodes recovery-key を実行してください。`
  },
}

/** Something failed while the passphrase was changed. */
export const passphraseAfterFailure: Message<{ opens: 'new' | 'old' }> = {
  en: ({ opens }) =>
    opens === 'new' ? 'The new passphrase opens the vault.' : 'The old passphrase still opens the vault.',
  ja: ({ opens }) => (opens === 'new' ? '新しいパスフレーズで開けます。' : '前のパスフレーズのまま変わっていません。'),
}

export const recoveryKeyMade: Message<{ replaced: boolean }> = {
  en: ({ replaced }) =>
    `The recovery key is made.${replaced ? ' The earlier one opens nothing saved from now on.' : ''}`,
  ja: ({ replaced }) =>
    `復旧キーを作りました。${replaced ? '前の復旧キーでは、これから保存する内容を開けません。' : ''}`,
}

/** Format 1: re-encrypting a slot for a new key needs its secret. */
export const otherSlotsSecret: Message<NamedSlot> = {
  en: slot => (slot.kind === 'recovery' ? 'The 12 words of the recovery key' : `The ${slotName.en(slot)}`),
  ja: slot => (slot.kind === 'recovery' ? '復旧キーの12語' : slotName.ja(slot)),
}
export const whyOtherSecrets: Message = {
  en: () =>
    'The vault gets a new key, for the first time. To keep these working, type each of them once (Enter: it stops working):',
  ja: () =>
    '保管庫の鍵を初めて新しくします。次のものを使い続けるには、一度ずつ入力してください(空のままEnter: 使えなくなります):',
}
export const recoveryKeyEnded: Message = {
  en: () => 'The recovery key no longer opens the vault. Make a new one: igcodes recovery-key',
  ja: () => '復旧キーは使えなくなりました。新しく作ってください: igcodes recovery-key',
}

export const slotsUnknown: Message<readonly NamedSlot[]> = {
  en: slots =>
    `This machine has not seen these ways to open the vault before. Are they yours or your team's?${slotList(slots, 'en')}`,
  ja: slots => `この端末が初めて見る鍵です。自分かチームの誰かが作ったものですか?${slotList(slots, 'ja')}`,
}
export const slotsUnreachable: Message<readonly NamedSlot[]> = {
  en: slots =>
    `The vault gets a new key, which cannot be handed to these. They will no longer open it:${slotList(slots, 'en')}`,
  ja: slots =>
    `保管庫の鍵を新しくしますが、次のものには渡せません。これらでは開けなくなります:${slotList(slots, 'ja')}`,
}
export const goOn: Message = { en: () => 'Go on?', ja: () => '続けますか?' }

export const newKeyMeanwhile: Message = {
  en: () => 'The passphrase or recovery key was changed elsewhere in the meantime. Type the current one:',
  ja: () => '作業中に、ほかでパスフレーズか復旧キーが変更されました。今のものを入力してください:',
}
/** After an older copy or another key was accepted. */
export const newKeyMade: Message<readonly NamedSlot[]> = {
  en: slots => `The vault has a new key. It opens with:${slotList(slots, 'en')}`,
  ja: slots => `保管庫の鍵を新しくしました。次のもので開けます:${slotList(slots, 'ja')}`,
}

export const newerRecords: Message = {
  en: () => 'Made by a newer igcodes: it can be read, but not changed.',
  ja: () => '新しいigcodesの記録があります。読むことはできますが、変更はできません。',
}

export const openFolder: Message<{ folder: string }> = {
  en: ({ folder }) =>
    `Others on this machine can delete the vault or put an older one in its place: chmod 700 ${shellWord(folder)}`,
  ja: ({ folder }) =>
    `この端末のほかのユーザーが、保管庫を消したり古いものに差し替えたりできます: chmod 700 ${shellWord(folder)}`,
}

export const stillArriving: Message = {
  en: () => 'The vault’s file is not whole. Waiting up to 10 seconds for the sync …',
  ja: () => '保管庫のファイルが途中までしかありません。同期を最大10秒待ちます…',
}

export const lookingForBackup: Message = {
  en: () => 'The vault is damaged. Type the passphrase to look for a backup that opens:',
  ja: () => '保管庫が壊れています。パスフレーズを入力すると、開けるバックアップを探します:',
}

export const acceptOlder: Message<{ missing: number }> = {
  en: ({ missing }) =>
    `This copy of the vault is older than what this machine has seen (${lacking.en(missing)}). Codes that were used since could be handed out again. Go on with it?`,
  ja: ({ missing }) =>
    `この端末が前に見た保管庫より古いコピーです(${lacking.ja(missing)})。その後に使ったコードが、また出ることがあります。このまま使いますか?`,
}

export const acceptOtherKey: Message = {
  en: () =>
    'The key of this vault cannot be traced to the one that this machine knows. Somebody who knew an old passphrase may have made it. Go on with it?',
  ja: () =>
    'この保管庫の鍵は、この端末が知っている鍵とつながりません。前のパスフレーズを知る人が作った可能性があります。このまま使いますか?',
}

export const exposedPassphraseFile: Message<{ path: string }> = {
  en: ({ path }) => `Other users of this machine can read the passphrase file: chmod 600 ${shellWord(path)}`,
  ja: ({ path }) => `パスフレーズのファイルをほかのユーザーが読める状態です: chmod 600 ${shellWord(path)}`,
}

export const backupHeader: readonly Bilingual[] = [
  { en: 'backup', ja: 'バックアップ' },
  { en: 'local time', ja: '手元の時刻' },
]
export const backupsIn: Message<{ folder: string }> = {
  en: ({ folder }) => `In ${folder}`,
  ja: ({ folder }) => `場所: ${folder}`,
}
export const noBackups: Message = { en: () => 'There are no backups yet.', ja: () => 'バックアップはまだありません。' }
/** What a backup replaces. */
type InPlace = keyof typeof replacing

/** The file that is replaced is kept. */
const replacing = {
  nothing: { en: ['', ''], ja: ['', ''] },
  damaged: { en: ['damaged vault', 'damaged file'], ja: ['壊れた保管庫', '壊れたファイル'] },
  locked: { en: ['vault', 'present file'], ja: ['今の保管庫', '今のファイル'] },
  older: { en: ['older copy', 'older copy'], ja: ['古いコピー', 'そのコピー'] },
  'other-key': {
    en: ['vault whose key cannot be traced', 'present file'],
    ja: ['鍵のつながりがわからない保管庫', 'そのファイル'],
  },
  'slots-changed': {
    en: ['vault with the exchanged key', 'present file'],
    ja: ['鍵がすり替えられた保管庫', 'そのファイル'],
  },
  'slots-unknown': {
    en: ['vault with the unknown key', 'present file'],
    ja: ['知らない鍵のある保管庫', 'そのファイル'],
  },
} as const

export const sureToRestore: Message<{ id: string; inPlace: InPlace }> = {
  en: ({ id, inPlace }) => {
    const [old, file] = replacing[inPlace].en
    return old === ''
      ? `Restore the backup of ${id}?`
      : `Replace the ${old} with the backup of ${id}? (The ${file} is kept.)`
  },
  ja: ({ id, inPlace }) => {
    const [old, file] = replacing[inPlace].ja
    return old === ''
      ? `${id} のバックアップを保管庫に戻しますか?`
      : `${old}を ${id} のバックアップに置き換えますか?(${file}も残します)`
  },
}
export const steppingBack: Message<StepBack> = goingBack
export const restored: Message<{ id: string }> = {
  en: ({ id }) =>
    `The backup of ${id} is restored. Codes handed out on this machine since then are still marked as handed out.`,
  ja: ({ id }) => `${id} のバックアップに戻しました。その後にこの端末で渡したコードは「渡し済み」のままです。`,
}

export const replacedIsKept: Message<{ id: string }> = {
  en: ({ id }) =>
    `The file that was there is kept. To undo this, with the passphrase of that file: igcodes backup restore ${shellWord(id)}`,
  ja: ({ id }) =>
    `それまでのファイルも残しました。元に戻すには(そのファイルのパスフレーズを使います): igcodes backup restore ${shellWord(id)}`,
}
/** Once an older copy, or an older backup, is in use. */
export const secretReturned: Message<ReturningSecret> = {
  en: ({ kind, isSure }) => {
    const secret = kind === 'recovery' ? 'recovery key' : 'passphrase'
    const change = kind === 'recovery' ? 'igcodes recovery-key' : 'igcodes passwd'
    return isSure
      ? `This ${secret} had been replaced, and opens the vault again, for everybody who knows it. Change it: ${change}`
      : `If this ${secret} had been replaced, it opens the vault again, for everybody who knows it. Then change it: ${change}`
  },
  ja: ({ kind, isSure }) => {
    const secret = kind === 'recovery' ? '復旧キー' : 'パスフレーズ'
    const change = kind === 'recovery' ? 'igcodes recovery-key' : 'igcodes passwd'
    return isSure
      ? `この${secret}は前に変更されたものですが、知っている人なら誰でもまた保管庫を開けます。新しくしてください: ${change}`
      : `この${secret}を前に変更していた場合、知っている人なら誰でもまた保管庫を開けます。その場合は新しくしてください: ${change}`
  },
}

export const madeAsRoot: Message<{ path: string; user: number }> = {
  en: ({ path, user }) => `It is in another user's folder, but only root can open it. To give it to that user:
    chown -R ${user} ${shellWord(path)}`,
  ja: ({ path, user }) => `ほかのユーザーのフォルダーに作りましたが、rootにしか開けません。そのユーザーのものにするには:
    chown -R ${user} ${shellWord(path)}`,
}

export const closedToOthers: Message<{ path: string }> = {
  en: ({ path }) => `Other users of this machine could read the vault file until now. Now only you can: ${path}`,
  ja: ({ path }) =>
    `保管庫のファイルは、この端末のほかのユーザーも読める状態でした。自分だけが読めるようにしました: ${path}`,
}

export const backupsLeft: Message<{ id: string }> = {
  en: ({ id }) =>
    `Backups of an earlier vault are still here. To restore it, do not make a new one: igcodes backup restore ${shellWord(id)}`,
  ja: ({ id }) =>
    `以前の保管庫のバックアップが残っています。それを使うなら、新しく作らずに戻してください: igcodes backup restore ${shellWord(id)}`,
}
