import { handleIfAny } from '../../domain/text/handle.ts'
import type { Context } from '../context.ts'
import type { AccountFilters, PageOptions } from '../listing.ts'

interface StatusOptions extends AccountFilters, PageOptions {
  readonly check?: boolean | undefined
  readonly all?: boolean | undefined
}

/** Loads the domain and the code for the answer while the key is being derived; before that only what the given options need. */
export async function showStatus(
  context: Context,
  name?: string,
  { check = false, all = false, ...options }: StatusOptions = {},
): Promise<void> {
  const handle = handleIfAny(name)
  const now = context.system.now()
  const { level, due, holder } = options
  const isFiltered = [level, due, holder].some(value => value !== undefined)
  const filterIn = isFiltered ? (await import('../account-filters.ts')).readFilters(options, now) : () => undefined
  context.duringKeyDerivation(() => import('./status-answer.ts'))
  const { state } = await context.open()
  const { answerStatus } = await import('./status-answer.ts')
  await answerStatus(context, state, { handle, fits: filterIn(state), now, check, all, options })
}
