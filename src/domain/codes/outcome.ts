/** Records whether a login with a code worked. */
import { UserError } from '../../errors.ts'
import { requireAccount } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Account, State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { currentCodes, type PlacedCode, pendingCodes, placedCodeOf } from './queries.ts'

export type LoginOutcome = 'worked' | 'rejected'

export interface Marked extends Decision {
  readonly account: Account
  readonly code: PlacedCode
}

/**
 * Records the outcome of the code handed out last, or of the one at `position` of the current set.
 *
 * A rejected code may still work later (after a typo), but a used code stays used.
 *
 * @throws UserError `unknown-account`, `nothing-handed-out`, `bad-position`, `outcome-known`
 */
export function recordOutcome(state: State, handle: Handle, outcome: LoginOutcome, position?: number): Marked {
  const account = requireAccount(state, handle)
  const code = position === undefined ? lastHandedOut(state, account) : codeAt(state, account, position)
  if (!code) throw new UserError('nothing-handed-out', { account: account.handle })

  if (code.state === 'used' || (code.state === 'rejected' && outcome === 'rejected'))
    throw new UserError('outcome-known', { account: account.handle, position: code.position, state: code.state })
  const type = outcome === 'worked' ? 'code-used' : 'code-rejected'
  return { account, code, facts: [{ type, account: account.id, code: code.id }] }
}

function lastHandedOut(state: State, account: Account): PlacedCode | undefined {
  const last = account.lastHandedOut && placedCodeOf(state, account, account.lastHandedOut)
  return last || pendingCodes(state, account)[0]
}

/** Also for a code typed from paper, which was never handed out here. */
function codeAt(state: State, account: Account, position: number): PlacedCode {
  const codes = currentCodes(state, account)
  const code = codes[position - 1]
  if (!code) throw new UserError('bad-position', { position: String(position), size: codes.length })
  return code
}
