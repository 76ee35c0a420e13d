/** Which accounts --level, --due and --holder choose. */
import { levels } from '../domain/model/level.ts'
import type { Account, State } from '../domain/model/state.ts'
import { accountsHeldBy } from '../domain/registry/links.ts'
import { requireRecord } from '../domain/registry/names.ts'
import { parseSpan } from '../domain/text/span.ts'
import { accountStatus } from '../domain/upkeep/status.ts'
import type { AccountFilters } from './listing.ts'

export type AccountChoice = (account: Account) => boolean

/**
 * The filter for accounts; undefined if none was given. Syntax errors are reported at once, before the passphrase is asked for; unknown
 * names once the vault is open.
 *
 * @throws UserError `bad-span`
 */
export function readFilters(filters: AccountFilters, now: Date): (state: State) => AccountChoice | undefined {
  const { level, holder, due } = filters
  const until = due === undefined ? undefined : parseSpan(due, now)
  if (level === undefined && holder === undefined && until === undefined) return () => undefined
  return state => {
    const person = holder === undefined ? undefined : requireRecord(state.registry, 'person', holder)
    const held = person && accountsHeldBy(state, person.id)
    return account => {
      if (held && !held.has(account.id)) return false
      if (level === undefined && until === undefined) return true
      const status = accountStatus(state, account, now)
      return (
        (level === undefined || levels.indexOf(status.level) >= levels.indexOf(level)) &&
        (until === undefined || (status.nextDue !== null && status.nextDue.on <= until))
      )
    }
  }
}
