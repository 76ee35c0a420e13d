import type { ImportFormat, LeftBehind } from '../../../errors.ts'
import type { Message } from '../../../language.ts'
import { formatNames, leftText } from './left.ts'

export const exposedFile: Message<{ path: string }> = {
  en: ({ path }) => `Other users of this computer can read ${path}. Delete it as soon as this is done.`,
  ja: ({ path }) => `${path} はこのパソコンのほかのユーザーも読めます。取り込んだらすぐ削除してください。`,
}

export const lookedThrough: Message<{ format: ImportFormat; entries: number; sets: number }> = {
  en: ({ format, entries, sets }) =>
    format === 'text'
      ? `A text with ${sets === 1 ? 'a list' : `${sets} lists`} of codes:`
      : `${entries === 1 ? '1 entry' : `${entries} entries`} (${formatNames[format].en}), ${sets > entries ? `${sets} lists of` : `${sets} of them with`} Instagram codes:`,
  ja: ({ format, entries, sets }) =>
    format === 'text'
      ? `テキストにコードの一覧が${sets}件あります:`
      : sets > entries
        ? `${formatNames[format].ja}の${entries}件に、Instagramのコードの一覧が${sets}つあります:`
        : `${formatNames[format].ja}の${entries}件のうち、${sets}件にInstagramのコードがあります:`,
}

interface Origin {
  readonly title: string
  readonly fields: readonly string[]
}

/** `“Instagram” (notes)` */
const originEn = ({ title, fields }: Origin): string => `“${title}” (${fieldNames(fields, 'notes').join(', ')})`
const originJa = ({ title, fields }: Origin): string =>
  `「${title}」の${fields.every(field => field === '') ? 'メモ' : `「${fieldNames(fields, 'メモ').join('・')}」欄`}`

/** Ten fields for ten codes are named by the first and the last. */
const fieldNames = (fields: readonly string[], notes: string): readonly string[] => {
  const named = fields.map(field => (field === '' ? notes : field))
  return named.length > 2 ? [`${named[0] ?? ''} … ${named.at(-1) ?? ''}`] : named
}

export const whatWasFound: Message<{ account: string; count: number; codes: readonly string[] }> = {
  en: ({ account, count, codes }) =>
    `  @${account}: ${count === 1 ? '1 code' : `${count} codes`}\n    ${inOneLine(codes)}`,
  ja: ({ account, count, codes }) => `  @${account}: コード${count}個\n    ${inOneLine(codes)}`,
}

/** No-break spaces: a masked code stays on one line. */
const inOneLine = (codes: readonly string[]): string => codes.map(code => code.replaceAll(' ', '\u00a0')).join('   ')

export const whereFrom: Message<{ origins: readonly Origin[] }> = {
  en: ({ origins }) => `    from ${origins.map(originEn).join(' and ')}`,
  ja: ({ origins }) => `    ${origins.map(originJa).join('、')}から`,
}

export const issuedBy: Message<{ date: string; guessed: boolean }> = {
  en: ({ date, guessed }) => `    issued on ${date}${guessed ? ' at the latest: the entry was last changed then' : ''}`,
  ja: ({ date, guessed }) =>
    guessed ? `    発行日は遅くとも${date}(項目が最後に変更された日)` : `    発行日は${date}`,
}

export const authenticatorToo: Message = {
  en: () => '    The entry also has an authenticator secret; it is not imported.',
  ja: () => '    認証アプリ用の秘密の値も入っていますが、それは取り込みません。',
}

export const doubledCodes: Message<{ codes: readonly string[] }> = {
  en: ({ codes }) => `${codes.join(', ')}: listed more than once, imported once.`,
  ja: ({ codes }) => `${codes.join('、')} は2回以上出てくるので、1回分だけ取り込みます。`,
}

export const wordsBeside: Message<{ place: string }> = {
  en: ({ place }) =>
    `${place} has words beside a code. If they mean that it is used: igcodes mark NAME worked --position N`,
  ja: ({ place }) =>
    `${place}のコードの横に文字があります。使用済みの印なら igcodes mark ユーザーネーム worked --position 番号`,
}

export const inTwoEntries: Message<{ origins: readonly Origin[] }> = {
  en: ({ origins }) => `The same codes are in ${origins.length} entries.`,
  ja: ({ origins }) => `同じコードが${origins.length}件の項目にあります。`,
}

export const unusualCount: Message<{ count: number }> = {
  en: ({ count }) => `${count === 1 ? '1 code' : `${count} codes`}: usually there are 5 or 10. Is the list complete?`,
  ja: ({ count }) => `コードが${count}個です。通常は5個か10個です。全部そろっていますか。`,
}

export const wouldReplace: Message<{ issuedOn: string; left: number }> = {
  en: ({ issuedOn, left }) =>
    `The vault has another set for it, of ${issuedOn}, with ${left === 1 ? '1 code' : `${left} codes`} left. That one would become void.`,
  ja: ({ issuedOn, left }) =>
    `保管庫には${issuedOn}発行の別のコードがあり、残り${left}個です。取り込むと無効になります。`,
}

export const onlyByHint: Message<{ hint: 'name' | 'title' | 'other-address' }> = {
  en: ({ hint }) =>
    hint === 'other-address'
      ? 'The entry names another service, too.'
      : `Only the ${hint === 'name' ? 'user name' : 'title'} suggests that these are Instagram codes.`,
  ja: ({ hint }) =>
    hint === 'other-address'
      ? '項目には別のサービスの名前やアドレスもあります。'
      : `Instagramのコードだという手がかりは、${hint === 'name' ? 'ユーザーネーム' : 'タイトル'}だけです。`,
}

export const leftHeading: Message<{ left: readonly LeftBehind[] }> = {
  en: ({ left }) => `Not imported:\n${left.map(one => leftText(one, 'en')).join('\n')}`,
  ja: ({ left }) => `取り込まなかったもの:\n${left.map(one => leftText(one, 'ja')).join('\n')}`,
}

export const othersUntouched: Message<{ others: number }> = {
  en: ({ others }) => `${others === 1 ? '1 other entry' : `${others} other entries`} skipped: not about Instagram.`,
  ja: ({ others }) => `ほかの${others}件は、Instagramと関係がないので見ていません。`,
}

// Questions

export const codesOfNobody: Message<{ origin: Origin; codes: readonly string[] }> = {
  en: ({ origin, codes }) =>
    `  ${origin.title === '' ? 'The text' : originEn(origin)} does not say whose codes these are:\n    ${inOneLine(codes)}`,
  ja: ({ origin, codes }) =>
    `  ${origin.title === '' ? 'テキスト' : originJa(origin)}に、アカウント名のないコードがあります:\n    ${inOneLine(codes)}`,
}

export const whoseCodes: Message = {
  en: () => 'Which account? (Enter: skip them)',
  ja: () => 'どのアカウントですか(取り込まないならEnterだけ)',
}

export const differentCodes: Message<{ account: string }> = {
  en: ({ account }) => `  There are several lists of codes for @${account}.`,
  ja: ({ account }) => `  @${account} のコードの一覧がいくつもあります。`,
}

export const whichIsNewest: Message = {
  en: () => 'Which did Instagram issue last?',
  ja: () => '最後に発行されたのはどれですか',
}

export const oneOfSeveral: Message<{ origins: readonly Origin[]; codes: readonly string[]; changedOn: string }> = {
  en: ({ origins, codes, changedOn }) =>
    `${origins.map(originEn).join(' and ')}, ${codes.length} codes: ${codes[0] ?? ''} …${changedOn === '' ? '' : `, changed ${changedOn}`}`,
  ja: ({ origins, codes, changedOn }) =>
    `${origins.map(originJa).join('、')} ${codes.length}個: ${codes[0] ?? ''} …${changedOn === '' ? '' : ` ${changedOn}変更`}`,
}

export const noneOfThem: Message = {
  en: () => 'I do not know: skip them all',
  ja: () => '分からない(どれも取り込まない)',
}

export const storeThem: Message<{ account: string }> = {
  en: ({ account }) => `Store these codes for @${account}?`,
  ja: ({ account }) => `このコードを @${account} に保存しますか?`,
}

export const storeWhich: Message = { en: () => 'Store them in the vault?', ja: () => '保管庫に保存しますか?' }

export const allOfThem: Message<{ count: number }> = {
  en: ({ count }) => `yes, all ${count} accounts`,
  ja: ({ count }) => `はい、${count}件すべて`,
}

export const someOfThem: Message = { en: () => 'only some: let me pick', ja: () => '一部だけ(選ぶ)' }
export const stopHere: Message = { en: () => 'no, store nothing', ja: () => 'いいえ、保存しない' }
export const pickAccounts: Message = { en: () => 'Which accounts?', ja: () => 'どのアカウントですか' }

export const isItComplete: Message<{ account: string; count: number }> = {
  en: ({ account, count }) => `Is that the whole list of @${account}, ${count === 1 ? '1 code' : `${count} codes`}?`,
  ja: ({ account, count }) => `@${account} のコードは、この${count}個で全部ですか?`,
}

export const isItNewer: Message<{ account: string }> = {
  en: ({ account }) => `Were these codes of @${account} issued after the vault's?`,
  ja: ({ account }) => `@${account} のコードは、保管庫のものより後に発行されましたか?`,
}

export const isItInstagram: Message<{ account: string }> = {
  en: ({ account }) => `Are you sure that these are @${account}'s Instagram codes? (Google's look the same)`,
  ja: ({ account }) => `@${account} のInstagramのコードに間違いありませんか?(Googleのコードも同じ形です)`,
}

// Afterwards

export const onlyLooked: Message = {
  en: () => 'Dry run: nothing was stored.',
  ja: () => '確認しただけで、保存はしていません。',
}

export const allKnown: Message = {
  en: () => 'All of it was already in the vault. Nothing was changed.',
  ja: () => 'すべて保管庫に登録済みでした。何も変更していません。',
}

export const deleteTheFile: Message<{ path: string }> = {
  en: ({ path }) =>
    `${path === '' ? 'If these codes are in a file, anyone who finds it has them.' : `${path} is not encrypted: anyone who finds it has the codes.`} Delete it now, also from the trash and from synced folders, which keep copies. igcodes does not do it for you.`,
  ja: ({ path }) =>
    `${path === '' ? 'コードを書いたファイルがあれば、' : `${path} は暗号化されていないので、`}見つけた人は誰でもコードを使えます。すぐに削除し、ゴミ箱や同期フォルダーに残る控えも消してください。igcodesは削除しません。`,
}

export const deleteTheNote: Message = {
  en: () => `  The password manager has the codes as well. Either delete them there, or keep that as a second place and record it:
    igcodes place add "password manager" --kind password-manager`,
  ja: () => `  パスワード管理アプリにもコードが残っています。そこから消すか、控えの場所として登録してください:
    igcodes place add "パスワード管理アプリ" --kind password-manager`,
}
