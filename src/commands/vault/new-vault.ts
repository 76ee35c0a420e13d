/** Makes a vault: for `init`, and for `add` if there is none yet. */
import { costs } from '../../envelope/format.ts'
import { newRecoveryKey } from '../../envelope/secret-words.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import { createVault } from '../../vault/open.ts'
import { madeAsRoot } from '../../vault/owners.ts'
import type { Vault } from '../../vault/vault.ts'
import { exists, judgePlace } from '../../vault/vault-file.ts'
import { requireUsableName } from '../../vault/windows-names.ts'
import type { Context } from '../context.ts'
import type { CostName } from '../options.ts'
import { type NewPassphraseOptions, newSecret } from './new-secret.ts'
import { showRecoveryWords } from './recovery-words.ts'

export interface NewVaultOptions extends NewPassphraseOptions {
  readonly kdf?: CostName | undefined
  /** True: make one; false: do not; undefined: ask, if there is a terminal. */
  readonly recoveryKey?: boolean | undefined
}

export interface NewVault {
  readonly vault: Vault
  /** If it was generated. */
  readonly passphrase?: string
  readonly recoveryKey?: string
}

/**
 * Makes the vault with a passphrase that is given, typed twice, or generated.
 *
 * @throws UserError `vault-exists`, `unusable-name`, `passphrase-needed`, `passphrase-weak`, `answer-unreadable`, `vault-exposed`, `storage`
 */
export async function makeVault(context: Context, options: NewVaultOptions): Promise<NewVault> {
  const { terminal, vaultPath: path } = context
  if (exists(path)) throw new UserError('vault-exists', { path })
  requireUsableName(path)
  judgePlace(path)
  const backup = context.backups.newest()
  if (backup !== undefined) terminal.warn(messages.backupsLeft, { id: backup })

  let isShown = false
  const onShown = (): void => {
    isShown = true
  }
  const sayNothingMade = (): void => {
    if (isShown && !exists(path)) terminal.warn(messages.noVaultMade, undefined)
  }
  return terminal.sayingIfLeft(sayNothingMade, () => made(context, path, { ...options, onShown }))
}

async function made(context: Context, path: string, options: NewVaultOptions): Promise<NewVault> {
  const { terminal } = context
  const given = context.givenPassphrase()
  // Before anything is shown: from here on a signal does not end the program silently.
  const store = context.store(messages.makingKeys)
  const missing = new UserError('passphrase-needed')
  const { passphrase, wasGenerated } = await newSecret(context, given, options, missing)
  const recoveryKey = await wantedRecoveryKey(context, options)
  const cost = options.kdf ? costs[options.kdf] : (context.system.cost ?? costs.moderate)
  const recovery = recoveryKey === undefined ? {} : { recoveryKey }
  const vault = await createVault(path, { passphrase, ...recovery }, cost, store)
  terminal.note(messages.vaultMade, { path: vault.path }, 'good')
  const rootOnly = madeAsRoot(vault.path)
  if (rootOnly) terminal.warn(messages.madeAsRoot, rootOnly)
  context.vault = vault
  return { vault, ...recovery, ...(wasGenerated && { passphrase }) }
}

async function wantedRecoveryKey(
  context: Context,
  { recoveryKey: asked, onShown }: NewVaultOptions,
): Promise<string | undefined> {
  const { terminal, system } = context
  const prompts = terminal.stdoutIsTty ? await terminal.prompts() : undefined
  const question = terminal.text(messages.recoveryOffer, undefined)
  const wanted = asked ?? (await prompts?.confirm(question, true)) ?? false
  if (!wanted) return undefined
  terminal.requireReader('recovery-key')
  const key = await newRecoveryKey(system.random)
  onShown?.()
  const lost = new UserError('answer-unreadable', { answer: 'recovery-key' })
  await showRecoveryWords(context, key, lost)
  return key
}
