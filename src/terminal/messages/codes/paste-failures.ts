/** What is wrong with a pasted list of codes. */
import type { AllSentences } from '../sentences.ts'
import { badLine, capital, doubts, linesText } from './paste-lines.ts'

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
    what: { en: bad => `${badLine.en(bad)}. Nothing was stored.`, ja: bad => `${badLine.ja(bad)}。保存していません。` },
    next: {
      en: () => 'Remove the line, or complete it if it is a code, then paste again.',
      ja: () => 'その行を取り除くか、コードなら直して、もう一度貼り付けてください。',
    },
  },
  'paste-table': {
    what: {
      en: () => 'That is a table or a list of passwords, not a list of codes. Nothing was stored.',
      ja: () => 'コードの一覧ではなく、表かパスワードの一覧のようです。保存していません。',
    },
    next: {
      en: () => 'Copy only the codes. An export of a password manager: igcodes import FILE',
      ja: () => 'コードの部分だけをコピーしてください。パスワード管理アプリの書き出しなら igcodes import ファイル',
    },
  },
  'paste-two-lists': {
    what: {
      en: ({ lists }) =>
        `There are ${lists.length} lists of codes: ${lists.map(list => `${linesText.en(list)} (${list.count})`).join(', ')}. Nothing was stored.`,
      ja: ({ lists }) =>
        `コードの一覧が${lists.length}つあります: ${lists.map(list => `${linesText.ja(list)}(${list.count}個)`).join('、')}。保存していません。`,
    },
    next: {
      en: () => 'Only the list that Instagram issued last is valid: give that one alone.',
      ja: () => '使えるのは最後に発行された一覧だけです。それだけを渡してください。',
    },
  },
  'paste-doubtful': {
    what: {
      en: ({ doubt, ...lines }) =>
        `There is no certain backup code in that text. ${capital(linesText.en(lines))}: ${doubts[doubt].en}. Nothing was stored.`,
      ja: ({ doubt, ...lines }) =>
        `確実なバックアップコードがありません。${linesText.ja(lines)}: ${doubts[doubt].ja}。保存していません。`,
    },
    next: {
      en: ({ doubt }) =>
        doubt === 'old-list'
          ? 'If it is the valid list, take the heading out, or run it at a terminal without --yes.'
          : 'If it is a code, give the digits alone, or run it at a terminal without --yes.',
      ja: ({ doubt }) =>
        doubt === 'old-list'
          ? '今の一覧なら見出しを消すか、端末で --yes を付けずに実行してください。'
          : 'コードなら数字だけを渡すか、端末で --yes を付けずに実行してください。',
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
