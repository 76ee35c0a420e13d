import type { BackupCode } from './backup-code.ts'
import type { Fact } from './events.ts'
import type { CodeId, TotpId } from './ids.ts'
import type { TotpKey } from './totp-key.ts'

/** The result of a rule: the facts to record, and the secrets to store with them. Only the vault saves it. */
export interface Decision {
  readonly facts: readonly Fact[]
  readonly secrets?: ReadonlyMap<CodeId, BackupCode>
  readonly totps?: ReadonlyMap<TotpId, TotpKey>
}
