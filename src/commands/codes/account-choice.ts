import { accountsByHandle, requireAccount } from '../../domain/model/accounts.ts'
import { type Handle, parseHandle } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import { whichAccount } from '../../terminal/messages/codes/use.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'

/** With more accounts, typing a handle is faster than choosing from a list. */
const maxInAList = 15

/**
 * The account that a command is for: as typed, or by a unique beginning; without a name the only one, or the one that the user picks.
 *
 * @throws UserError `unknown-account`, `account-needed`
 */
export async function accountFor(context: Context, vault: Vault, typed: Handle | undefined): Promise<Handle> {
  return typed === undefined ? askForAccount(context, vault) : requireAccount(vault.state, typed).handle
}

/** The only account, or the one that the user picks or types. */
export async function askForAccount({ terminal }: Context, vault: Vault): Promise<Handle> {
  const accounts = accountsByHandle(vault.state).map(({ handle }) => handle)
  const [only] = accounts
  if (only !== undefined && accounts.length === 1) return only
  const prompts = accounts.length > 0 ? await terminal.prompts() : undefined
  if (!prompts) throw new UserError('account-needed', { accounts: accounts.slice(0, maxInAList) })
  const question = terminal.text(whichAccount, undefined)
  if (accounts.length > maxInAList) return parseHandle(await prompts.text(question))
  return prompts.choose(
    question,
    accounts.map(handle => ({ value: handle, name: `@${handle}` })),
  )
}
