import { requireAccount } from '../../domain/model/accounts.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import type { Context } from '../context.ts'
import { type AccountFilters, type PageOptions, readFilters } from '../listing.ts'

interface StatusOptions extends AccountFilters, PageOptions {
  readonly check?: boolean | undefined
  readonly all?: boolean | undefined
}

/** Loads the code for the answer while the key is being derived. */
export async function showStatus(
  context: Context,
  name?: string,
  { check = false, all = false, ...options }: StatusOptions = {},
): Promise<void> {
  const handle = handleIfAny(name)
  const now = context.system.now()
  const filterIn = readFilters(options, now)
  context.duringKeyDerivation(() => import('./status-answer.ts'))
  const { state } = await context.open()
  const account = handle && requireAccount(state, handle)
  const { answerStatus } = await import('./status-answer.ts')
  await answerStatus(context, state, { account, fits: filterIn(state), now, check, all, options })
}
