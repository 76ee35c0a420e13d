import type { BackupCode } from './backup-code.ts'
import type { Fact } from './events.ts'
import type { CodeId, TotpId } from './ids.ts'
import type { TotpKey } from './totp-key.ts'

/** What a rule answers: the facts to record, and the secrets to keep with them. Only the store acts on it. */
export interface Decision {
  readonly facts: readonly Fact[]
  readonly secrets?: ReadonlyMap<CodeId, BackupCode>
  readonly totps?: ReadonlyMap<TotpId, TotpKey>
}
