/** `igcodes import` of an export of igcodes. */
import type { ReadExport } from '../../domain/import/own-export.ts'
import { identifyWithoutVault } from '../../domain/import/plan.ts'
import { type TakeOver, takenKinds, takeOver } from '../../domain/import/take-over.ts'
import { fold } from '../../domain/journal/fold.ts'
import type { State } from '../../domain/model/state.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/import/export.ts'
import { deleteTheFile } from '../../terminal/messages/import/import.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'

interface Importing {
  readonly found: ReadExport
  /** Empty if it came through a pipe. */
  readonly path: string
  /** Undefined: only to look, without a vault. */
  readonly vault: Vault | undefined
  readonly dryRun: boolean
}

export async function importOwn(context: Context, { found, path, vault, dryRun }: Importing): Promise<void> {
  const { terminal } = context
  const identify = vault?.identify ?? identifyWithoutVault
  const decide = (state: State): TakeOver => {
    const plan = takeOver(state, found, { identify, newId: () => context.newName() })
    if (!plan) throw new UserError('import-broken', { format: 'igcodes', line: 0 })
    return plan
  }
  const plan = decide(vault?.state ?? fold([]))
  const isEmpty = plan.facts.length === 0
  if (!isEmpty && !dryRun) {
    if (!context.options.yes) tell(context, plan, true)
    await context.confirm(terminal.text(messages.takeThemOver, undefined), true)
    await vault?.change(decide)
  }
  if (terminal.json) {
    terminal.answerJson({
      format: 'igcodes',
      taken: plan.taken,
      left: plan.otherAuthenticator.map(account => ({ account, reason: 'has-authenticator' })),
      ...(dryRun && { dryRun }),
    })
    return
  }
  if (isEmpty) terminal.note(messages.nothingToTake, undefined, 'good')
  else tell(context, plan, dryRun)
  if (plan.otherAuthenticator.length > 0)
    terminal.note(messages.authenticatorKept, { accounts: plan.otherAuthenticator })
  if (!dryRun) terminal.warn(deleteTheFile, { path })
}

function tell({ terminal }: Context, { taken }: TakeOver, dryRun: boolean): void {
  const counts = takenKinds.map(kind => [kind, taken[kind]] as const).filter(([, count]) => count > 0)
  if (counts.length > 0) terminal.note(messages.takenOver, { counts, dryRun }, dryRun ? 'plain' : 'good')
}
