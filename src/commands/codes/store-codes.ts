import { type Paste, parsePaste } from '../../domain/codes/paste.ts'
import { addSet, completeSet, type SetWarning, type StoredSet } from '../../domain/codes/sets.ts'
import { findAccount, longerThan } from '../../domain/model/accounts.ts'
import { masked } from '../../domain/model/backup-code.ts'
import type { State } from '../../domain/model/state.ts'
import { type Handle, requireAllowed } from '../../domain/text/handle.ts'
import { maxPasteBytes } from '../../domain/text/limits.ts'
import { afterSaving, isRefusedInput, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/codes/add.ts'
import { noVaultYet } from '../../terminal/messages/vault/vault.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { readInput, readInputFile } from '../../vault/read-input.ts'
import type { Vault } from '../../vault/vault.ts'
import { exists, noVault } from '../../vault/vault-file.ts'
import type { Context } from '../context.ts'
import { issuedOn } from '../options.ts'
import { makeVault } from '../vault/new-vault.ts'
import { askForAccount, handleIfAny } from './account-choice.ts'

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
  if (!exists(context.vaultPath) && !prompts) throw noVault(context.vaultPath)

  // Parsed before any key is derived, so that a bad paste is reported at once.
  const handedIn = pasteHandedIn(context, options.file, prompts)
  const isNewVault = !exists(context.vaultPath)
  if (isNewVault && named === undefined) throw new UserError('missing-argument', { name: 'account', command: 'add ' })
  if (isNewVault && named !== undefined) requireAllowed(named)
  const vault = await openOrMake(context)
  const handle = named ?? (await askForAccount(context, vault))
  if (!findAccount(vault.state, handle)) await confirmNew(context, vault, handle)
  const setId = context.newName()
  const store = ({ codes }: Paste) => {
    const pasted = { handle, codes, issuedOn: date, setId, identify: vault.identify }
    return (state: State) => (options.append ? completeSet(state, pasted) : addSet(state, pasted))
  }

  const askAndConfirm = async (): Promise<Paste> => {
    const paste = handedIn ?? (await askForPaste(context, prompts, handle, paste => store(paste)(vault.state)))
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
function pasteHandedIn(
  { terminal }: Context,
  file: string | undefined,
  prompts: Prompts | undefined,
): Paste | undefined {
  if (file !== undefined) return parsePaste(readInputFile(file, maxPasteBytes))
  if (prompts && terminal.stdinIsTty) return undefined
  return parsePaste(readInput(0, maxPasteBytes))
}

/** Opens the vault, or makes one. */
export async function openOrMake(context: Context): Promise<Vault> {
  if (exists(context.vaultPath)) return context.open()
  context.terminal.note(noVaultYet, undefined)
  context.terminal.blank()
  const { vault } = await makeVault(context, {})
  context.terminal.blank()
  return vault
}

/** Asks until a paste can be stored, and reports what is wrong with each that cannot. */
async function askForPaste(
  { terminal }: Context,
  prompts: Prompts | undefined,
  handle: Handle,
  judge: (paste: Paste) => unknown,
): Promise<Paste> {
  if (!prompts) throw new UserError('paste-empty')
  terminal.note(messages.whereTheCodesAre, { account: handle })
  terminal.blank()
  for (;;) {
    const text = await prompts.paste(terminal.text(messages.pasteHere, undefined), lines =>
      terminal.text(messages.linesTaken, { lines }),
    )
    try {
      const paste = parsePaste(new TextEncoder().encode(text))
      judge(paste)
      return paste
    } catch (error) {
      if (!isRefusedInput(error) || error.code === 'paste-empty') throw error
      await terminal.showError(error)
      terminal.blank()
    }
  }
}

async function confirmPaste(context: Context, handle: Handle, paste: Paste, { warnings }: StoredSet): Promise<void> {
  const { terminal } = context
  terminal.note(messages.codesFound, { codes: paste.codes.map(masked) })
  for (const { line } of paste.notes) terminal.warn(messages.wordsBesideCode, { line })
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
