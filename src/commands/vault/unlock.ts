import { parseMinutes } from '../../domain/text/duration.ts'
import { UserError } from '../../errors.ts'
import { unlocked } from '../../terminal/messages/vault/unlock.ts'
import { agentAdd } from '../../vault/agent-client.ts'
import { agentPlace, requirePrivate } from '../../vault/agent-socket.ts'
import { lingers, loginSession } from '../../vault/login-session.ts'
import type { Context, RegisterCommand } from '../context.ts'

const most = 8 * 60

/** `igcodes unlock`: for a while, commands open the vault without its passphrase. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'open the vault without the passphrase for a while',
        ja: 'しばらくの間、パスフレーズなしで開けるようにする',
      }),
    )
    .option('--for <time>', t({ en: 'how long: 1m to 8h (10m)', ja: '時間: 1分〜8時間(省略時は10分)' }), minutes)
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes unlock --for 1h',
          en: 'the key is kept in memory; sleep, logging out and igcodes lock end it',
          ja: '鍵はメモリーだけに置き、スリープや igcodes lock で終わります',
        },
      ]),
    )
    .action(async options => unlock(context(), options.for ?? 10))
}

async function unlock(context: Context, minutes: number): Promise<void> {
  const { terminal } = context
  const place = agentPlace(context.system.env)
  requirePrivate(place)
  const vault = await context.open({ needsSecret: true })
  const { descriptor } = terminal
  const login = loginSession()
  const watched = { terminal: descriptor, login }
  const until = await vault.withVaultKey(key => agentAdd(place, { ...key, seconds: minutes * 60 }, watched))
  if (terminal.json) terminal.answerJson({ vault: vault.path, unlockedUntil: until.toISOString() })
  const endsWithLogin = login !== undefined || (place.endsWithLogin && !lingers())
  const early = descriptor !== undefined ? 'terminal' : endsWithLogin ? 'login' : 'sleep'
  terminal.note(unlocked, { until: terminal.time(until.toISOString()), early }, 'good')
}

function minutes(value: string): number {
  const found = parseMinutes(value)
  if (found === undefined || found < 1 || found > most)
    throw new UserError('bad-argument', { name: '--for', value, allowed: '1m … 8h, 10分, 1時間' })
  return found
}
