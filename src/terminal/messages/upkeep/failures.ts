/** What is wrong with a rule, a time span, or the file that a calendar is written to. */
import type { StandingFile } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import { type AllSentences, didYouMean } from '../sentences.ts'

const standing: Readonly<Record<StandingFile, Bilingual>> = {
  file: { en: 'not a calendar written by igcodes', ja: ' igcodes が作ったカレンダーではありません' },
  folder: { en: 'a folder', ja: 'フォルダーです' },
  vault: { en: 'a vault', ja: '保管庫です' },
  other: { en: 'not a regular file', ja: '通常のファイルではありません' },
}

const inFolder = (path: string): string => `${path.replace(/\/+$/, '')}/igcodes.ics`

export const upkeepFailures = {
  'unknown-rule': {
    what: {
      en: ({ rule }) => `The audit has no rule “${rule}”.`,
      ja: ({ rule }) => `「${rule}」という点検の項目はありません。`,
    },
    next: {
      en: ({ nearest }) =>
        `${didYouMean('Did you mean:', 'audit --rule', nearest)}igcodes audit --rules   lists all of them`,
      ja: ({ nearest }) =>
        `${didYouMean('もしかして:', 'audit --rule', nearest)}igcodes audit --rules   で一覧を見られます`,
    },
  },
  'bad-span': {
    what: {
      en: ({ span }) => `“${span}” is not a time span from today on.`,
      ja: ({ span }) => `「${span}」は、今日からの期間として読み取れません。`,
    },
    next: {
      en: () => 'Write it as 30d, 2w, 3 months, or the last day: 2026-12-01.',
      ja: () => '30日、2週間、3か月、または最後の日を 2026-12-01 のように書いてください。',
    },
  },
  'file-exists': {
    what: {
      en: ({ path, what, isFinal }) =>
        `${path} is ${isFinal && what === 'file' ? 'there already' : standing[what].en}. Nothing was written.`,
      ja: ({ path, what, isFinal }) =>
        `${path} は${isFinal && what === 'file' ? 'すでにあります' : standing[what].ja}。書き込んでいません。`,
    },
    next: {
      en: ({ path, what, isFinal }) => {
        if (what === 'folder') return `Give a file in it${isFinal ? '' : `: ${inFolder(path)}`}.`
        const orForce = what === 'file' && !isFinal ? ', or --force to replace it' : ''
        return `Give another name${orForce}.`
      },
      ja: ({ path, what, isFinal }) => {
        if (what === 'folder') return `その中のファイル名まで指定してください${isFinal ? '' : `: ${inFolder(path)}`}。`
        return what === 'file' && !isFinal
          ? '別のファイル名にするか、置き換えてよければ --force を付けてください。'
          : '別のファイル名にしてください。'
      },
    },
  },
} satisfies Partial<AllSentences>
