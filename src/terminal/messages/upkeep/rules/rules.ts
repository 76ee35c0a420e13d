/** What each rule of the audit says. */
import type { RuleId } from '../../../../domain/upkeep/audit-rules.ts'
import { codeWords } from './codes.ts'
import { factorWords } from './factors.ts'
import type { RuleWords } from './rule.ts'
import { singleWords } from './single-points.ts'
import { teamWords } from './team.ts'
import { upkeepWords } from './upkeep.ts'

/** A rule without its words does not compile. */
export const ruleWords: Readonly<Record<RuleId, RuleWords>> = {
  ...codeWords,
  ...factorWords,
  ...singleWords,
  ...teamWords,
  ...upkeepWords,
}
