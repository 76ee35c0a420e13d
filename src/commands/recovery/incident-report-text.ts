import { checkedText } from '../../domain/model/checked-text.ts'
import type { Message } from '../../language.ts'
import { answered } from '../../terminal/messages/recovery/incident.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { askUntil } from '../ask-until.ts'
import type { Context } from '../context.ts'

/**
 * Asks until the text is allowed in a report; it may be empty. The typed text stays on the screen only if it is allowed, because
 * it may have been a code.
 */
export async function askReportText({ terminal }: Context, prompts: Prompts, message: Message): Promise<string> {
  const question = terminal.text(message, undefined)
  return askUntil(
    terminal,
    () => prompts.text(question, { wipe: true }),
    text => {
      terminal.note(answered, { question, text: checkedText(text) })
      return text
    },
  )
}
