/** Takes a copy of the vault in: opens it, asks what the rules leave to a person, merges, and says what came. */
import { fold } from '../../domain/journal/fold.ts'
import { onlyIn } from '../../domain/journal/union.ts'
import { inOrder, type StoredEvent } from '../../domain/model/events.ts'
import { type MergeReport, mergeReport } from '../../domain/upkeep/merge-report.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/merge.ts'
import { wrongTryAgain } from '../../terminal/messages/vault/vault.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import type { VaultCopy } from '../../vault/merging.ts'
import { type Secret, secretOf } from '../../vault/open-slot.ts'
import { readPassphraseFile } from '../../vault/passphrase-source.ts'
import type { MergePlan, Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { maxTries } from '../vault-opener.ts'

export interface CopyOptions {
  readonly copyPassphraseFile?: string | undefined
}

/** The secret that opened the vault is tried first, then the one that an option names, then a person is asked. */
export async function openCopy(
  context: Context,
  vault: Vault,
  path: string,
  bytes: Uint8Array,
  { copyPassphraseFile: file }: CopyOptions,
): Promise<VaultCopy> {
  const named = file === undefined ? undefined : await secretOf(readPassphraseFile(file))
  for (const secret of [context.openedBy, named]) {
    if (!secret) continue
    try {
      return await vault.openCopy(path, bytes, async () => secret)
    } catch (error) {
      if (!isFailure(error, 'wrong-passphrase')) throw error
    }
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await vault.openCopy(path, bytes, async () => askForSecret(context, path, attempt))
    } catch (error) {
      const isSlip = isFailure(error, 'wrong-passphrase') || isFailure(error, 'passphrase-empty')
      if (!isSlip || attempt === maxTries) throw error
    }
  }
}

async function askForSecret({ terminal }: Context, path: string, attempt: number): Promise<Secret | undefined> {
  const prompts = await terminal.prompts()
  if (!prompts) return undefined
  if (attempt === 1) terminal.note(messages.otherPassphrase, { path })
  else terminal.note(wrongTryAgain, undefined, 'bad')
  return secretOf(await prompts.secret(terminal.text(messages.passphraseOfCopy, undefined)))
}

export async function mergeOne(
  context: Context,
  vault: Vault,
  copy: VaultCopy,
  again = `igcodes merge ${shellWord(copy.path)}`,
): Promise<{ readonly report: MergeReport; readonly wasUndecided: UserError<'merge-undecided'> | undefined }> {
  const plan = vault.planMerge(copy)
  const { events } = vault
  const before = vault.state
  const agreed = await agree(context, vault, copy, plan, again)
  const wasWritten = await vault.merge(copy, agreed.events)
  const ofCopy = new Set(copy.journal.events.map(({ id }) => id))
  const report = mergeReport({
    ours: before,
    theirs: fold(copy.journal.events),
    united: vault.state,
    onlyOurs: onlyIn(events, copy.journal.events),
    onlyTheirs: onlyIn(vault.events, events).filter(({ id }) => ofCopy.has(id)),
  })
  say(context, copy, plan, vault, report, wasWritten)
  return { report, wasUndecided: agreed.undecided }
}

interface Agreed {
  /** Withheld events of the copy that are let in. */
  readonly events: readonly StoredEvent[]
  /** Set if something of the copy stays out. */
  readonly undecided: UserError<'merge-undecided'> | undefined
}

/**
 * Asks what the rules leave to a person. --yes does not cover what somebody who was shut out may have written about keys or erased.
 *
 * @throws UserError `merge-undecided`, with nothing merged
 */
async function agree(context: Context, vault: Vault, copy: VaultCopy, plan: MergePlan, again: string): Promise<Agreed> {
  const { terminal, options } = context
  const { theirs, ours, joined, relation } = plan
  const slots = joined.map(slot => vault.namedIn(plan.united, slot))
  const isAfterRevocation = theirs.events.length > 0 || ours.events.length > 0
  const newKey = relation === 'apart'
  const undecided = (outcomes: boolean) =>
    new UserError('merge-undecided', { copy: copy.path, again, newKey, slots, events: theirs.events.length, outcomes })
  if (!newKey && slots.length === 0 && !isAfterRevocation) return { events: [], undecided: undefined }

  const prompts = options.yes ? undefined : await terminal.prompts()
  if (newKey || slots.length > 0) terminal.warn(messages.keysToConfirm, { newKey, slots })
  if (isAfterRevocation) {
    const changes = await changeLines(context, vault, copy, plan)
    terminal.warn(messages.fromBeforeRevocation, { changes: changes.slice(0, most), more: changes.length - most })
  }
  if (prompts) {
    if (!(await prompts.confirm(terminal.text(messages.mergeAll, undefined), false))) throw new UserError('cancelled')
    return { events: theirs.events, undecided: undefined }
  }
  // A key or a slot comes with the whole file. Outcomes of codes are taken in any case.
  const isPersonal = isAfterRevocation && (newKey || slots.length > 0)
  if (isPersonal || ours.grave.length > 0) throw undecided(false)
  if (!options.yes) {
    if (newKey || slots.length > 0 || ours.events.length > 0) throw undecided(false)
    return { events: [], undecided: undecided(true) }
  }
  const ordinary = theirs.events.filter(event => !theirs.grave.includes(event))
  return { events: ordinary, undecided: theirs.grave.length > 0 ? undecided(true) : undefined }
}

/** Of those changes that are listed. */
const most = 12

async function changeLines(
  context: Context,
  vault: Vault,
  { journal }: VaultCopy,
  { united, theirs, ours }: MergePlan,
): Promise<readonly string[]> {
  const { terminal } = context
  const all = [...vault.events, ...onlyIn(journal.events, vault.events)].toSorted(inOrder)
  const { incidentOutput } = await import('../recovery/incident-output.ts')
  const { described, textOf } = await import('../journal/event-lines.ts')
  const output = await incidentOutput(context, united, [...united.incidents.values()])
  return described(united, all, [...theirs.events, ...ours.events]).map(
    line => `${terminal.time(line.at)} ${terminal.harmless(line.by)}: ${textOf(output, line)}`,
  )
}

function say(
  { terminal }: Context,
  { path }: VaultCopy,
  { leftOut }: MergePlan,
  vault: Vault,
  report: MergeReport,
  wasWritten: boolean,
): void {
  if (!wasWritten) terminal.note(messages.nothingGained, { path })
  else terminal.note(messages.merged, { path, ...report.gained }, 'good')
  for (const twice of report.handedOutTwice) terminal.warn(messages.handedOutTwice, twice)
  for (const matter of report.decide) terminal.warn(messages.matter, matter)
  if (leftOut.length > 0) terminal.warn(messages.slotsLeftOut, { slots: leftOut.map(slot => vault.named(slot)) })
}

export function united(reports: readonly MergeReport[]): MergeReport {
  const all = reports.map(({ gained }) => gained)
  return {
    gained: {
      events: sum(all.map(({ events }) => events)),
      accounts: all.flatMap(({ accounts }) => accounts),
      lists: all.flatMap(({ lists }) => lists),
      codes: all.flatMap(({ codes }) => codes),
      records: [...new Set(all.flatMap(({ records }) => records))],
      others: sum(all.map(({ others }) => others)),
    },
    handedOutTwice: reports.flatMap(({ handedOutTwice }) => handedOutTwice),
    decide: reports.flatMap(({ decide }) => decide),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/**
 * The agent's key is of no use after a new one.
 *
 * @param epoch of before: a one-time passphrase, which is changed when the vault is opened, has had its own words
 */
export async function afterMerging(context: Context, vault: Vault, epoch: number): Promise<void> {
  if (!vault.hasNewKey || vault.epoch === epoch) return
  await context.forgetKey(vault)
  context.tellSlots(vault)
}
