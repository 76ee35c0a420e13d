import type { Bilingual, Message } from '../language.ts'

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
      {
        en: "store an account's codes (makes the vault on the way)",
        ja: 'コードを登録する(保管庫も一緒に作ります)',
      },
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

/** Replaced by what is known now, unless it is a folder or cannot be written. */
export const memoryUnreadable: Message<{ path: string }> = {
  en: ({ path }) => `What this computer remembered of the vault cannot be read: ${path}
  If this copy is older than one seen before, that was not noticed. Should this be said again, delete it.`,
  ja: ({ path }) => `この保管庫についての、このパソコンの覚え書きを読み取れません: ${path}
  前に見たものより古いコピーでも、今回は気づけません。この表示が続くときは、それを削除してください。`,
}

export const passphrase: Message = { en: () => 'Passphrase', ja: () => 'パスフレーズ' }
export const again: Message = { en: () => 'Again', ja: () => 'もう一度' }
export const newPassphrase: Message = { en: () => 'New passphrase', ja: () => '新しいパスフレーズ' }

export const typeYourOwn: Message = {
  en: () => 'type your own (15 characters or more)',
  ja: () => '自分で決める(15文字以上)',
}
export const haveOneMade: Message = {
  en: () => 'have one made for you: six words',
  ja: () => '自動で作る(英単語6つ)',
}

export const writeThisDown: Message = {
  en: () => 'Write these six words down on paper, now: they open the vault.',
  ja: () => '次の6語を、今すぐ紙に書き写してください。保管庫を開ける鍵です:',
}
export const typeItToConfirm: Message = {
  en: () => 'Type the six words',
  ja: () => '6語を入力して確認',
}

export const recoveryOffer: Message = {
  en: () => 'Make a recovery key too? 12 words on paper that open the vault if the passphrase is forgotten.',
  ja: () => '復旧キーも作りますか? パスフレーズを忘れたときに保管庫を開ける12語で、紙に書いて保管します。',
}
export const writeRecoveryDown: Message = {
  en: () => 'The recovery key. Write the 12 words on paper, and keep it apart from this machine:',
  ja: () => '復旧キーです。12語を紙に書き、この端末とは別の場所に保管してください:',
}
export const writtenDown: Message = {
  en: () => 'Written down? (the words are then taken off the screen)',
  ja: () => '書き写しましたか?(画面から消します)',
}

export const wrongTryAgain: Message = {
  en: () => 'That passphrase does not open the vault. Once more:',
  ja: () => 'そのパスフレーズでは開けません。もう一度:',
}

export const makingKeys: Message = { en: () => 'Making the keys', ja: () => '鍵を作っています' }
export const opening: Message = { en: () => 'Opening the vault', ja: () => '保管庫を開いています' }

export const vaultMade: Message<{ path: string }> = {
  en: ({ path }) => `The vault is ready: ${path}`,
  ja: ({ path }) => `保管庫を作りました: ${path}`,
}

export const passphraseChanged: Message = {
  en: () => `The passphrase is changed.
  Backups made before still open with the old one. Was it seen by somebody? Then get new codes too.`,
  ja: () => `パスフレーズを変更しました。
  以前のバックアップは古いパスフレーズで開けます。誰かに見られたなら、コードも発行し直してください。`,
}

export const sureToReplaceRecoveryKey: Message = {
  en: () =>
    'There is a recovery key already. Make a new one? The old words will not open the vault any more.',
  ja: () => '復旧キーはすでにあります。作り直しますか? 前の12語では開けなくなります。',
}

/** Stopped before they were written down. */
export const recoveryKeyUnwritten: Message<{ replaced: boolean }> = {
  en: ({ replaced }) =>
    `The vault has the new recovery key${replaced ? ', and the earlier one has ended' : ''}. Not on paper? Make another: igcodes recovery-key`,
  ja: ({ replaced }) =>
    `新しい復旧キーは登録済みです${replaced ? '(前の復旧キーはもう使えません)' : ''}。紙に書いていなければ、もう一度作ってください: igcodes recovery-key`,
}

export const recoveryKeyMade: Message<{ replaced: boolean }> = {
  en: ({ replaced }) =>
    `The recovery key is made.${replaced ? ' The earlier one no longer opens the vault.' : ''}`,
  ja: ({ replaced }) => `復旧キーを作りました。${replaced ? '前の復旧キーではもう開けません。' : ''}`,
}

export const newerRecords: Message = {
  en: () => 'Made by a newer igcodes: this copy can read, not change.',
  ja: () => '新しいigcodesの記録があります。読むことはできますが、変更はできません。',
}

export const lookingForBackup: Message = {
  en: () => 'The vault is damaged. With the passphrase, a backup that opens can be found:',
  ja: () => '保管庫が壊れています。パスフレーズを入力すると、開けるバックアップを探します:',
}

export const acceptOlder: Message<{ missing: number }> = {
  en: ({ missing }) =>
    `This copy of the vault is older than what this machine has seen (${missing} ${missing === 1 ? 'change is' : 'changes are'} missing). Go on with it?`,
  ja: ({ missing }) =>
    `この端末が前に見た保管庫より古いコピーです(変更${missing}件が不足)。このまま使いますか?`,
}

export const exposedPassphraseFile: Message<{ path: string }> = {
  en: ({ path }) => `Other users of this machine can read the passphrase file: chmod 600 '${path}'`,
  ja: ({ path }) => `パスフレーズのファイルをほかのユーザーが読める状態です: chmod 600 '${path}'`,
}

export const backupHeader: readonly Bilingual[] = [
  { en: 'backup', ja: 'バックアップ' },
  { en: 'your time', ja: '手元の時刻' },
]
export const backupsIn: Message<{ folder: string }> = {
  en: ({ folder }) => `In ${folder}`,
  ja: ({ folder }) => `場所: ${folder}`,
}
export const noBackups: Message = {
  en: () => 'There are no backups yet.',
  ja: () => 'バックアップはまだありません。',
}
export const sureToRestore: Message<{ id: string }> = {
  en: ({ id }) => `Put the backup of ${id} in the place of the damaged vault? (The damaged file is kept.)`,
  ja: ({ id }) => `壊れた保管庫を ${id} のバックアップに置き換えますか?(壊れたファイルも残します)`,
}
export const restored: Message<{ id: string }> = {
  en: ({ id }) =>
    `The backup of ${id} is in its place. Codes handed out on this machine since then stay handed out.`,
  ja: ({ id }) =>
    `${id} のバックアップに戻しました。その後にこの端末で渡したコードは「渡し済み」のままです。`,
}
