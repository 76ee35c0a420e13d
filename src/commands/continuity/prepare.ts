import { requireLoss } from '../../domain/continuity/loss-names.ts'
import { UserError } from '../../errors.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { beginHandover } from './begin-handover.ts'

/** `igcodes prepare phone-change DEVICE`: what to do before, during and after, as a list that `handover next` works through. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  const example = {
    run: 'igcodes prepare phone-change koho-iphone',
    en: 'before, during and after, for every account on it',
    ja: '替える前・替えるとき・替えたあとの作業を、アカウントごとに並べます',
  }
  command
    .description(t({ en: 'get ready for a phone change', ja: '機種変更の準備をする' }))
    .addHelpText('after', examples([example]))
  command
    .command('phone-change')
    .description(t({ en: 'make the list for a device that is replaced', ja: '替える端末のリストを作る' }))
    .argument('<device>', t({ en: 'the old device', ja: '古い端末' }))
    .addHelpText('after', examples([example]))
    .action(async device => prepare(context(), device))
}

async function prepare(context: Context, name: string): Promise<void> {
  const vault = await context.open()
  const node = requireLoss(vault.state.registry, name)
  if (node.kind !== 'device') throw new UserError('unknown-loss', { name: name.slice(0, 80), nearest: [] })
  await beginHandover(context, vault, 'phone-change', [node])
}
