import type { Kdf } from '../envelope/argon2id.ts'
import type { RandomBytes } from '../envelope/format.ts'
import type { NamedSlot, UserError } from '../errors.ts'
import type { Secret } from './open-slot.ts'
import type { Replica } from './replica.ts'

/** What the store needs from outside, so that tests can fix it. */
export interface StoreSystem {
  readonly replica: Replica
  readonly now: () => Date
  readonly random: RandomBytes
  readonly stretch: Kdf
  /** Who is at the keyboard, for the journal. */
  readonly user: string
  /** Who can be asked about keys; without one, what would have to be asked is refused. */
  readonly keyDialog?: KeyDialog
  /** Told of every save; with a failure (`settle`) where a power cut could still undo it. */
  readonly onSaved: (unsettled: UserError<'storage'> | undefined) => void
}

export interface KeyDialog {
  /** The secret once more: somebody has made a new vault key while it was used. Undefined where there is nobody to ask. */
  secret(): Promise<Secret | undefined>
  /** Whether slots that this machine has not seen before may open the vault under a new key. */
  trusts(slots: readonly NamedSlot[]): Promise<boolean>
  /** Whether a new key may be made without slots that it cannot be handed to. */
  leavesOut(slots: readonly NamedSlot[]): Promise<boolean>
}
