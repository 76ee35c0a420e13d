/** What is wrong with a stretch of time, or with the file that a calendar should go to. */
import type { AllSentences } from './sentences.ts'

export const scheduleFailures = {
  'bad-span': {
    what: {
      en: ({ span }) => `“${span}” is no stretch of time that can be read.`,
      ja: ({ span }) => `「${span}」を期間として読み取れません。`,
    },
    next: {
      en: () => 'Write it as 30d, 2w, 3 months, or the last day: 2026-12-01.',
      ja: () => '30日、2週間、3か月、または最後の日を 2026-12-01 のように書いてください。',
    },
  },
  'file-exists': {
    what: {
      en: ({ path }) => `${path} is no calendar that igcodes wrote. Nothing was written.`,
      ja: ({ path }) => `${path} は igcodes が作ったカレンダーではありません。書き込んでいません。`,
    },
    next: {
      en: ({ mayForce }) =>
        mayForce ? 'Give another name, or --force to put the calendar in its place.' : 'Give another name.',
      ja: ({ mayForce }) =>
        mayForce
          ? '別のファイル名にするか、置き換えてよければ --force を付けてください。'
          : '別のファイル名にしてください。',
    },
  },
} satisfies Partial<AllSentences>
