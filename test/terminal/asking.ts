/**
 * A program that asks what its first argument says and prints the answers on stdout, for the tests of the prompts:
 * `{"look": {…}, "ask": [["secret", "Passphrase"], …]}`.
 */
import { setTimeout } from 'node:timers/promises'
import { UserError } from '../../src/errors.ts'
import type { Choice, Look, Manner, Prompts } from '../../src/terminal/prompt-types.ts'
import type { ByDefault } from '../../src/terminal/prompt-words.ts'
import { createPrompts } from '../../src/terminal/prompts.ts'
import { eraseRows, openTty } from '../../src/terminal/tty.ts'

export type Step =
  | ['secret' | 'text' | 'paste', string]
  | ['choose', string, string[], (Manner & { says?: readonly Choice<string>['says'][] })?]
  | ['several', string, string[], string[]?]
  | ['confirm', string, ByDefault, boolean?]
  | ['wipe', string[]]
  /** Says a word and works for so many milliseconds. */
  | ['work', string, number]

export interface Script {
  readonly look: Look
  readonly ask: readonly Step[]
}

const { look, ask }: Script = JSON.parse(process.argv[2] ?? '')
const tty = openTty()
if (tty === undefined) {
  process.stdout.write('no terminal\n')
} else {
  try {
    const prompts = createPrompts(tty, look)
    const answers: unknown[] = []
    for (const step of ask) answers.push(await answer(prompts, step))
    process.stdout.write(`${JSON.stringify({ answers })}\n`)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stdout.write(`error ${error.code}\n`)
    process.exitCode = error.exitCode
  } finally {
    tty.close()
  }
}

async function answer(prompts: Prompts, step: Step): Promise<unknown> {
  switch (step[0]) {
    case 'secret':
      return prompts.secret(step[1])
    case 'text':
      return prompts.text(step[1])
    case 'paste':
      // As a checksum would do: the digits must not come back to the screen with the answer.
      return (await prompts.paste(step[1], count => `${count} lines.`))
        .split('\n')
        .map(line => line.replace(/\d/g, masked))
    case 'choose':
      return prompts.choose(
        step[1],
        step[2].map((name, index) => {
          const says = step[3]?.says?.[index]
          return { value: name, name, ...(says && { says }) }
        }),
        step[3],
      )
    case 'several':
      return prompts.several(
        step[1],
        step[2].map(name => ({ value: name, name })),
        step[3],
      )
    case 'confirm':
      return prompts.confirm(step[1], step[2], { wipe: step[3] ?? false })
    case 'work':
      tty?.output.write(`${step[1]}\n`)
      await setTimeout(step[2])
      return 'worked'
    case 'wipe':
      tty?.output.write(`${step[1].join('\n')}\n`)
      if (tty !== undefined) eraseRows(tty.output, step[1].length)
      return 'wiped'
  }
}

/** 1 → b, 2 → c: shows that a digit has arrived, without being it. */
function masked(digit: string): string {
  return String.fromCharCode(97 + Number(digit))
}
