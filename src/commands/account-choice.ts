import { accountsByHandle } from '../domain/accounts.ts'
import type { Handle } from '../domain/handle.ts'
import { UserError } from '../errors.ts'
import { whichAccount } from '../terminal/messages/use.ts'
import type { Vault } from '../vault/vault.ts'
import type { Context } from './context.ts'

/** The only account, or the one that the user picks. */
export async function askForAccount({ terminal }: Context, vault: Vault): Promise<Handle> {
  const accounts = accountsByHandle(vault.state).map(({ handle }) => handle)
  const [only] = accounts
  if (only !== undefined && accounts.length === 1) return only
  const prompts = accounts.length > 0 ? await terminal.prompts() : undefined
  if (!prompts) throw new UserError('account-needed', { accounts })
  return prompts.choose(
    terminal.text(whichAccount, undefined),
    accounts.map(handle => ({ value: handle, name: `@${handle}` })),
  )
}
