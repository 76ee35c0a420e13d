/** A one-time passphrase opened the vault: its maker knows it, so a new one is set before anything else. */
import { accountsByHandle } from '../../domain/model/accounts.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/keys.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { newSecret } from './new-secret.ts'

/** @throws UserError `passphrase-one-time` without a terminal */
export async function changeOneTime(context: Context, vault: Vault): Promise<void> {
  const { terminal } = context
  const missing = new UserError('passphrase-one-time')
  if (!(await terminal.prompts())) throw missing
  terminal.warn(messages.changeOneTime, undefined)
  const { slot } = vault
  const accounts = accountsByHandle(vault.state).map(({ handle }) => handle)
  const isOldOne = (passphrase: string): Promise<boolean> => vault.isOpenedBy(passphrase, [slot])
  const { passphrase } = await newSecret(context, undefined, { accounts, isOldOne }, missing)
  const by = { kind: 'passphrase', secret: passphrase, cost: { m: slot.m, t: slot.t } } as const
  await vault.renewKey({ replaced: [slot], by })
  await context.forgetKey(vault)
  terminal.note(messages.oneTimeChanged, undefined, 'good')
}
