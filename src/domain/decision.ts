import type { BackupCode } from './backup-code.ts'
import type { CodeId, Fact } from './events.ts'

/** What a rule answers: the facts to record, and digits to keep with them. Only the store acts on it. */
export interface Decision {
  readonly facts: readonly Fact[]
  readonly secrets?: ReadonlyMap<CodeId, BackupCode>
}
