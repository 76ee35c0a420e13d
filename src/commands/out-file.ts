/** `--out FILE`: the answer goes to a new file, whole or not at all, where a shell's `>` would change its text (Windows PowerShell). */
import type { Command, OptionValues } from '@commander-js/extra-typings'
import { UserError } from '../errors.ts'
import * as messages from '../terminal/messages/upkeep/out-file.ts'
import { requireNewFile, writeOutside } from '../vault/outside-file.ts'
import type { Context, Tools } from './context.ts'

export interface OutOptions {
  readonly out?: string | undefined
}

export function withOut<Options extends OptionValues>(command: Command<[], Options>, t: Tools['t']) {
  return command.option(
    '--out <file>',
    t({ en: 'write to a new file, readable by you alone', ja: '新しいファイルに書き出す(自分だけが読める)' }),
  )
}

/** @throws UserError `bad-argument`, `file-exists`, `unusable-name`, `storage` */
export async function intoFile(
  context: Context,
  { out: path }: OutOptions,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  if (path === undefined) return work(context)
  if (path === '') throw new UserError('bad-argument', { name: '--out', value: path, allowed: 'FILE' })
  requireNewFile(path)
  const { terminal } = context
  const text = await terminal.collected(async () => work(context))
  // A note has said why there is nothing to write.
  if (text === '') return
  writeOutside({ path, text, unique: context.newName() })
  terminal.note(messages.written, { path }, 'good')
}
