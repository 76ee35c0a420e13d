/** A new passphrase in the place of one that opened the vault or was forgotten. */
import { accountsByHandle } from '../../domain/model/accounts.ts'
import { costs, type Slot } from '../../envelope/format.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as keyMessages from '../../terminal/messages/vault/keys.ts'
import * as kitMessages from '../../terminal/messages/vault/recovery-kit.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import { readPassphraseFile } from '../../vault/passphrase-source.ts'
import type { SlotSecret, Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import type { CostName } from '../options.ts'
import { answerSecret, type NewPassphraseOptions, newSecret } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'

export interface PassphraseOptions {
  readonly newPassphraseFile?: string | undefined
  readonly kdf?: CostName | undefined
  readonly generate?: true | undefined
  readonly allowWeakPassphrase?: true | undefined
}

/** Changes the passphrase, and says so if words that were shown open nothing. */
export async function changePassphrase(context: Context, vault: Vault, options: PassphraseOptions): Promise<void> {
  const { terminal } = context
  let isShown = false
  const onShown = (): void => {
    isShown = true
  }
  const sayNothingChanged = (): void => {
    if (isShown && vault.opensFile([])?.made === false) terminal.warn(messages.passphraseUnchanged, undefined)
  }
  await terminal.sayingIfLeft(sayNothingChanged, () => change(context, vault, { ...options, onShown }))
}

async function change(
  context: Context,
  vault: Vault,
  { newPassphraseFile: file, ...options }: PassphraseOptions & Pick<NewPassphraseOptions, 'onShown'>,
): Promise<void> {
  const { terminal } = context
  const given = file === undefined ? undefined : readPassphraseFile(file)
  const missing = new UserError('new-passphrase-needed')
  const accounts = accountsByHandle(vault.state).map(({ handle }) => handle)
  const replaced = await slotsToReplace(context, vault)
  // The same passphrase at another cost is a change too, but not one for one use.
  const isOldOne = (passphrase: string) => vault.isOpenedBy(passphrase, replaced)
  const judged = { ...options, accounts, ...((!options.kdf || vault.isOneTime) && { isOldOne }) }
  const { passphrase, wasGenerated } = await newSecret(context, given, judged, missing)
  const isSame = options.kdf !== undefined && !wasGenerated && (await isOldOne(passphrase))
  const ended = await takeOtherSecrets(context, vault, replaced)
  const cost = options.kdf ? costs[options.kdf] : { m: vault.slot.m, t: vault.slot.t }
  const added = { kind: 'passphrase', secret: passphrase, cost } as const
  if (terminal.json && wasGenerated) await answered(context, vault, added, replaced)
  else {
    await replaceSlots(context, vault, replaced, added)
    if (terminal.json) terminal.answerJson({ changed: true })
  }
  await context.forgetKey(vault)
  terminal.note(isSame ? messages.costChanged : messages.passphraseChanged, undefined, 'good')
  if (ended.some(({ kind }) => kind === 'recovery')) terminal.warn(messages.recoveryKeyEnded, undefined)
}

/**
 * A generated passphrase is kept beside the old one until it has been shown. Otherwise `passwd --generate --json | jq` would lock
 * people out if jq is missing: a pipe without a reader is noticed only when it is written to.
 */
async function answered(context: Context, vault: Vault, secret: SlotSecret, replaced: readonly Slot[]): Promise<void> {
  const added = await vault.addSlot(secret)
  try {
    answerSecret(context, { changed: true, passphrase: secret.secret }, 'passphrase', vault.path)
  } catch (error) {
    await vault.renewKey({ revoked: [added] })
    throw isFailure(error, 'secret-lost') ? new UserError('answer-unreadable', { answer: 'passphrase' }) : error
  }
  await replaceSlots(context, vault, replaced, added)
}

/** After a failure the file is read again to see what opens the vault: the save may have succeeded. */
async function replaceSlots(
  { terminal }: Context,
  vault: Vault,
  replaced: readonly Slot[],
  by: SlotSecret | Slot,
): Promise<void> {
  try {
    await vault.renewKey({ replaced, by })
  } catch (error) {
    const opens = isFailure(error, 'storage') ? vault.opensFile(replaced) : undefined
    // Where both do, or neither, another copy has taken its place: the failure tells of that.
    if (opens && opens.made !== opens.before)
      terminal.warn(messages.passphraseAfterFailure, { opens: opens.made ? 'new' : 'old' })
    throw error
  }
}

/**
 * The slot to replace: the one that opened the vault. After the recovery key it is the passphrase that was forgotten: the only one, or
 * the one that is picked. Without somebody to ask none of several is removed, and the new one is added.
 */
async function slotsToReplace({ terminal }: Context, vault: Vault): Promise<readonly Slot[]> {
  const { slot, slots } = vault
  if (slot.kind === 'passphrase') return [slot]
  const passphrases = slots.filter(({ kind }) => kind === 'passphrase')
  if (passphrases.length === 1) return passphrases
  const prompts = terminal.stdoutIsTty ? await terminal.prompts() : undefined
  if (!prompts || passphrases.length === 0) return []
  const picked = await prompts.choose<string>(terminal.text(kitMessages.whoseForgotten, undefined), [
    ...passphrases.map(one => ({ value: one.id, name: terminal.text(keyMessages.slotChoice, vault.named(one)) })),
    { value: '', name: terminal.text(kitMessages.nobodys, undefined) },
  ])
  return passphrases.filter(({ id }) => id === picked)
}

/** After a command for which the recovery key opened the vault: a new passphrase, unless the command set one. */
export async function offerPassphrase(context: Context): Promise<void> {
  const { terminal, vault } = context
  const prompts = terminal.stdoutIsTty ? await terminal.prompts() : undefined
  if (!vault || !prompts || vault.hasNewKey) return
  try {
    if (await prompts.confirm(terminal.text(kitMessages.offerPassphrase, undefined), true))
      await changePassphrase(context, vault, {})
  } catch (error) {
    // The command itself is done.
    if (!isFailure(error, 'cancelled')) throw error
  }
}
