import type { RegisterCommand } from '../context.ts'
import { makeRecoveryKey } from './recovery-kit.ts'

/** `igcodes recovery-key`: 12 words on paper that open the vault if the passphrase is forgotten. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'make a recovery key for paper: 12 words', ja: '紙に書く復旧キー(12語)を作る' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes recovery-key',
          en: 'shows 12 words once; an earlier key stops working',
          ja: '12語を一度だけ表示します。前の復旧キーは使えなくなります',
        },
      ]),
    )
    .action(async () => {
      const one = context()
      one.terminal.requireReader('recovery-key')
      await makeRecoveryKey(one, await one.open({ needsSecret: true }))
    })
}
