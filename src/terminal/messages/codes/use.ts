import type { LoginOutcome } from '../../../domain/codes/outcome.ts'
import type { Level } from '../../../domain/model/level.ts'
import type { Message } from '../../../language.ts'
import { causeOf } from '../sentences.ts'

export const numberOf: Message<{ account: string; position: number; size: number }> = {
  en: ({ account, position, size }) => `@${account}, No. ${position} of ${size}`,
  ja: ({ account, position, size }) => `@${account} ${size}個中の${position}番`,
}

export const whereToType: Message = {
  en: () => '  On the login screen: Try another way → Backup code. Type it once, without the space.',
  ja: () => '  ログイン画面で「別の方法を試す」→「バックアップコードを使用」。空白なしで1回だけ入力します。',
}

export const whichAccount: Message = { en: () => 'Which account?', ja: () => 'どのアカウントですか?' }

export const didItWork: Message = { en: () => 'Did it work?', ja: () => 'ログインできましたか?' }
export const itWorked: Message = { en: () => 'yes', ja: () => 'はい' }
export const itWasRefused: Message = { en: () => 'no, it was refused', ja: () => 'いいえ、拒否されました' }
export const notYetTyped: Message = { en: () => 'I have not typed it yet', ja: () => 'まだ入力していません' }

export const pendingQuestion: Message<{ position: number; size: number; at: string }> = {
  en: ({ position, size, at }) => `No. ${position} of ${size} was handed out ${at}. Did it work?`,
  ja: ({ position, size, at }) => `${size}個中の${position}番を${at}に渡しています。どうなりましたか?`,
}
export const itHadWorked: Message = { en: () => 'it worked', ja: () => 'ログインできた' }
export const itHadBeenRefused: Message = { en: () => 'it was refused', ja: () => '拒否された' }
export const showItAgain: Message = { en: () => 'show it again', ja: () => 'もう一度表示する' }
export const giveAnother: Message = {
  en: () => 'I do not know: give me another',
  ja: () => 'わからない。別のコードを出す',
}

export const worked: Message<{ position: number }> = {
  en: ({ position }) => `Good. No. ${position} is used up.`,
  ja: ({ position }) => `よかったです。${position}番は使用済みにしました。`,
}

export const refused: Message<{ issuedOn: string }> = {
  en: ({
    issuedOn,
  }) => `Recorded as refused. Possible reasons: a typo · typed into the field for 6 digits · another account's code · a set that has been renewed (this one is from ${issuedOn}).
  Do not try several in a row: Instagram may block sign-in for a while (it does not say how long).
  Check the account and the date of the set before you try another:
    igcodes playbook code-rejected`,
  ja: ({
    issuedOn,
  }) => `「拒否された」と記録しました。考えられるのは、打ち間違い・6桁用の欄への入力・別アカウントのコード・再発行で無効になったコード(これは${issuedOn}発行)です。
  続けて何個も試さないでください。しばらくログインできなくなることがあります(時間は公表されていません)。
  次のコードを出す前に、アカウントと発行日を確かめてください:
    igcodes playbook code-rejected`,
}

export const keptAsHandedOut: Message<{ account: string; position: number }> = {
  en: ({
    account,
    position,
  }) => `  No. ${position} is still marked as handed out. To see it again, or once you have typed it:
    igcodes use ${account} --pending
    igcodes mark ${account} worked   (or: rejected)`,
  ja: ({ account, position }) => `  ${position}番は「渡し済み」のままです。もう一度見るとき、結果がわかったとき:
    igcodes use ${account} --pending
    igcodes mark ${account} worked   (だめだったら rejected)`,
}

/** The vault did not take what was answered. */
export const notRecorded: Message<{ account: string; outcome: LoginOutcome; position?: number; isUnsure: boolean }> = {
  en: ({ isUnsure, ...mark }) =>
    isUnsure
      ? `Your answer may not be recorded. If it is not, once the cause is gone: ${markCommand(mark)}`
      : `Your answer is not recorded. Once the cause is gone: ${markCommand(mark)}`,
  ja: ({ isUnsure, ...mark }) =>
    isUnsure
      ? `今の答えは記録されていない可能性があります。その場合は、原因を取り除いてから: ${markCommand(mark)}`
      : `今の答えは記録していません。原因を取り除いてから記録してください: ${markCommand(mark)}`,
}

const markCommand = ({
  account,
  outcome,
  position,
}: {
  account: string
  outcome: LoginOutcome
  position?: number
}): string => `igcodes mark ${account} ${outcome}${position === undefined ? '' : ` --position ${position}`}`

export const savedUnsettled: Message<{ path: string; cause: string }> = {
  en: ({ path, cause }) =>
    `The code is saved as handed out, but the disk did not confirm it: ${causeOf(cause, 'en')}. A power cut now could undo the save.\n  ${path}`,
  ja: ({ path, cause }) =>
    `コードは「渡し済み」として保存しましたが、ディスクへの書き込みを確認できません: ${causeOf(cause, 'ja')}。いま停電などがあると、保存が取り消されることがあります。\n  ${path}`,
}

export const pendingLeft: Message<{ account: string; positions: readonly number[] }> = {
  en: ({ account, positions }) =>
    `Outcome still unknown: No. ${positions.join(', ')}. ${positions.length === 1 ? 'If it' : 'If one of them'} was never typed: igcodes use ${account} --pending`,
  ja: ({ account, positions }) =>
    `以前に渡して結果が未確認のコード: ${positions.join('、')}番。まだ入力していなければ igcodes use ${account} --pending`,
}

export const codesLeft: Message<{
  remaining: number
  size: number
  level: Level
  account: string
  /** The login just worked. */
  signedIn: boolean
}> = {
  en: ({ remaining, size, level, account, signedIn }) => {
    const left = `${remaining === 0 ? 'None' : remaining} of ${size} left`
    if (level === 'ok') return `  ${left}.`
    return `${left}: get new codes ${signedIn ? 'now, while you are signed in' : 'as soon as you are in'}.
    Accounts Center → Password and security → Two-factor authentication → ${account} → Additional methods → Backup codes
    igcodes add ${account}`
  },
  ja: ({ remaining, size, level, account, signedIn }) => {
    const left = `残りは${size}個中${remaining}個です。`
    if (level === 'ok') return `  ${left}`
    return `${left}${signedIn ? 'ログインしている今のうちに' : 'ログインできたらすぐに'}、新しいコードを発行してください。
    アカウントセンター → パスワードとセキュリティ → 二段階認証 → ${account} → その他の方法 → バックアップコード
    igcodes add ${account}`
  },
}

export const whichList: Message<{ account: string }> = {
  en: ({ account }) =>
    `@${account} has lists of the same day from different computers. Which one did Instagram show last?`,
  ja: ({ account }) =>
    `@${account} には、別々のパソコンで保存された同じ日のコードがあります。Instagramで最後に表示されたのはどれですか?`,
}

export const oneList: Message<{ by: string; at: string; codes: readonly string[] }> = {
  en: ({ by, at, codes }) => `${codes.join('  ')}  (stored ${at}, ${by})`,
  ja: ({ by, at, codes }) => `${codes.join('  ')}  (${at}に${by}が保存)`,
}

export const otherList: Message<{ account: string; issuedOn: string }> = {
  en: ({ account, issuedOn }) =>
    `There is another list, stored on another computer (from ${issuedOn}). If this code is refused: igcodes use ${account} --list 2`,
  ja: ({ account, issuedOn }) =>
    `別のパソコンで保存された組(${issuedOn}発行)もあります。このコードが拒否されたら: igcodes use ${account} --list 2`,
}
