/** Why git could not carry the vault. */
import type { GitActivity } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import type { AllSentences } from '../sentences.ts'
import { capitalized, theRemote } from './git.ts'

const states: Readonly<Record<GitActivity, Bilingual>> = {
  merge: { en: 'a merge is not finished', ja: 'マージが途中です' },
  rebase: { en: 'a rebase is not finished', ja: 'リベースが途中です' },
  'cherry-pick': { en: 'a cherry-pick is not finished', ja: 'チェリーピックが途中です' },
  revert: { en: 'a revert is not finished', ja: 'リバートが途中です' },
  detached: {
    en: 'no branch is checked out (detached HEAD)',
    ja: 'ブランチがチェックアウトされていません(detached HEAD)',
  },
}

const quoted = (words: readonly string[]): string =>
  words
    .map(
      line => `
  | ${line}`,
    )
    .join('')

export const gitFailures = {
  'git-missing': {
    what: { en: () => 'git is not installed.', ja: () => 'gitがインストールされていません。' },
    next: {
      en: () => 'Install it (Debian, Ubuntu: sudo apt install git), then run the command again.',
      ja: () => 'インストールしてから、もう一度実行してください(Debian、Ubuntu: sudo apt install git)。',
    },
  },
  'git-failed': {
    what: {
      en: ({ command, words }) =>
        `git ${command} did not succeed. The vault is saved on this computer.${quoted(words)}`,
      ja: ({ command, words }) =>
        `git ${command} ができませんでした。保管庫はこのパソコンに保存済みです。${quoted(words)}`,
    },
    next: {
      en: () => 'Fix the cause, then run the command again.',
      ja: () => '原因を取り除いてから、もう一度実行してください。',
    },
  },
  'git-locked': {
    what: {
      en: ({ path }) =>
        `Another git is at work in the vault’s folder, or one was killed there. The vault is saved on this computer. Its lock: ${path}`,
      ja: ({ path }) =>
        `保管庫のフォルダで別のgitが動いているか、途中で強制終了されました。保管庫はこのパソコンに保存済みです。残っているロック: ${path}`,
    },
    next: {
      en: ({ path }) => `Run the command again. If no git runs any more, first: rm ${shellWord(path)}`,
      ja: ({ path }) =>
        `もう一度実行してください。gitが動いていないのに続くときは、先に削除してください: rm ${shellWord(path)}`,
    },
  },
  'git-not-set-up': {
    what: {
      en: ({ path }) => `There is no git remote for ${path} yet.`,
      ja: ({ path }) => `${path} には、まだgitのリモートがありません。`,
    },
    next: {
      en: () => 'Set one up: igcodes git-setup REMOTE',
      ja: () => '設定する: igcodes git-setup リモートのアドレス',
    },
  },
  'git-other-files': {
    what: {
      en: ({ folder, names }) => `${folder} has other files in it: ${names.join(', ')}. Nothing was changed.`,
      ja: ({ folder, names }) => `${folder} に、ほかのファイルがあります: ${names.join('、')}。何も変更していません。`,
    },
    next: {
      en: ({ folder }) =>
        `Move the vault into a folder of its own. If the folder is to be a repository with these files: git init ${shellWord(folder)}`,
      ja: ({ folder }) =>
        `保管庫を専用のフォルダーに移してください。ほかのファイルも一緒のリポジトリにするなら: git init ${shellWord(folder)}`,
    },
  },
  'git-under-way': {
    what: {
      en: ({ what }) => `The repository cannot be synced now: ${states[what].en}. The vault is saved on this computer.`,
      ja: ({ what }) => `今はリポジトリを同期できません。${states[what].ja}。保管庫はこのパソコンに保存済みです。`,
    },
    next: {
      en: ({ what, folder, branch }) =>
        what === 'detached'
          ? `Go back to the branch, then sync again: git -C ${shellWord(folder)} switch ${branch ? shellWord(branch) : 'BRANCH'}`
          : `Finish it (git -C ${shellWord(folder)} ${finishing(what)}) or undo it (git -C ${shellWord(folder)} ${what} --abort), then sync again.`,
      ja: ({ what, folder, branch }) =>
        what === 'detached'
          ? `ブランチに戻してから、もう一度同期してください: git -C ${shellWord(folder)} switch ${branch ? shellWord(branch) : 'ブランチ名'}`
          : `終わらせるか(git -C ${shellWord(folder)} ${finishing(what)})、取り消してから(git -C ${shellWord(folder)} ${what} --abort)、もう一度同期してください。`,
    },
  },
  'git-attributes': {
    what: {
      en: ({ path, attributes }) =>
        `git would change the bytes of ${path} (${attributes.join(', ')}). Nothing was changed.`,
      ja: ({ path, attributes }) =>
        `gitが ${path} の中身を書き換える設定です(${attributes.join('、')})。何も変更していません。`,
    },
    next: {
      en: () => 'Take the vault out of that rule in .gitattributes or info/attributes (git check-attr --all shows it).',
      ja: () =>
        '.gitattributes か info/attributes の規則から保管庫を外してください(git check-attr --all で確認できます)。',
    },
  },
  'git-other-vault': {
    what: {
      en: ({ path, remote }) =>
        `The vault at ${theRemote.en(remote)} is another one, not a copy of ${path}. Nothing was sent or merged.`,
      ja: ({ path, remote }) =>
        `${theRemote.ja(remote)}にあるのは ${path} のコピーではなく、別の保管庫です。送信も統合もしていません。`,
    },
    next: {
      en: () =>
        'Use an empty repository for this vault, or open the other one in a folder of its own: igcodes --vault FILE git-setup REMOTE',
      ja: () =>
        'この保管庫には空のリポジトリを使うか、別の保管庫は専用のフォルダーで開いてください: igcodes --vault ファイル git-setup リモート',
    },
  },
  'git-remote-known': {
    what: {
      en: ({ name, url }) => `The repository has a remote “${name}” already: ${url}`,
      ja: ({ name, url }) => `このリポジトリには、すでにリモート「${name}」があります: ${url}`,
    },
    next: {
      en: ({ name }) =>
        `Keep it: igcodes git-setup ${shellWord(name)}   Or change it: git remote set-url ${shellWord(name)} ADDRESS`,
      ja: ({ name }) =>
        `それを使う: igcodes git-setup ${shellWord(name)}   変更する: git remote set-url ${shellWord(name)} アドレス`,
    },
  },
  'git-address-secret': {
    what: {
      en: () =>
        'The address has a password in it: it would be kept in a file, and other programs could see it. Nothing was changed.',
      ja: () =>
        'アドレスにパスワードが入っています。ファイルに残り、ほかのプログラムからも見えてしまいます。何も変更していません。',
    },
    next: {
      en: () => 'Leave it out: git asks for it, or its credential helper has it (git help credentials).',
      ja: () => 'パスワードを除いて指定してください。gitがたずねるか、認証ヘルパーが渡します(git help credentials)。',
    },
  },
  'git-conflict': {
    what: {
      en: ({ files }) =>
        `The vault is merged, but git cannot merge other files of the repository: ${files.join(', ')}. Nothing was sent.`,
      ja: ({ files }) =>
        `保管庫はまとまりましたが、リポジトリのほかのファイルをgitが統合できません: ${files.join('、')}。送信していません。`,
    },
    next: {
      en: () => 'Merge them: git pull --no-rebase. Then: igcodes sync',
      ja: () => 'git pull --no-rebase で統合してから、igcodes sync を実行してください。',
    },
  },
  'remote-offline': {
    what: {
      en: ({ remote, words }) =>
        `${capitalized(theRemote.en(remote))} cannot be reached. The vault is saved on this computer.${quoted(words)}`,
      ja: ({ remote, words }) =>
        `${theRemote.ja(remote)}に接続できません。保管庫はこのパソコンに保存済みです。${quoted(words)}`,
    },
    next: {
      en: () => 'Once you are online again: igcodes sync   (In scripts, --if-online makes this no error.)',
      ja: () => 'つながったら: igcodes sync   (スクリプトでは --if-online を付けると、エラーになりません。)',
    },
  },
  'remote-refused': {
    what: {
      en: ({ remote, words }) =>
        `${capitalized(theRemote.en(remote))} refused. The vault is saved on this computer.${quoted(words)}`,
      ja: ({ remote, words }) =>
        `${theRemote.ja(remote)}に拒否されました。保管庫はこのパソコンに保存済みです。${quoted(words)}`,
    },
    next: {
      en: () => 'Check your access there: git fetch, git push. Then: igcodes sync',
      ja: () => 'リモートへのアクセス権を git fetch と git push で確かめてから、igcodes sync を実行してください。',
    },
  },
} satisfies Partial<AllSentences>

/** Without an editor where git allows it. */
function finishing(what: string): string {
  return what === 'merge' ? 'commit --no-edit' : `${what} --continue`
}
