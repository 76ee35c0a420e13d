import { locked } from '../../terminal/messages/vault/unlock.ts'
import { lockAll } from '../../vault/agent-client.ts'
import { agentPlace } from '../../vault/agent-socket.ts'
import type { Context, RegisterCommand } from '../context.ts'

/** `igcodes lock`: the passphrase is asked for again. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'end unlock now, for every vault', ja: 'unlock をすぐに終える(すべての保管庫)' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes lock', en: 'the passphrase is asked for again', ja: '次からパスフレーズをたずねます' },
      ]),
    )
    .action(async () => lock(context()))
}

async function lock({ terminal, system }: Context): Promise<void> {
  const vaults = await lockAll(agentPlace(system.env))
  if (terminal.json) terminal.answerJson({ locked: vaults })
  terminal.note(locked, { vaults }, 'good')
}
