/** What is wrong with a pasted list of codes. */
import type { BadLineKind } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import type { AllSentences } from '../sentences.ts'

const badLines: Readonly<Record<BadLineKind, Bilingual>> = {
  half: { en: 'only half a code', ja: 'コードの半分しかありません' },
  'six-digits': {
    en: '6 digits: a code from SMS or an app, not a backup code',
    ja: '6桁です。SMSか認証アプリのコードで、バックアップコードではありません',
  },
  'nine-digits': { en: '9 digits, one too many for a code', ja: '9桁あり、1桁多いです' },
  phone: { en: 'that looks like a phone number', ja: '電話番号のようです' },
  other: { en: 'digits that are not a backup code', ja: 'コードにならない数字です' },
}

export const pasteFailures = {
  'paste-empty': {
    what: {
      en: () => 'Nothing was pasted. Nothing was stored.',
      ja: () => '何も貼り付けられていません。保存していません。',
    },
    next: {
      en: () => 'Copy the list from Instagram, then paste it, or pass it:\n  igcodes add NAME < codes.txt',
      ja: () =>
        'Instagramの一覧をコピーして貼り付けるか、ファイルで渡してください:\n  igcodes add ユーザーネーム < codes.txt',
    },
  },
  'paste-too-large': {
    what: {
      en: ({ limit }) =>
        `That is more than ${Math.round(limit / 1024)} KiB, too large for a list of codes. Nothing was stored.`,
      ja: ({ limit }) =>
        `${Math.round(limit / 1024)}KiBを超えています。コードの一覧ではないようです。保存していません。`,
    },
    next: { en: () => 'Copy only the codes.', ja: () => 'コードの部分だけをコピーしてください。' },
  },
  'paste-binary': {
    what: {
      en: () => 'That is not text. Is it an image or another kind of file? Nothing was stored.',
      ja: () => 'テキストではありません(画像などのファイルかもしれません)。保存していません。',
    },
    next: {
      en: () => 'Copy the codes as text; from a screenshot, type them.',
      ja: () => 'コードをテキストでコピーしてください。スクリーンショットなら手で入力します。',
    },
  },
  'paste-no-codes': {
    what: {
      en: () => 'There is no backup code in that text. Nothing was stored.',
      ja: () => 'バックアップコードが見つかりません。保存していません。',
    },
    next: {
      en: () => 'A backup code has 8 digits, such as 1234 5678.',
      ja: () => 'バックアップコードは 1234 5678 のような8桁の数字です。',
    },
  },
  'paste-bad-line': {
    what: {
      en: ({ line, masked, kind }) =>
        `Line ${line} has ${kind === 'phone' ? 'a number that is not a code' : badLines[kind].en} (${masked})${kind === 'phone' ? `: ${badLines.phone.en}` : ''}. Nothing was stored.`,
      ja: ({ line, masked, kind }) => `${line}行目(${masked}): ${badLines[kind].ja}。保存していません。`,
    },
    next: {
      en: () => 'Remove the line, or complete it if it is a code, then paste again.',
      ja: () => 'その行を取り除くか、コードなら直して、もう一度貼り付けてください。',
    },
  },
  'paste-doubled': {
    what: {
      en: ({ line, firstLine, masked }) =>
        `The code in line ${line} (${masked}) is already in line ${firstLine}. Nothing was stored.`,
      ja: ({ line, firstLine, masked }) =>
        `${line}行目のコード(${masked})は${firstLine}行目と同じです。保存していません。`,
    },
    next: {
      en: () => 'Instagram never lists a code twice: copy the list again.',
      ja: () => '同じコードが2回並ぶことはありません。一覧をコピーし直してください。',
    },
  },
  'paste-too-many': {
    what: {
      en: ({ count, most }) => `${count} codes are too many for one set (at most ${most}). Nothing was stored.`,
      ja: ({ count, most }) => `コードが${count}個あります。1回の発行分は多くても${most}個です。保存していません。`,
    },
    next: {
      en: () => 'Paste the codes of one account, issued together.',
      ja: () => '1つのアカウントで一度に発行された分だけを貼り付けてください。',
    },
  },
} satisfies Partial<AllSentences>
