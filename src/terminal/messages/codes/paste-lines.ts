/** A line of a paste, by its number and what is wrong with it. Nothing else of it is shown. */
import type { BadLineKind, CodeDoubt } from '../../../errors.ts'
import type { Bilingual, Message } from '../../../language.ts'

const badLines: Readonly<Record<BadLineKind, Bilingual>> = {
  half: { en: 'only half a code', ja: 'コードの半分しかありません' },
  'six-digits': {
    en: '6 digits: a code from SMS or an app, not a backup code',
    ja: '6桁です。SMSか認証アプリのコードで、バックアップコードではありません',
  },
  'seven-digits': { en: '7 digits; a code has 8', ja: '7桁しかありません(コードは8桁)' },
  'nine-digits': { en: '9 digits; a code has 8', ja: '9桁あります(コードは8桁)' },
  phone: { en: 'that looks like a phone number', ja: '電話番号のようです' },
  letters: {
    en: 'a letter among the digits (O for 0, l for 1, S for 5, B for 8?)',
    ja: '数字に英字が混ざっています(0とO、1とl、5とS、8とBの取り違え?)',
  },
  apart: {
    en: '8 digits with other signs between them: write 1234 5678',
    ja: '8桁の途中に別の記号があります。1234 5678 の形で書いてください',
  },
  other: { en: 'digits that are not a backup code', ja: 'コードにならない数字です' },
}

/** `Line 3 (4••• ••0): 7 digits; a code has 8` */
export const badLine: Message<{ line: number; masked: string; kind: BadLineKind }> = {
  en: ({ line, masked, kind }) => `Line ${line}${masked === '' ? '' : ` (${masked})`}: ${badLines[kind].en}`,
  ja: ({ line, masked, kind }) => `${line}行目${masked === '' ? '' : `(${masked})`}: ${badLines[kind].ja}`,
}

interface Lines {
  readonly firstLine: number
  readonly lastLine: number
}

export const linesText: Message<Lines> = {
  en: ({ firstLine, lastLine }) => (firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}–${lastLine}`),
  ja: ({ firstLine, lastLine }) => (firstLine === lastLine ? `${firstLine}行目` : `${firstLine}〜${lastLine}行目`),
}

export const doubts: Readonly<Record<CodeDoubt, Bilingual>> = {
  date: { en: 'that looks like a date', ja: '日付のようです' },
  'other-number': {
    en: 'the words beside it say another number (a phone, a PIN, a birthday)',
    ja: '横の言葉から、電話番号・暗証番号・誕生日などのようです',
  },
  'other-service': { en: 'under another service’s name', ja: '別のサービスの名前の下にあります' },
  'other-account': { en: 'under another account’s name', ja: '別のアカウントの名前の下にあります' },
  'old-list': {
    en: 'the heading says that these codes are old or used',
    ja: '見出しによると、古いか使用済みのコードです',
  },
}

/** `Line 1 (2••• •••0): that looks like a date` */
export const doubtfulCode: Message<Lines & { codes: readonly string[]; doubt: CodeDoubt }> = {
  en: ({ codes, doubt, ...lines }) =>
    `${capital(linesText.en(lines))}${isShown(doubt) ? ` (${codes.join(', ')})` : ''}: ${doubts[doubt].en}`,
  ja: ({ codes, doubt, ...lines }) =>
    `${linesText.ja(lines)}${isShown(doubt) ? `(${codes.join('、')})` : ''}: ${doubts[doubt].ja}`,
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What is perhaps a PIN or a password is not shown at all. */
const isShown = (doubt: CodeDoubt): boolean => doubt !== 'other-number'
