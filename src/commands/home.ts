import { firstSteps } from '../terminal/messages/vault/vault.ts'
import { exists } from '../vault/vault-file.ts'
import type { Context } from './context.ts'
import { showStatus } from './upkeep/show-status.ts'

/** `igcodes` alone: the status, or the first steps if there is no vault. */
export async function home(context: Context): Promise<void> {
  const { terminal, vaultPath } = context
  if (exists(vaultPath)) return showStatus(context)
  const { language, layout } = terminal
  const steps = firstSteps.steps.map(([run, does]) => [run[language], does[language]] as const)
  terminal.answer(...terminal.fit(terminal.text(firstSteps.about, undefined)), '', ...layout.pairs(steps, 2))
}
