import { type DoubtfulCodes, type Paste, type PasteOptions, parsePaste } from '../../domain/codes/paste.ts'
import { addSet, completeSet, type SetWarning, type StoredSet } from '../../domain/codes/sets.ts'
import { findAccount, longerThan } from '../../domain/model/accounts.ts'
import { masked } from '../../domain/model/backup-code.ts'
import type { State } from '../../domain/model/state.ts'
import { localDay } from '../../domain/text/date.ts'
import { type Handle, handleIfAny, requireAllowed } from '../../domain/text/handle.ts'
import { maxPasteBytes } from '../../domain/text/limits.ts'
import { afterSaving, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/codes/add.ts'
import { doubtfulCode } from '../../terminal/messages/codes/paste-lines.ts'
import { noVaultYet } from '../../terminal/messages/vault/vault.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { noVault } from '../../vault/missing-vault.ts'
import { readInput, readInputFile } from '../../vault/read-input.ts'
import type { Vault } from '../../vault/vault.ts'
import { exists } from '../../vault/vault-file.ts'
import type { Context } from '../context.ts'
import { issuedOn } from '../options.ts'
import { makeVault } from '../vault/new-vault.ts'
import { askForAccount } from './account-choice.ts'
import { askForPaste, settle, withCodes } from './paste-dialogue.ts'

interface AddOptions {
  readonly append?: true | undefined
  readonly file?: string | undefined
  readonly issuedOn?: string | undefined
}

export async function addCodes(context: Context, account: string | undefined, options: AddOptions): Promise<void> {
  const { terminal, system } = context
  const named = handleIfAny(account)
  const date = issuedOn(options.issuedOn, system.now())
  const prompts = await terminal.prompts()
  if (!exists(context.vaultPath)) requireNoneBefore(context, prompts !== undefined)

  // Parsed before any key is derived, so that a bad paste is reported at once.
  const readingFor = (handle: Handle): PasteOptions => ({ handle, latestYear: system.now().getFullYear() + 5 })
  const early = named && (await pasteHandedIn(context, options.file, prompts, readingFor(named)))
  const isNewVault = !exists(context.vaultPath)
  if (isNewVault && named === undefined) throw new UserError('missing-argument', { name: 'account', command: 'add ' })
  if (isNewVault && named !== undefined) requireAllowed(named)
  const vault = await openOrMake(context)
  const handle = named ?? (await askForAccount(context, vault))
  if (!findAccount(vault.state, handle)) await confirmNew(context, vault, handle)
  const reading = readingFor(handle)
  const handedIn = named ? early : await pasteHandedIn(context, options.file, prompts, reading)
  const setId = context.newName()
  const today = localDay(system.now())
  const store = ({ codes }: Paste) => {
    const pasted = { handle, codes, issuedOn: date, setId, identify: vault.identify, today }
    return (state: State) => (options.append ? completeSet(state, pasted) : addSet(state, pasted))
  }

  const askAndConfirm = async (): Promise<Paste> => {
    const paste = handedIn ?? (await askForPaste(context, prompts, reading, handle, paste => store(paste)(vault.state)))
    await confirmPaste(context, handle, paste, store(paste)(vault.state))
    return paste
  }
  const paste = await askAndConfirm().catch((error: unknown) => {
    throw isNewVault ? afterSaving(error) : error
  })
  report(context, handle, vault, paste, await vault.change(store(paste)))
}

/** Other commands take the beginning of a handle; here it would make another account. @throws UserError `bad-handle`, `cancelled` */
async function confirmNew(context: Context, { state }: Vault, handle: Handle): Promise<void> {
  const { terminal } = context
  requireAllowed(handle)
  const [known] = longerThan(state, handle)
  if (!known) return
  terminal.warn(messages.beginsLikeKnown, { account: handle, known: known.handle })
  if (await terminal.prompts()) await context.confirm(terminal.text(messages.isItNew, { account: handle }))
}

/** The codes from --file or a pipe; undefined if a person has to paste them. */
async function pasteHandedIn(
  context: Context,
  file: string | undefined,
  prompts: Prompts | undefined,
  reading: PasteOptions,
): Promise<Paste | undefined> {
  if (file === undefined && prompts && context.terminal.stdinIsTty) return undefined
  const bytes = file === undefined ? readInput(0, maxPasteBytes) : readInputFile(file, maxPasteBytes)
  if (prompts && !context.options.yes) return settle(context, prompts, bytes, reading)
  return withCodes(parsePaste(bytes, reading))
}

/** @throws UserError `no-vault`: no one can be asked, or there was a vault before: a second one would split what belongs together */
function requireNoneBefore({ vaultPath, state }: Context, hasPrompts: boolean): void {
  const missing = noVault(vaultPath, state)
  if (!hasPrompts || missing.details.known) throw missing
}

/** Opens the vault, or makes the first one. @throws UserError `no-vault` if there was one */
export async function openOrMake(context: Context): Promise<Vault> {
  if (exists(context.vaultPath)) return context.open()
  requireNoneBefore(context, true)
  context.terminal.note(noVaultYet, undefined)
  context.terminal.blank()
  const { vault } = await makeVault(context, {})
  context.terminal.blank()
  return vault
}

async function confirmPaste(context: Context, handle: Handle, paste: Paste, { warnings }: StoredSet): Promise<void> {
  const { terminal } = context
  terminal.note(messages.codesFound, { codes: paste.codes.map(masked) })
  for (const { line } of paste.notes) terminal.warn(messages.wordsBesideCode, { line })
  for (const left of paste.doubtful) terminal.warn(messages.leftOut, { line: doubtText(context, left) })
  for (const warning of warnings)
    if (warning.code === 'also-in-another-account') terminal.warn(messages.alsoInAnotherAccount, warning)
  if (context.options.yes) return

  for (const warning of warnings)
    if (warning.code === 'unusual-size')
      await context.confirm(terminal.text(messages.scrolledToTheEnd, { count: warning.count }), true)
  await context.confirm(terminal.text(messages.isItThisAccount, { account: handle }), true)
}

function report(context: Context, handle: Handle, vault: Vault, paste: Paste, stored: StoredSet): void {
  const { terminal } = context
  const { added, set, superseded } = stored
  const warnings = [
    ...stored.warnings.map(warning => ({ code: warning.code, message: warningText(context, warning) })),
    ...paste.notes.map(({ line }) => ({
      code: 'words-beside-code',
      message: terminal.text(messages.wordsBesideCode, { line }),
    })),
    ...paste.doubtful.map(left => ({
      code: left.doubt,
      message: terminal.text(messages.leftOut, { line: doubtText(context, left) }),
    })),
  ]
  if (terminal.json) {
    terminal.answerJson({ account: handle, added, set, superseded, warnings })
    return
  }
  terminal.blank()
  terminal.note(messages.stored, { added, size: set.size, account: handle, superseded }, 'good')
  for (const warning of stored.warnings)
    if (warning.code === 'already-stored') terminal.note(messages.alreadyStored, { count: warning.known.length })
  terminal.note(messages.afterStoring, {
    account: handle,
    recovery: vault.slots.some(({ kind }) => kind === 'recovery'),
    isNpx: context.system.env.npm_command === 'exec',
  })
}

function doubtText({ terminal }: Context, { codes, ...left }: DoubtfulCodes): string {
  return terminal.text(doubtfulCode, { ...left, codes: codes.map(masked) })
}

function warningText({ terminal }: Context, warning: SetWarning): string {
  switch (warning.code) {
    case 'unusual-size':
      return terminal.text(messages.unusualSize, { count: warning.count })
    case 'already-stored':
      return terminal.text(messages.alreadyStored, { count: warning.known.length })
    case 'also-in-another-account':
      return terminal.text(messages.alsoInAnotherAccount, warning)
  }
}
