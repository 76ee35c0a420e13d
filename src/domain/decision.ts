import type { BackupCode } from './backup-code.ts'
import type { CodeId, Fact, TotpId } from './events.ts'
import type { TotpKey } from './totp.ts'

/** What a rule answers: the facts to record, and the secrets to keep with them. Only the store acts on it. */
export interface Decision {
  readonly facts: readonly Fact[]
  readonly secrets?: ReadonlyMap<CodeId, BackupCode>
  readonly totps?: ReadonlyMap<TotpId, TotpKey>
}
