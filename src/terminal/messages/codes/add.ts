import type { Message } from '../../../language.ts'

export const whereTheCodesAre: Message<{ account: string }> = {
  en: ({
    account,
  }) => `Signed in as @${account}, open accountscenter.instagram.com in a browser here; or in the app: Profile → ≡ → Settings and privacy → Accounts Center. Then:
  Password and security → Two-factor authentication → ${account} → Additional methods → Backup codes`,
  ja: ({
    account,
  }) => `@${account} でログインして、このパソコンのブラウザーで accountscenter.instagram.com を開きます。アプリなら プロフィール → ≡ → 設定とプライバシー → アカウントセンター。続けて:
  パスワードとセキュリティ → 二段階認証 → ${account} → その他の方法(別の表記のこともあります) → バックアップコード`,
}

export const beginsLikeKnown: Message<{ account: string; known: string }> = {
  en: ({ account, known }) => `@${account} is not in the vault, but @${known} is.`,
  ja: ({ account, known }) => `@${account} は保管庫にありません。@${known} ならあります。`,
}
export const isItNew: Message<{ account: string }> = {
  en: ({ account }) => `Is @${account} another account?`,
  ja: ({ account }) => `@${account} は別のアカウントですか?`,
}

export const pasteHere: Message = {
  en: () => 'Paste the codes here, or type them, then press Enter on an empty line:',
  ja: () => 'ここにコードを貼り付けて(または入力して)、最後に空の行でEnter:',
}

export const linesTaken: Message<{ lines: number }> = {
  en: ({ lines }) => (lines === 1 ? '1 line taken' : `${lines} lines taken`),
  ja: ({ lines }) => `${lines}行を受け取りました`,
}

/** No-break spaces: a masked code stays on one line. */
const inOneLine = (codes: readonly string[]): string => codes.map(code => code.replaceAll(' ', '\u00a0')).join('   ')

export const codesFound: Message<{ codes: readonly string[] }> = {
  en: ({ codes }) => `  ${codes.length === 1 ? '1 code.' : `${codes.length} codes.`}  ${inOneLine(codes)}`,
  ja: ({ codes }) => `  コード${codes.length}個:  ${inOneLine(codes)}`,
}

export const isItThisAccount: Message<{ account: string }> = {
  en: ({ account }) => `Was the picture at the top of that screen @${account}'s?`,
  ja: ({ account }) => `その画面の一番上の写真は @${account} のものでしたか?`,
}

export const scrolledToTheEnd: Message<{ count: number }> = {
  en: ({ count }) =>
    `${count === 1 ? 'One code is' : `${count} codes are`} unusual: usually there are 5 or 10. Did you scroll to the end of the list?`,
  ja: ({ count }) => `${count}個は珍しい数です(通常は5個か10個)。一覧を最後までスクロールしましたか?`,
}

export const unusualSize: Message<{ count: number }> = {
  en: ({ count }) =>
    `${count} ${count === 1 ? 'code' : 'codes'} in the set; usually there are 5 or 10. Was the list scrolled to its end?`,
  ja: ({ count }) => `コードが${count}個です。通常は5個か10個です。一覧は最後までスクロールしましたか。`,
}

export const alreadyStored: Message<{ count: number }> = {
  en: ({ count }) => `${count} of them ${count === 1 ? 'was' : 'were'} already in the set; skipped.`,
  ja: ({ count }) => `${count}個は登録済みだったので飛ばしました。`,
}

export const alsoInAnotherAccount: Message<{ owner: string; masked: readonly string[] }> = {
  en: ({ owner, masked }) =>
    `@${owner} has the same code: ${masked.join(', ')}. Are you sure that this list belongs to this account?`,
  ja: ({ owner, masked }) =>
    `@${owner} にも同じコードがあります: ${masked.join('、')}。このアカウントの一覧に間違いありませんか。`,
}

export const wordsBesideCode: Message<{ line: number }> = {
  en: ({ line }) =>
    `Line ${line} has words beside its code. If they mean that it is used: igcodes mark NAME worked --position N`,
  ja: ({ line }) =>
    `${line}行目のコードの横に文字があります。使用済みの印なら igcodes mark ユーザーネーム worked --position 番号`,
}

export const typeItAgain: Message<{ line: string }> = {
  en: ({ line }) => `${line}.\nType the code of that line and press Enter twice (Enter alone leaves it out):`,
  ja: ({ line }) => `${line}。\nその行のコードを入力して、Enterを2回押してください(Enterだけなら除きます):`,
}

export const lineTaken: Message = { en: () => 'taken', ja: () => '受け取りました' }

export const isItACode: Message<{ line: string; count: number }> = {
  en: ({ line, count }) => `${line}. ${count === 1 ? 'Is it a code' : 'Are they codes'} of this account's list?`,
  ja: ({ line }) => `${line}。このアカウントのコードですか?`,
}

export const leftOut: Message<{ line: string }> = {
  en: ({ line }) => `${line}. Not taken.`,
  ja: ({ line }) => `${line}。取り込んでいません。`,
}

export const severalLists: Message<{ count: number }> = {
  en: ({ count }) => `There are ${count} lists. Which did Instagram issue last?`,
  ja: ({ count }) => `一覧が${count}つあります。最後に発行されたのはどれですか`,
}

export const oneOfLists: Message<{ codes: readonly string[] }> = {
  en: ({ codes }) =>
    `${codes.length === 1 ? '1 code' : `${codes.length} codes`}: ${codes[0] ?? ''} … ${codes.at(-1) ?? ''}`,
  ja: ({ codes }) => `${codes.length}個: ${codes[0] ?? ''} … ${codes.at(-1) ?? ''}`,
}

export const oneListTogether: Message = { en: () => 'together they are one list', ja: () => '合わせて1つの一覧' }

export const noneOfTheLists: Message = { en: () => 'I do not know: store nothing', ja: () => '分からない(保存しない)' }

export const stored: Message<{ added: number; size: number; account: string; superseded: number }> = {
  en: ({ added, size, account, superseded }) =>
    `Stored ${added === 1 ? '1 code' : `${added} codes`} for @${account}.${added < size ? ` The set has ${size} now.` : ''}${superseded > 0 ? ' The older set is void.' : ''}`,
  ja: ({ added, size, account, superseded }) =>
    `@${account} のコードを${added}個保存しました。${added < size ? `合わせて${size}個です。` : ''}${superseded > 0 ? '前のコードは無効にしました。' : ''}`,
}

const programIn = (isNpx: boolean): string => (isNpx ? 'npx --no igcodes' : 'igcodes')

/** `isNpx`: npx started the program, so it is probably not installed elsewhere. Without --no, npx would fetch a package of this name. */
export const afterStoring: Message<{ account: string; recovery: boolean; isNpx: boolean }> = {
  en: ({ account, recovery, isNpx }) =>
    `  Now delete any screenshot of them. On the day that you need one${isNpx ? ', in this folder' : ''}:
    ${programIn(isNpx)} use ${account}${
      recovery
        ? ''
        : `
  Next, in case the passphrase is forgotten:
    ${programIn(isNpx)} recovery-key`
    }`,
  ja: ({ account, recovery, isNpx }) =>
    `  コードのスクリーンショットが残っていれば削除してください。必要になったら${isNpx ? '、このフォルダーで' : ''}:
    ${programIn(isNpx)} use ${account}${
      recovery
        ? ''
        : `
  次は、パスフレーズを忘れたときの備えを:
    ${programIn(isNpx)} recovery-key`
    }`,
}
