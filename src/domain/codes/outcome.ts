/** Records whether a login with a code worked. */
import { UserError } from '../../errors.ts'
import { findAccount, requireAccount } from '../model/accounts.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact } from '../model/events.ts'
import type { CodeId } from '../model/ids.ts'
import { type Account, type CodeSet, idsOf, type State } from '../model/state.ts'
import type { Handle } from '../text/handle.ts'
import { currentCodes, handedOutAt, type PlacedCode, pendingCodes, placedCodeOf } from './queries.ts'

export type LoginOutcome = 'worked' | 'rejected'

export interface Marked extends Decision {
  readonly account: Account
  readonly code: PlacedCode
}

/**
 * Records the outcome of the code handed out last, or of the one at `position` of the current set. A code that was shown can also be marked
 * after its set was replaced or its account removed, on another machine.
 *
 * A rejected code may still work later (after a typo), but a used code stays used.
 *
 * @throws UserError `unknown-account`, `nothing-handed-out`, `bad-position`, `outcome-known`
 */
export function recordOutcome(state: State, handle: Handle, outcome: LoginOutcome, position?: number): Marked {
  const account = findAccount(state, handle) ?? removedWithOpenCode(state, handle) ?? requireAccount(state, handle)
  const code = position === undefined ? lastHandedOut(state, account) : codeAt(state, account, position)
  if (!code) throw new UserError('nothing-handed-out', { account: account.handle })

  if (code.state === 'used' || (code.state === 'rejected' && outcome === 'rejected'))
    throw new UserError('outcome-known', { account: account.handle, position: code.position, state: code.state })
  if (outcome === 'rejected')
    return { account, code, facts: [{ type: 'code-rejected', account: account.id, code: code.id }] }
  const used: Fact = { type: 'code-used', account: account.id, code: code.id }
  return { account, code, facts: [used, ...provenBy(account, code.id)] }
}

/**
 * What a login with a code proves about the other sets: those that were replaced need their digits no longer, and of several that were
 * stored on different machines this one counts.
 */
export function provenBy(account: Account, code: CodeId): readonly Fact[] {
  const worked = account.heads.find(({ codes }) => codes.includes(code))
  if (!worked) return []
  const retired = account.sets
    .filter(({ replaced, erased }) => replaced && !erased)
    .map((set): Fact => ({ type: 'set-retired', account: account.id, set: set.id }))
  return [...retired, ...chosenOver(account, worked)]
}

/** @returns nothing where there is no other */
export function chosenOver({ id, heads }: Account, chosen: CodeSet): readonly Fact[] {
  const over = heads.filter(head => head !== chosen).flatMap(idsOf)
  return over.length === 0 ? [] : [{ type: 'set-chosen', account: id, set: chosen.id, over }]
}

function removedWithOpenCode(state: State, handle: Handle): Account | undefined {
  return [...state.removedAccounts.values()].find(
    account => account.handle === handle && openAnywhere(state, account) !== undefined,
  )
}

function lastHandedOut(state: State, account: Account): PlacedCode | undefined {
  const last = account.lastHandedOut && placedCodeOf(state, account, account.lastHandedOut)
  return last || pendingCodes(state, account)[0] || openAnywhere(state, account)
}

/** The code of any set that was handed out last, with an unknown outcome. */
function openAnywhere(state: State, account: Account): PlacedCode | undefined {
  const [latest] = account.sets
    .flatMap(({ codes }) => codes)
    .filter(id => state.codes.get(id)?.outcome === 'reserved')
    .toSorted((a, b) => (handedOutAt(state, a) < handedOutAt(state, b) ? 1 : -1))
  return latest === undefined ? undefined : placedCodeOf(state, account, latest)
}

/** Also for a code typed from paper, which was never handed out here. */
function codeAt(state: State, account: Account, position: number): PlacedCode {
  const codes = currentCodes(state, account)
  const code = codes[position - 1]
  if (!code) throw new UserError('bad-position', { position: String(position), size: codes.length })
  return code
}
