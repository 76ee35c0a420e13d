import { accountsByHandle } from '../../domain/model/accounts.ts'
import { newLabel } from '../../domain/registry/key-labels.ts'
import { bounds, costs } from '../../envelope/format.ts'
import { newPassphrase } from '../../envelope/secret-words.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/keys.ts'
import * as vaultMessages from '../../terminal/messages/vault/vault.ts'
import { readPassphraseFile } from '../../vault/passphrase-source.ts'
import type { SlotSecret, Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import type { CostName } from '../options.ts'
import { answerSecret, newSecret, showWords } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'

interface AddOptions {
  readonly label?: string | undefined
  readonly generate?: true | undefined
  readonly newPassphraseFile?: string | undefined
  readonly kdf?: CostName | undefined
  readonly allowWeakPassphrase?: true | undefined
}

/** Adds a slot for another person: with a passphrase that the person types here, or one that is generated for one use. */
export async function addKey(context: Context, options: AddOptions): Promise<void> {
  const { terminal } = context
  const prompts = await terminal.prompts()
  if (options.label === undefined && !prompts)
    throw new UserError('missing-argument', { name: '--label', command: 'key add ' })
  const vault = await context.open({ needsSecret: true })
  if (vault.slots.length >= bounds.slots) throw new UserError('slots-full')
  const asked = options.label ?? (await prompts?.text(terminal.text(messages.askLabel, undefined))) ?? ''
  const slots = vault.slots.map(slot => vault.named(slot))
  const label = newLabel(slots, asked)
  const { newPassphraseFile: file, generate } = options
  if (generate || (file === undefined && (await wantsOneTime(context, label))))
    await addOneTime(context, vault, label, options)
  else await addTyped(context, vault, label, options)
}

async function wantsOneTime({ terminal }: Context, label: string): Promise<boolean> {
  const prompts = terminal.stdoutIsTty ? await terminal.prompts() : undefined
  if (!prompts) return false
  const way = await prompts.choose<'typed' | 'one-time'>(terminal.text(messages.howToAdd, { label }), [
    { value: 'typed', name: terminal.text(messages.typedHere, { label }) },
    { value: 'one-time', name: terminal.text(messages.handedOver, undefined) },
  ])
  return way === 'one-time'
}

async function addTyped(context: Context, vault: Vault, label: string, options: AddOptions): Promise<void> {
  const { newPassphraseFile: file, allowWeakPassphrase } = options
  const given = file === undefined ? undefined : readPassphraseFile(file)
  const { passphrase } = await newSecret(
    context,
    given,
    {
      allowWeakPassphrase,
      accounts: accountsByHandle(vault.state).map(({ handle }) => handle),
      onlyTyped: true,
      isOldOne: async typed => {
        // Shared, it could not be revoked for one of the two alone.
        if (await vault.isOpenedBy(typed, vault.slots)) throw new UserError('passphrase-taken')
        return false
      },
    },
    new UserError('new-passphrase-needed'),
  )
  const id = await save(context, vault, secretFor(vault, passphrase, label, false, options))
  if (context.terminal.json) context.terminal.answerJson({ slot: id, label, oneTime: false })
}

/** Shown before it is saved; to a script, after it: one that could not be read is removed. */
async function addOneTime(context: Context, vault: Vault, label: string, options: AddOptions): Promise<void> {
  const { terminal, system } = context
  terminal.requireReader('passphrase')
  const passphrase = await newPassphrase(system.random)
  const secret = secretFor(vault, passphrase, label, true, options)
  if (terminal.json) {
    const id = await save(context, vault, secret)
    try {
      answerSecret(context, { slot: id, label, oneTime: true, passphrase }, 'passphrase', vault.path)
    } catch (error) {
      await vault.renewKey({ revoked: vault.slots.filter(slot => slot.id === id) })
      throw isFailure(error, 'secret-lost') ? new UserError('answer-unreadable', { answer: 'passphrase' }) : error
    }
    return
  }
  const sayNotAdded = (): void => {
    if (vault.opensFile([])?.made === false) terminal.warn(messages.notAdded, undefined)
  }
  await terminal.sayingIfLeft(sayNotAdded, async () => {
    const lost = new UserError('answer-unreadable', { answer: 'passphrase' })
    await showWords(context, terminal.text(messages.oneTimeWords, { label }), passphrase, lost)
    await save(context, vault, secret)
  })
}

function secretFor(
  { slot }: Vault,
  secret: string,
  label: string,
  oneTime: boolean,
  { kdf }: Pick<AddOptions, 'kdf'>,
): SlotSecret {
  const cost = kdf ? costs[kdf] : { m: slot.m, t: slot.t }
  return { kind: 'passphrase', secret, cost, about: { label, ...(oneTime && { oneTime }) } }
}

/** A vault of format 1 becomes one of format 2, which always has a new vault key. @returns the new slot's id */
async function save(context: Context, vault: Vault, secret: SlotSecret): Promise<string> {
  const { terminal } = context
  const before = new Set(vault.slots.map(({ id }) => id))
  if (vault.epoch > 0) await vault.addSlot(secret)
  else {
    const ended = await takeOtherSecrets(context, vault, [])
    await vault.renewKey({ by: secret })
    await context.forgetKey(vault)
    if (ended.some(({ kind }) => kind === 'recovery')) terminal.warn(vaultMessages.recoveryKeyEnded, undefined)
  }
  const { label = '', oneTime = false } = secret.about ?? {}
  terminal.note(messages.added, { label, oneTime }, 'good')
  const { keySlots } = vault.state
  return vault.slots.find(({ id }) => !before.has(id) && keySlots.get(id)?.label !== undefined)?.id ?? ''
}
