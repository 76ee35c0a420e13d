/** The 12 words of a recovery key: shown once, and three of them asked back. */
import type { RandomBytes } from '../../envelope/format.ts'
import type { UserError } from '../../errors.ts'
import * as kitMessages from '../../terminal/messages/vault/recovery-kit.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Context } from '../context.ts'
import { showWords } from './new-secret.ts'

/**
 * Shows the words until three of them come back from the paper. A script gets them on stdout.
 *
 * @param lost thrown if nobody could read them
 */
export async function showRecoveryWords(context: Context, words: string, lost: UserError): Promise<void> {
  const { terminal } = context
  for (let isRight = false; !isRight; ) {
    await showWords(context, terminal.text(messages.writeRecoveryDown, undefined), words, lost)
    const prompts = terminal.stdoutIsTty ? await terminal.prompts() : undefined
    isRight = !prompts || (await askBack(context, prompts, words))
  }
}

/**
 * Asks for three of the words, so that a slip on the paper is found now.
 *
 * @returns false if one of them is wrong twice: then the paper is wrong, and the words have to be seen again
 */
export async function askBack({ terminal, system }: Context, prompts: Prompts, words: string): Promise<boolean> {
  terminal.note(kitMessages.askBack, undefined)
  for (const position of threeOf(system.random)) {
    for (let attempt = 1; ; attempt++) {
      const typed = await prompts.secret(terminal.text(kitMessages.wordNumber, { position }), { wipe: true })
      if (typed.normalize('NFKC').trim().toLowerCase() === words.split(' ')[position - 1]) break
      terminal.note(kitMessages.wordDiffers, { position }, 'bad')
      if (attempt === 2) return false
    }
  }
  return true
}

/** Three positions from 1 to 12, ascending. */
function threeOf(random: RandomBytes): readonly number[] {
  const positions = new Set<number>()
  while (positions.size < 3) positions.add(((random(1)[0] ?? 0) % 12) + 1)
  return [...positions].toSorted((a, b) => a - b)
}
