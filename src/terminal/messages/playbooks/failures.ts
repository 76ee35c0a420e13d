/** What is wrong with the playbook that a command names. */
import { type AllSentences, didYouMean } from '../sentences.ts'

export const playbookFailures = {
  'unknown-scenario': {
    what: {
      en: ({ scenario }) => `There is no playbook “${scenario}”.`,
      ja: ({ scenario }) => `「${scenario}」という手順はありません。`,
    },
    next: {
      en: ({ nearest }) => `${didYouMean('Did you mean:', 'playbook', nearest)}igcodes playbook   lists all of them`,
      ja: ({ nearest }) => `${didYouMean('もしかして:', 'playbook', nearest)}igcodes playbook   で一覧を見られます`,
    },
  },
  'nothing-found': {
    what: {
      en: ({ words }) => `No playbook matches “${words}”.`,
      ja: ({ words }) => `「${words}」を含む手順は見つかりません。`,
    },
    next: {
      en: () => `Try fewer or other words.
igcodes recover   asks a few questions and finds the right one
igcodes playbook   lists all of them`,
      ja: () => `言葉を減らすか、変えてみてください。
igcodes recover   は質問に答えるだけで見つけます
igcodes playbook   で一覧を見られます`,
    },
  },
} satisfies Partial<AllSentences>
