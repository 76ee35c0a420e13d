import { isRefusedInput } from '../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'

/**
 * Asks until an answer is valid. An invalid answer is explained and asked for again.
 *
 * @param take throws a UserError with exit code 22 for an invalid answer; any other error ends the asking
 */
export async function askUntil<Taken>(
  terminal: Terminal,
  ask: () => Promise<string>,
  take: (answer: string) => Taken | Promise<Taken>,
): Promise<Taken> {
  for (;;) {
    const answer = await ask()
    try {
      return await take(answer)
    } catch (error) {
      if (!isRefusedInput(error)) throw error
      await terminal.showError(error)
    }
  }
}
