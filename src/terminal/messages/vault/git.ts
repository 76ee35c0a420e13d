import type { Message } from '../../../language.ts'

/** Most people never gave theirs a name. */
export const theRemote = {
  en: (name: string): string => (name === 'origin' ? 'the remote' : `the remote ${name}`),
  ja: (name: string): string => (name === 'origin' ? 'リモート' : `リモート「${name}」`),
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Without a name: states that git keeps on this computer. */
export const vaultThere: Message<{ remote: string | undefined }> = {
  en: ({ remote }) => (remote === undefined ? 'the vault in git' : `the vault at ${theRemote.en(remote)}`),
  ja: ({ remote }) => `${remote === undefined ? 'git' : theRemote.ja(remote)}の保管庫`,
}

export const preparedAgain: Message = {
  en: () => 'git was set up again to merge this vault with igcodes.',
  ja: () => 'gitがこの保管庫をigcodesでまとめるように、設定し直しました。',
}

export const takenBack: Message = {
  en: () => 'git had put back a state of the vault that lacked changes. They are in it again.',
  ja: () => 'gitによって保管庫から変更が抜けていたため、取り込み直しました。',
}

export const leftInGit: Message = {
  en: () => 'git has changes of this vault that could not be taken in yet. Run: igcodes sync',
  ja: () => 'まだ取り込めていない変更がgitにあります。実行してください: igcodes sync',
}

/** What a user has to know once (git-setup). */
export const historyKeeps: Message = {
  en: () =>
    'Every state that was ever sent stays in the history, here and at the remote. Anybody with a copy and a passphrase of that time can read the codes of that time, even after they were erased or the passphrase was revoked.',
  ja: () =>
    '一度送った内容は、ここにもリモートにも履歴として残ります。当時のコピーとパスフレーズを持つ人は、消したコードや、取り消したパスフレーズの頃の内容を、後からでも読めます。',
}

export const isSetUp: Message<{ folder: string; remote: string | undefined }> = {
  en: ({ folder, remote }) =>
    remote === undefined
      ? `${folder} is ready for git. Name a remote when there is one: igcodes git-setup REMOTE`
      : `${folder} is ready for git, and the vault is at ${theRemote.en(remote)}. From now on: igcodes sync`,
  ja: ({ folder, remote }) =>
    remote === undefined
      ? `${folder} をgitで使えるようにしました。リモートができたら: igcodes git-setup リモートのアドレス`
      : `${folder} をgitで使えるようにしました。保管庫は${theRemote.ja(remote)}にもあります。これからは igcodes sync で同期します。`,
}

export const broughtHere: Message<{ path: string }> = {
  en: ({ path }) => `The vault of the remote is here now: ${path}`,
  ja: ({ path }) => `リモートの保管庫をここに置きました: ${path}`,
}

export const synced: Message<{ remote: string; sent: boolean; came: boolean }> = {
  en: ({ remote, sent, came }) =>
    sent
      ? `Your changes are at ${theRemote.en(remote)}.`
      : came
        ? `Up to date with ${theRemote.en(remote)}.`
        : `Nothing new, here or at ${theRemote.en(remote)}.`,
  ja: ({ remote, sent, came }) =>
    sent
      ? `変更を${theRemote.ja(remote)}へ送りました。`
      : came
        ? `${theRemote.ja(remote)}と同じ状態です。`
        : `こちらにも${theRemote.ja(remote)}にも、新しい変更はありません。`,
}

export const offlineForNow: Message<{ remote: string }> = {
  en: ({ remote }) =>
    `${capitalized(theRemote.en(remote))} cannot be reached. The changes are saved here and go with the next sync.`,
  ja: ({ remote }) => `${theRemote.ja(remote)}に接続できません。変更はここに保存済みで、次の同期で送ります。`,
}

/** Of the merge driver, for the person who reads git's output. */
export const notMergedByGit: Message = {
  en: () =>
    'The two sides of the vault are not united yet; it stays as it was here. To take in the other side: igcodes sync',
  ja: () => '保管庫の2つの内容は、まだまとまっていません。こちらの内容のままです。もう一方を取り込むには: igcodes sync',
}
