import type { Kdf } from '../envelope/argon2id.ts'
import type { RandomBytes } from '../envelope/format.ts'
import type { NamedSlot, UserError } from '../errors.ts'
import type { Secret } from './open-slot.ts'
import type { Replica } from './replica.ts'

/** What the store needs from outside; tests pass fixed values. */
export interface StoreSystem {
  /** The folder of this machine's state. */
  readonly state: string
  readonly replica: Replica
  readonly now: () => Date
  readonly random: RandomBytes
  readonly stretch: Kdf
  /** The user's name, for the journal. */
  readonly user: string
  /** Asks the user about keys. Without it, every change that needs an answer is refused. */
  readonly keyDialog?: KeyDialog
  /** Called after every save; with a failure (`settle`) if a power cut could still undo it. */
  readonly onSaved: (unsettled: UserError<'storage'> | undefined) => void
}

export interface KeyDialog {
  /** Asks for the secret again, because another process has made a new vault key. Undefined if nobody can be asked. */
  secret(): Promise<Secret | undefined>
  /** Whether slots that are new to this machine may open the vault under a new key. */
  trusts(slots: readonly NamedSlot[]): Promise<boolean>
  /** Whether a new key may be made although these slots cannot get it, and so end. */
  leavesOut(slots: readonly NamedSlot[]): Promise<boolean>
}
