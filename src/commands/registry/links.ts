/** Questions about the accounts and factors that a factor or place is linked to. */
import { accountsByHandle } from '../../domain/model/accounts.ts'
import type { Account } from '../../domain/model/state.ts'
import { mapOf, recordsOf } from '../../domain/registry/names.ts'
import type { Handle } from '../../domain/text/handle.ts'
import type { Message } from '../../language.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Asking } from './asking.ts'

type Linked = 'factor' | 'place'

export async function askAccountsToLink(asking: Asking, kind: Linked, id: string): Promise<readonly Handle[]> {
  return askAccounts(asking, messages.ask.link, account => !isLinked(asking, kind, id, account))
}

export async function askAccountsToUnlink(asking: Asking, kind: Linked, id: string): Promise<readonly Handle[]> {
  return askAccounts(asking, messages.ask.unlink, account => isLinked(asking, kind, id, account))
}

/** The other factors that this one needs. */
export async function askNeeds(asking: Asking, id: string): Promise<readonly string[]> {
  const others = recordsOf(asking.state.registry, 'factor').filter(factor => factor.id !== id)
  const { needs = [] } = asking.state.registry.factors.get(id) ?? {}
  return asking.several(messages.ask.needs, asking.named(others), needs)
}

function isLinked({ state }: Asking, kind: Linked, id: string, account: Account): boolean {
  return mapOf(state.registry, kind).get(id)?.accounts.includes(account.id) === true
}

async function askAccounts(
  asking: Asking,
  message: Message,
  isOffered: (account: Account) => boolean,
): Promise<readonly Handle[]> {
  const among = accountsByHandle(asking.state).filter(isOffered)
  const choices = among.map(({ id, handle }) => ({ value: id, name: `@${handle}` }))
  const picked = await asking.several(message, choices)
  return among.filter(({ id }) => picked.includes(id)).map(({ handle }) => handle)
}
