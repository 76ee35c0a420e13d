/** What is said once the outcome of a login is known. Shared by `use`, `mark` and `test`. */

import type { LoginOutcome } from '../../domain/codes/outcome.ts'
import { currentCodes, pendingCodes, positionsOf, remaining } from '../../domain/codes/queries.ts'
import { stopOf } from '../../domain/codes/two-refusals.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import { type Level, levelOf } from '../../domain/model/level.ts'
import type { State } from '../../domain/model/state.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { refusedAgain } from '../../terminal/messages/codes/two-refusals.ts'
import * as messages from '../../terminal/messages/codes/use.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'

export interface Counts {
  readonly left: number
  readonly size: number
  readonly level: Level
  /** Positions of codes that were handed out with an unknown outcome, ascending. */
  readonly pending: readonly number[]
}

export function countsOf(state: State, handle: Handle): Counts {
  const account = requireAccount(state, handle)
  const left = remaining(state, account)
  const size = currentCodes(state, account).length
  return { left, size, level: levelOf(left, size), pending: positionsOf(pendingCodes(state, account)) }
}

export function sayOutcome(
  { terminal, system }: Context,
  { state }: Vault,
  handle: Handle,
  outcome: LoginOutcome,
  position: number,
): void {
  if (outcome === 'worked') terminal.note(messages.worked, { position }, 'good')
  else {
    const account = requireAccount(state, handle)
    const stop = stopOf(state, account, system.now())
    const issuedOn = account.sets.at(-1)?.issuedOn ?? ''
    if (stop) terminal.note(refusedAgain, { account: handle, issuedOn, ...stop }, 'warning')
    else terminal.note(messages.refused, { issuedOn }, 'warning')
  }
  sayWhatIsLeft(terminal, state, handle, outcome === 'worked')
}

export function sayWhatIsLeft(terminal: Terminal, state: State, handle: Handle, signedIn: boolean): void {
  const { left, size, level } = countsOf(state, handle)
  const tone = level === 'ok' ? 'dim' : 'warning'
  terminal.note(messages.codesLeft, { remaining: left, size, level, account: handle, signedIn }, tone)
}
