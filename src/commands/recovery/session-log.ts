/** The record of a walk: kept on this machine after every step, and in the vault as soon as that is open. */
import { shownId, storedId } from '../../domain/journal/shown-ids.ts'
import { completeHandle, findAccount } from '../../domain/model/accounts.ts'
import type { IncidentFact } from '../../domain/model/events.ts'
import type { IncidentId } from '../../domain/model/ids.ts'
import type { Incident } from '../../domain/model/incident.ts'
import type { State } from '../../domain/model/state.ts'
import { factsOf, replay } from '../../domain/recovery/guided-recovery.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { newShortId, newTail } from '../../domain/text/short-id.ts'
import { UserError } from '../../errors.ts'
import { cannotKeep } from '../../terminal/messages/recovery/guided-recovery.ts'
import { statePath } from '../../vault/location.ts'
import { SavedRecoveries } from '../../vault/saved-recovery.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'

export class RecoveryLog {
  readonly #context: Context
  #facts: readonly IncidentFact[]
  #saved: number
  #canKeep = true

  private constructor(context: Context, facts: readonly IncidentFact[], saved: number) {
    this.#context = context
    this.#facts = facts
    this.#saved = saved
  }

  /** The unfinished recovery on this machine. */
  static recall(context: Context, handle: Handle | undefined): RecoveryLog | undefined {
    const saved = savedRecoveries(context).recall(handle)
    return saved && new RecoveryLog(context, saved.facts, saved.saved)
  }

  /** An unfinished recovery in the vault, perhaps from another machine. */
  static ofIncident(context: Context, { state }: Vault, incident: Incident): RecoveryLog {
    const facts = factsOf({ ...incident, id: storedId(state, 'incident', incident.id) })
    return new RecoveryLog(context, facts, facts.length)
  }

  /** As it is stored: it stays the same even if the vault has changed at the next step. */
  static newId(random: (length: number) => Uint8Array, { incidents }: Pick<State, 'incidents'>): IncidentId {
    return newShortId(random, incidents.keys()) + newTail(random)
  }

  static async begin(context: Context, facts: readonly IncidentFact[]): Promise<RecoveryLog> {
    const log = new RecoveryLog(context, [], 0)
    await log.add(...facts)
    return log
  }

  get incident(): Incident {
    const { now, user } = this.#context.system
    const incident = replay(this.#facts, now().toISOString(), user())
    if (!incident) throw new Error('a recovery that was never begun')
    return incident
  }

  /** Whether progress is still being saved, so that recovery can be resumed. */
  get isKept(): boolean {
    return this.#canKeep
  }

  /** The current time, as facts store it. */
  get now(): string {
    return this.#context.system.now().toISOString()
  }

  async add(...facts: readonly IncidentFact[]): Promise<void> {
    this.#facts = [...this.#facts, ...facts]
    await this.save()
  }

  /** Sets the account once it is known, also if only the beginning of its handle was. Facts that are already in a vault cannot be changed. */
  nameAccount(handle: Handle): void {
    const { handle: before = '' } = this.incident
    if (this.#saved > 0 || before === handle || !handle.startsWith(before)) return
    this.forget()
    this.#facts = this.#facts.map(fact => (fact.type === 'incident-opened' ? { ...fact, handle } : fact))
  }

  /** Adds new facts to the vault, if it is open, and saves the recovery on this machine. */
  async save(): Promise<void> {
    if (!this.#canKeep) return
    const vault = this.#context.vault
    try {
      if (vault && !vault.isNewer) await this.#record(vault)
      savedRecoveries(this.#context).keep({ facts: this.#facts, saved: this.#saved })
    } catch (error) {
      // Recovery must not stop because progress cannot be saved. Warn once and continue.
      if (!(error instanceof UserError)) throw error
      this.#canKeep = false
      await this.#context.terminal.showError(this.#context.afterSaving(error))
      this.#context.terminal.warn(cannotKeep, undefined)
    }
  }

  forget(): void {
    savedRecoveries(this.#context).forget(this.incident.handle)
  }

  async #record(vault: Vault): Promise<void> {
    const { id } = this.incident
    // A different vault than the one with the first part: it gets all facts.
    if (!vault.state.incidents.has(shownId(vault.state, 'incident', id))) this.#saved = 0
    else if (this.#saved === 0) this.#rename(RecoveryLog.newId(this.#context.system.random, vault.state))
    const isNew = this.#saved === 0
    const typed = this.incident.handle
    if (typed) this.nameAccount(completeHandle(vault.state, typed))
    const unsaved = this.#facts.slice(this.#saved).map(fact => withAccount(fact, vault))
    await vault.change(() => ({ facts: unsaved }))
    this.#facts = isNew ? unsaved : [...this.#facts.slice(0, this.#saved), ...unsaved]
    this.#saved = this.#facts.length
  }

  /** Those of earlier versions, kept without a vault, can have the id of another incident. */
  #rename(incident: string): void {
    this.#facts = this.#facts.map(fact => ({ ...fact, incident }))
  }
}

function withAccount(fact: IncidentFact, vault: Vault): IncidentFact {
  if (fact.type !== 'incident-opened' || fact.handle === undefined || fact.account !== undefined) return fact
  const account = findAccount(vault.state, fact.handle)
  return account ? { ...fact, account: account.id } : fact
}

function savedRecoveries(context: Context): SavedRecoveries {
  return new SavedRecoveries(statePath(context.system.env), () => context.newName())
}
