import { UserError } from '../../errors.ts'
import { requireNewFile } from '../../vault/outside-file.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { type KitOptions, makeRecoveryKey } from './recovery-kit.ts'

/** `igcodes recovery-key`: 12 words on paper that open the vault if the passphrase is forgotten. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'make a recovery key for paper: 12 words', ja: '紙に書く復旧キー(12語)を作る' }))
    .option('--html <file>', t({ en: 'write a page to print instead', ja: '代わりに、印刷用のページを書き出す' }))
    .option('--qr', t({ en: 'with the words as a QR code on it', ja: 'そのページに、12語のQRコードも載せる' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes recovery-key',
          en: 'shows 12 words once; an earlier key stops working',
          ja: '12語を一度だけ表示します。前の復旧キーは使えなくなります',
        },
        {
          run: 'igcodes recovery-key --html kit.html',
          en: 'one sheet of A4 for the cabinet; delete the file after printing',
          ja: '保管用のA4 1枚。印刷したらファイルは消す',
        },
      ]),
    )
    .action(async options => recoveryKey(context(), options))
}

async function recoveryKey(context: Context, options: KitOptions): Promise<void> {
  const { html, qr } = options
  if (qr && html === undefined) throw new UserError('missing-argument', { name: '--html', command: 'recovery-key ' })
  if (html === undefined) context.terminal.requireReader('recovery-key')
  else requireNewFile(html)
  await makeRecoveryKey(context, await context.open({ needsSecret: true }), options)
}
