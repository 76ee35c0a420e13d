/** Making a vault: used by `init`, and by `add` when there is none yet. */
import { costs } from '../envelope/format.ts'
import { newPassphrase, newRecoveryKey } from '../envelope/secret-words.ts'
import { UserError } from '../errors.ts'
import * as messages from '../terminal/messages/vault.ts'
import type { Prompts } from '../terminal/prompts.ts'
import { padEnd, widthOf } from '../terminal/width.ts'
import { readPassphraseFile } from '../vault/passphrase-source.ts'
import { createVault, type Vault } from '../vault/vault.ts'
import { somethingAt } from '../vault/vault-file.ts'
import type { Context } from './context.ts'

export const costNames = ['light', 'moderate', 'strong'] as const
export type CostName = (typeof costNames)[number]

export interface NewVaultOptions {
  readonly kdf?: CostName | undefined
  readonly allowWeakPassphrase?: boolean | undefined
  readonly generate?: boolean | undefined
  /** True: make one; false: do not; undefined: ask where somebody can answer. */
  readonly recoveryKey?: boolean | undefined
}

export interface NewVault {
  readonly vault: Vault
  /** If it was generated. */
  readonly passphrase?: string
  readonly recoveryKey?: string
}

interface Chosen {
  readonly passphrase: string
  readonly wasGenerated: boolean
}

/** NIST SP 800-63B-4, 3.1.1.2: a password that stands alone has at least 15 characters. */
export const leastCharacters = 15

/**
 * Makes the vault with a passphrase that is given, typed twice, or generated.
 *
 * @throws UserError `vault-exists`, `passphrase-needed`, `passphrase-weak`, `passphrases-differ`, `storage`
 */
export async function makeVault(context: Context, options: NewVaultOptions): Promise<NewVault> {
  const { terminal, vaultPath: path } = context
  if (somethingAt(path)) throw new UserError('vault-exists', { path })

  const prompts = await terminal.prompts()
  const { passphrase, wasGenerated } = await firstPassphrase(context, prompts, options)
  const recoveryKey = await wantedRecoveryKey(context, prompts, options.recoveryKey)
  const cost = options.kdf ? costs[options.kdf] : (context.system.cost ?? costs.moderate)
  const recovery = recoveryKey === undefined ? {} : { recoveryKey }
  const vault = await createVault(path, { passphrase, ...recovery }, cost, context.store(messages.makingKeys))
  terminal.note(messages.vaultMade, { path: vault.path }, 'good')
  return { vault, ...recovery, ...(wasGenerated && { passphrase }) }
}

/**
 * A new passphrase for `passwd`: from a file, generated, or typed twice.
 *
 * @throws UserError `new-passphrase-needed`, `passphrase-weak`, `passphrases-differ`
 */
export async function replacementPassphrase(
  context: Context,
  file: string | undefined,
  options: NewVaultOptions,
): Promise<Chosen> {
  if (file !== undefined) return chosen(readPassphraseFile(file), options)
  const prompts = await context.terminal.prompts()
  if (options.generate) return generated(context, prompts)
  if (!prompts) throw new UserError('new-passphrase-needed')
  return typedOrGenerated(context, prompts, options)
}

/** Shows words that are to be written down, to a person or to whoever reads stdout, and takes them off the screen again. */
export async function showWords(context: Context, heading: string, words: string): Promise<void> {
  const { terminal } = context
  const prompts = await terminal.prompts()
  if (!terminal.isWatched || !prompts) {
    if (!terminal.json) terminal.answer(words)
    return
  }
  const shown = terminal.show(['', ...terminal.fit(heading), '', ...inRows(words, terminal.columns), ''])
  try {
    while (!(await prompts.confirm(terminal.text(messages.writtenDown, undefined), true, { wipe: true })));
  } finally {
    shown.wipe()
  }
}

async function firstPassphrase(
  context: Context,
  prompts: Prompts | undefined,
  options: NewVaultOptions,
): Promise<Chosen> {
  const given = context.givenPassphrase()
  if (given !== undefined) return chosen(given, options)
  if (options.generate) return generated(context, prompts)
  if (!prompts) throw new UserError('passphrase-needed')
  return typedOrGenerated(context, prompts, options)
}

async function typedOrGenerated(
  context: Context,
  prompts: Prompts,
  options: NewVaultOptions,
): Promise<Chosen> {
  const { terminal } = context
  // Words can be made only where somebody sees them.
  if (terminal.isWatched) {
    const way = await prompts.choose(terminal.text(messages.ownOrMade, undefined), [
      { value: 'own', name: terminal.text(messages.typeYourOwn, undefined) },
      { value: 'made', name: terminal.text(messages.haveOneMade, undefined) },
    ])
    if (way === 'made') return generated(context, prompts)
  }
  const first = terminal.text(messages.newPassphrase, undefined)
  const second = terminal.text(messages.again, undefined)
  const typed = chosen(await prompts.secret(first), options)
  if ((await prompts.secret(padEnd(second, widthOf(first)))) !== typed.passphrase)
    throw new UserError('passphrases-differ')
  return typed
}

async function generated(context: Context, prompts: Prompts | undefined): Promise<Chosen> {
  const { terminal, system } = context
  const passphrase = await newPassphrase(system.random)
  await showWords(context, terminal.text(messages.writeThisDown, undefined), passphrase)
  if (!prompts || !terminal.isWatched) return { passphrase, wasGenerated: true }
  // Typed back once: what was not written down right would be found out on the worst day.
  const typed = await prompts.secret(terminal.text(messages.typeItToConfirm, undefined))
  if (typed.trim().toLowerCase().split(/\s+/).join(' ') !== passphrase)
    throw new UserError('passphrases-differ')
  return { passphrase, wasGenerated: true }
}

async function wantedRecoveryKey(
  context: Context,
  prompts: Prompts | undefined,
  asked: boolean | undefined,
): Promise<string | undefined> {
  const { terminal, system } = context
  const canAsk = prompts !== undefined && terminal.isWatched
  const wanted =
    asked ?? (canAsk && (await prompts.confirm(terminal.text(messages.recoveryOffer, undefined), true)))
  if (!wanted) return undefined
  const key = await newRecoveryKey(system.random)
  await showWords(context, terminal.text(messages.writeRecoveryDown, undefined), key)
  return key
}

/** A passphrase that the user brought, if it is strong enough. */
function chosen(passphrase: string, { allowWeakPassphrase }: NewVaultOptions): Chosen {
  if (passphrase === '') throw new UserError('passphrase-empty')
  const characters = [...passphrase.normalize('NFKC')].length
  if (characters < leastCharacters && !allowWeakPassphrase)
    throw new UserError('passphrase-weak', { characters, least: leastCharacters })
  return { passphrase, wasGenerated: false }
}

/** Numbered, three in a row (two on a narrow screen): easy to copy by hand and to check. */
function inRows(words: string, columns: number): readonly string[] {
  const numbered = words
    .split(' ')
    .map((word, index) => `${String(index + 1).padStart(4)}  ${word.padEnd(10)}`)
  const perRow = columns < 50 ? 2 : 3
  const rows: string[] = []
  for (let index = 0; index < numbered.length; index += perRow)
    rows.push(
      numbered
        .slice(index, index + perRow)
        .join('')
        .trimEnd(),
    )
  return rows
}
