import { firstStep } from '../terminal/messages/vault.ts'
import { somethingAt } from '../vault/vault-file.ts'
import type { Context } from './context.ts'
import { status } from './status.ts'

/** `igcodes` alone: the state of the vault, or the first step where there is none. */
export async function home(context: Context): Promise<void> {
  if (somethingAt(context.vaultPath)) await status(context)
  else context.terminal.answer(...context.terminal.fit(context.terminal.text(firstStep, undefined)))
}
