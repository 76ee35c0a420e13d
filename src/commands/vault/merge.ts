import { resolve } from 'node:path'
import { fold } from '../../domain/journal/fold.ts'
import { onlyIn } from '../../domain/journal/union.ts'
import type { StoredEvent } from '../../domain/model/events.ts'
import { type MergeReport, mergeReport } from '../../domain/upkeep/merge-report.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/merge.ts'
import { conflictCopies, readCopy, setAside } from '../../vault/copies.ts'
import type { VaultCopy } from '../../vault/merging.ts'
import { type Secret, secretOf } from '../../vault/open-slot.ts'
import { readPassphraseFile } from '../../vault/passphrase-source.ts'
import type { MergePlan, Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'

interface MergeOptions {
  readonly copyPassphraseFile?: string | undefined
}

/** `igcodes merge [FILE…]`: takes in what other copies of the vault have. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'unite copies of the vault', ja: '保管庫のコピーを一つにまとめる' }))
    .argument(
      '[file...]',
      t({
        en: 'copies of this vault; without one, those that a sync program left beside it',
        ja: 'この保管庫のコピー。省略すると、同期ソフトが隣に残したもの',
      }),
    )
    .option(
      '--copy-passphrase-file <file>',
      t({ en: 'the passphrase of the copy, if it is another', ja: 'コピーのパスフレーズが違うとき、そのファイル' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes merge', en: 'conflicted copies beside the vault', ja: '隣にある「競合コピー」をまとめます' },
        { run: 'igcodes merge ~/Desktop/vault.igcodes', en: 'a file that somebody sent', ja: '受け取ったファイル' },
      ]),
    )
    .action(async (files: readonly string[], options: MergeOptions) => merge(context(), files, options))
}

async function merge(context: Context, files: readonly string[], options: MergeOptions): Promise<void> {
  const { terminal, system } = context
  const vault = await context.open({ isMerging: true })
  const paths = files.length > 0 ? files.map(file => resolve(file)) : conflictCopies(vault.path)
  const reports: MergeReport[] = []
  const doubtful: UserError<'merge-undecided'>[] = []
  for (const path of paths) {
    const bytes = readCopy(path)
    const copy = await openCopy(context, vault, path, bytes, options)
    const { report, wasUndecided } = await mergeOne(context, vault, copy)
    reports.push(report)
    if (wasUndecided) doubtful.push(wasUndecided)
    else if (setAside(path, bytes, vault.path, context.backups, system.now()))
      terminal.note(messages.setAside, { path })
  }
  if (vault.hasNewKey) {
    await context.forgetKey(vault)
    context.tellSlots(vault)
  }
  const whole = united(reports)
  if (terminal.json) terminal.answerJson(whole)
  else if (paths.length === 0) terminal.note(messages.nothingToMerge, undefined)
  const [undecided] = doubtful
  if (undecided) throw undecided
}

/** The secret that opened the vault is tried first, then the one that an option names, then a person is asked. */
async function openCopy(
  context: Context,
  vault: Vault,
  path: string,
  bytes: Uint8Array,
  { copyPassphraseFile: file }: MergeOptions,
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
  return vault.openCopy(path, bytes, async () => askForSecret(context, path))
}

async function askForSecret({ terminal }: Context, path: string): Promise<Secret | undefined> {
  const prompts = await terminal.prompts()
  if (!prompts) return undefined
  terminal.note(messages.otherPassphrase, { path })
  return secretOf(await prompts.secret(terminal.text(messages.passphraseOfCopy, undefined)))
}

async function mergeOne(
  context: Context,
  vault: Vault,
  copy: VaultCopy,
): Promise<{ readonly report: MergeReport; readonly wasUndecided: UserError<'merge-undecided'> | undefined }> {
  const plan = vault.planMerge(copy)
  const { events } = vault
  const before = vault.state
  const agreed = await agree(context, vault, copy, plan)
  const wasWritten = await vault.merge(copy, agreed.events)
  const report = mergeReport({
    ours: before,
    theirs: fold(copy.journal.events),
    united: vault.state,
    onlyOurs: onlyIn(events, copy.journal.events),
    onlyTheirs: onlyIn(vault.events, events).filter(({ id }) => copy.journal.events.some(event => event.id === id)),
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
async function agree(context: Context, vault: Vault, copy: VaultCopy, plan: MergePlan): Promise<Agreed> {
  const { terminal, options } = context
  const { theirs, ours, joined, relation } = plan
  const slots = joined.map(slot => vault.namedIn(plan.united, slot))
  const isAfterRevocation = theirs.events.length > 0 || ours.events.length > 0
  const newKey = relation === 'apart'
  const undecided = (outcomes: boolean) =>
    new UserError('merge-undecided', { copy: copy.path, newKey, slots, events: theirs.events.length, outcomes })
  if (!newKey && slots.length === 0 && !isAfterRevocation) return { events: [], undecided: undefined }

  const prompts = options.yes ? undefined : await terminal.prompts()
  if (newKey || slots.length > 0) terminal.warn(messages.keysToConfirm, { newKey, slots })
  if (isAfterRevocation) terminal.warn(messages.fromBeforeRevocation, { events: [...theirs.events, ...ours.events] })
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

function united(reports: readonly MergeReport[]): MergeReport {
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
