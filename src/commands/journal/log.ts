import { requireAccount } from '../../domain/model/accounts.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import * as messages from '../../terminal/messages/accounts/accounts.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { incidentOutput } from '../recovery/incident-output.ts'
import { described, type EventLine, textOf } from './event-lines.ts'
import { incidentDetails } from './incident-log.ts'
import { concerns, registryDetails } from './registry-log.ts'

/** `igcodes log [ACCOUNT]`: what happened, by whom and when; never a digit. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'what happened, by whom and when', ja: '誰がいつ何をしたかの記録' }))
    .argument('[account]', t({ en: 'only this one', ja: 'このアカウントだけ' }))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes log shop_tokyo', en: 'who used which code?', ja: '誰がどのコードを使ったか' }]),
    )
    .action(async account => log(context(), account))
}

async function log(context: Context, name: string | undefined): Promise<void> {
  const { terminal } = context
  const handle = handleIfAny(name)
  const { state, events } = await context.open()
  const only = handle && requireAccount(state, handle).id
  const lines = described(state, events).filter(
    line => only === undefined || ('description' in line ? concerns(line, only) : line.id === only),
  )

  if (terminal.json) {
    terminal.answerJson({ events: lines.map(jsonOf) })
    return
  }
  const output = await incidentOutput(context, state, [...state.incidents.values()])
  const rows = lines.map(line => [terminal.time(line.at), terminal.harmless(line.by), textOf(output, line)])
  await terminal.answerPaged(terminal.table(messages.logHeader, rows))
}

function jsonOf(line: EventLine): object {
  if ('description' in line) return registryDetails(line)
  if (!('happening' in line)) {
    const { id, ...details } = line
    return details
  }
  const { at, by, type, account } = line
  return { at, by, type, account, ...incidentDetails(line) }
}
