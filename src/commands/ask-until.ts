import { isRefusedInput } from '../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'

/**
 * Asks until an answer can be taken: what is wrong with one is said, and nothing is lost but that answer.
 *
 * @param take throws a UserError of exit 22 for what it refuses; anything else that it throws ends the asking
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
