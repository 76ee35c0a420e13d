/** What an import did not take, and why. */
import type { ImportFormat, LeftBehind, LeftReason } from '../../../errors.ts'
import type { Bilingual, Language } from '../../../language.ts'

export const formatNames: Readonly<Record<ImportFormat, Bilingual>> = {
  bitwarden: { en: 'Bitwarden', ja: 'Bitwarden' },
  '1password': { en: '1Password', ja: '1Password' },
  keepass: { en: 'KeePass', ja: 'KeePass' },
  proton: { en: 'Proton Pass', ja: 'Proton Pass' },
  enpass: { en: 'Enpass', ja: 'Enpass' },
  keeper: { en: 'Keeper', ja: 'Keeper' },
  dashlane: { en: 'Dashlane', ja: 'Dashlane' },
  igcodes: { en: 'igcodes', ja: 'igcodes' },
  notes: { en: 'notes', ja: 'メモアプリ' },
  csv: { en: 'CSV', ja: 'CSV' },
  text: { en: 'text', ja: 'テキスト' },
}

export const leftReasons: Readonly<Record<LeftReason, Bilingual>> = {
  'no-codes': { en: 'for Instagram, but without codes', ja: 'Instagramの項目ですが、コードがありません' },
  'odd-digits': { en: 'digits that are not a backup code', ja: 'コードにならない数字です' },
  'other-number': {
    en: 'eight digits, but the words beside them say something else',
    ja: '8桁ですが、横の言葉を見るとコードではないようです',
  },
  'other-service': { en: 'another service’s name is above or beside it', ja: '上か横に、別のサービスの名前があります' },
  'old-list': {
    en: 'the heading above says that these codes are old or used',
    ja: '上の見出しによると、古いか使用済みのコードです',
  },
  date: {
    en: 'eight digits that are a date; if it is a code: igcodes add NAME --append',
    ja: '日付にもなる8桁です。コードなら igcodes add ユーザーネーム --append',
  },
  'unclear-field': {
    en: 'eight digits, but the field’s name does not say that they are codes',
    ja: '8桁ですが、欄の名前からはコードかどうか分かりません',
  },
  'too-long': { en: 'too long for a list of codes', ja: 'コードの一覧としては長すぎます' },
  facebook: {
    en: 'Facebook’s own codes look the same; nothing says that these are Instagram’s',
    ja: 'Facebookのコードも同じ形です。Instagramのものとは書かれていません',
  },
  'by-name-only': {
    en: 'only the user name suggests Instagram',
    ja: 'Instagramの手がかりがユーザーネームしかありません',
  },
  'by-title-only': { en: 'the title only looks like Instagram’s', ja: 'タイトルがInstagramに似ているだけです' },
  'no-account': {
    en: 'codes, but no account name: add --account',
    ja: 'コードはありますが、アカウント名がありません。--account で指定できます',
  },
  'several-sets': {
    en: 'several lists with different codes: which one is the newest?',
    ja: '一覧がいくつもあり、どれが最新か分かりません',
  },
  'shared-codes': {
    en: 'another account in the file has the same codes: one list is in the wrong place',
    ja: 'ファイル内の別のアカウントと同じコードです。どちらかが間違っています',
  },
  known: { en: 'already in the vault', ja: '保管庫に登録済みです' },
  'partly-known': {
    en: 'only some of these codes are in the vault: see igcodes show',
    ja: '一部だけが保管庫に登録済みです。igcodes show で確かめられます',
  },
  'of-another-account': {
    en: 'these are another account’s codes in the vault',
    ja: '保管庫では別のアカウントのコードです',
  },
  outdated: {
    en: 'older than the set in the vault, and void since that one was issued',
    ja: '保管庫のものより前に発行されたコードで、もう使えません',
  },
  'too-many': { en: 'more codes than one set has', ja: '1回の発行分より多くのコードがあります' },
  'has-set': {
    en: 'the vault has other codes for it: --replace if these are newer',
    ja: '保管庫に別のコードがあります。こちらが新しければ --replace を付けてください',
  },
  declined: { en: 'you chose not to store them', ja: '保存しないことにしました' },
}

/** Where it is: `“Instagram”, notes, line 3`. */
export function placeText(
  { title, field, line }: Pick<LeftBehind, 'title' | 'field' | 'line'>,
  language: Language,
): string {
  const isJapanese = language === 'ja'
  const fieldName = field === '' ? (isJapanese ? 'メモ' : 'notes') : isJapanese ? `「${field}」欄` : `field “${field}”`
  const parts = [
    title === '' || title.startsWith('@') ? title : isJapanese ? `「${title}」` : `“${title}”`,
    (line === 0 && field === '') || title === '' || title.startsWith('@') ? '' : fieldName,
    line === 0 ? '' : isJapanese ? `${line}行目` : `line ${line}`,
  ]
  return parts.filter(part => part !== '').join(isJapanese ? 'の' : ', ')
}

/** One line of the list of what was left. */
export function leftText(left: LeftBehind, language: Language): string {
  const place = placeText(left, language)
  const account = left.account === '' || left.title === `@${left.account}` ? '' : `@${left.account}`
  const where = [account, place].filter(part => part !== '').join(' ')
  const masked = left.masked === '' ? '' : ` (${left.masked})`
  const reason = leftReasons[left.reason][language]
  return where === '' ? `  ${reason}${masked}` : `  ${where}${masked}: ${reason}`
}
