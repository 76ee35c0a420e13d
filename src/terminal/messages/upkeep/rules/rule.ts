/** What the rules' sentences are made of. */
import type { Evidence } from '../../../../domain/upkeep/audit-rules.ts'
import type { Bilingual, Message } from '../../../../language.ts'
import { shellWord } from '../../../shell-word.ts'

/** `account` is the handle; empty for a finding about the whole. */
export type FindingGaps = Evidence & { readonly account: string }

export interface RuleWords {
  /** What it found. */
  readonly what: Message<FindingGaps>
  /** Why that matters. */
  readonly why: Bilingual
  /** What to do about it. */
  readonly fix: Message<FindingGaps>
}

export const names = ({ names }: Evidence): string => names.join(', ')
export const namesJa = ({ names }: Evidence): string => names.join('、')

/** The first name, for a command. */
export const firstName = ({ names: [name = ''] }: Evidence): string => shellWord(name)

/** The same command in both languages. */
export const run = (command: (gaps: FindingGaps) => string): Message<FindingGaps> => ({ en: command, ja: command })

export const addCodes = run(({ account }) => `igcodes add ${account}`)
export const setUp = run(({ account }) => `igcodes account setup ${account}`)
