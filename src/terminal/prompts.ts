/**
 * Questions to a person, asked on their terminal and nowhere else. Answers that must not stay (secrets, codes) never
 * reach the screen, or leave it with the question.
 *
 * Built on Inquirer's engine, loaded when the first question is asked. Ctrl-C becomes UserError `interrupted`, the end
 * of input (Ctrl-D, a closed terminal) `cancelled`.
 */
import { UserError } from '../errors.ts'
import { Keys } from './keys.ts'
import { LinePrompts } from './line-prompts.ts'
import type { Choice, Leaving, Look, Prompts, Screen } from './prompt-types.ts'
import { finished, pasteEnding, promptWords, saysYesAndNo, yesOrNo, yesOrNoHint } from './prompt-words.ts'
import type { Tty } from './tty.ts'

const loadInquirer = () => import('./inquirer-prompts.ts')

export function createPrompts(screen: Screen, look: Look): Prompts {
  return look.isDumb
    ? unechoed(new LinePrompts(screen, look.language), screen, async () => {})
    : unechoed(livePrompts(screen, look), screen, loadInquirer)
}

/** Keeps the terminal from showing what is typed between the questions. */
function unechoed(prompts: Prompts, { input, typeAhead }: Screen, load: () => Promise<unknown>): Prompts {
  const asking = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    await typeAhead.handOver(load)
    if (input.destroyed || input.readableEnded) throw new UserError('cancelled')
    try {
      return await ask()
    } finally {
      typeAhead.hold()
    }
  }
  return {
    secret: (...question) => asking(() => prompts.secret(...question)),
    choose: (...question) => asking(() => prompts.choose(...question)),
    several: (...question) => asking(() => prompts.several(...question)),
    confirm: (...question) => asking(() => prompts.confirm(...question)),
    text: (...question) => asking(() => prompts.text(...question)),
    paste: (...question) => asking(() => prompts.paste(...question)),
  }
}

function livePrompts(screen: Screen, look: Look): Prompts {
  const words = promptWords[look.language]
  const asking = { screen, color: look.color, words }
  return {
    async secret(message, leaving) {
      const { askSecret } = await loadInquirer()
      return asked(screen, leaving, context => askSecret({ message, ...asking }, context))
    },

    async choose(message, choices, { undecided = false, ...leaving } = {}) {
      const { askChoice } = await loadInquirer()
      const answers = choices.map(({ says }) => says)
      const config = {
        message,
        names: choices.map(({ name }) => name),
        answers,
        undecided,
        help: saysYesAndNo(answers) ? words.chooseYesNoHelp : words.chooseHelp,
        ...asking,
      }
      return picked(choices, await asked(screen, leaving, context => askChoice(config, context)))
    },

    async several(message, choices, before = []) {
      const { askSeveral } = await loadInquirer()
      const names = choices.map(choice => choice.name)
      const config = {
        message,
        names,
        help: words.severalHelp,
        answers: choices.map(({ says }) => says),
        picked: choices.flatMap(({ value }, position) => (before.includes(value) ? position : [])),
        ...asking,
      }
      const positions = await asked(screen, {}, context => askSeveral(config, context))
      return positions.map(position => picked(choices, position))
    },

    async confirm(message, byDefault, leaving) {
      const { askLine } = await loadInquirer()
      const accept = (line: string) => {
        const answer = yesOrNo(line, byDefault)
        return answer === undefined ? { refusal: words.yesOrNo } : { shown: answer ? words.yes : words.no }
      }
      const config = { message, hint: yesOrNoHint(byDefault), accept, ...asking }
      const line = await asked(screen, leaving, context => askLine(config, context))
      return yesOrNo(line, byDefault) === true
    },

    async text(message, leaving) {
      const { askLine } = await loadInquirer()
      return asked(screen, leaving, context => askLine({ message, ...asking }, context))
    },

    async paste(message, done) {
      const { askPaste, Draft, headingOf } = await loadInquirer()
      const draft = new Draft()
      const config = { message, draft, ...asking }
      // Always wiped, also after Ctrl-C: the digits must not stay.
      const text = await asked(
        screen,
        { wipe: true },
        context => bracketed(screen, () => askPaste(config, context)),
        () => finished(draft.text),
      )
      screen.output.write(`${headingOf(message, screen)}\n${pasteEnding(text, done)}`)
      return text
    },
  }
}

interface Context {
  readonly input: Keys
  readonly output: Tty['output']
  readonly clearPromptOnDone: boolean
  readonly signal: AbortSignal
}

/**
 * Asks one question and turns every way of not answering it into a UserError. Ctrl-D is one, unless `atCtrlD` finds
 * that enough was typed.
 */
async function asked<Answer>(
  { input, output }: Screen,
  { wipe = false }: Leaving = {},
  ask: (context: Context) => Promise<Answer>,
  atCtrlD?: () => Answer,
): Promise<Answer> {
  const keys = new Keys(input)
  const ended = new AbortController()
  const end = () => ended.abort()
  // At Ctrl-D on an empty line readline stops reading without telling Inquirer, whose promise would wait forever.
  let isCtrlD = false
  const noticeCtrlD = (_: unknown, key: { ctrl?: boolean; name?: string }) => {
    isCtrlD = key.ctrl === true && key.name === 'd'
  }
  const noticePause = () => {
    if (isCtrlD) end()
  }

  keys.on('keypress', noticeCtrlD).on('pause', noticePause)
  input.on('end', end).on('error', end)
  try {
    return await ask({ input: keys, output, clearPromptOnDone: wipe, signal: ended.signal })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'ExitPromptError') throw new UserError('interrupted')
    if (name !== 'AbortPromptError') throw error
    const answer = isCtrlD ? atCtrlD?.() : undefined
    if (answer) return answer
    throw new UserError('cancelled')
  } finally {
    keys.off('pause', noticePause).pause()
    input.off('end', end).off('error', end)
  }
}

/**
 * Has the terminal mark where a paste begins and ends (`ESC [ ? 2004 h`), so that an empty line inside it is not taken
 * for its end, and terminals do not warn about its line breaks.
 */
async function bracketed<Answer>({ output, foreground }: Screen, ask: () => Promise<Answer>): Promise<Answer> {
  const brackets = { comeBack: () => output.write('\u001b[?2004h'), leave: () => output.write('\u001b[?2004l') }
  brackets.comeBack()
  const release = foreground.enter(brackets)
  try {
    return await ask()
  } finally {
    release()
    brackets.leave()
  }
}

function picked<T extends string>(choices: readonly Choice<T>[], index: number): T {
  const choice = choices[index]
  if (choice === undefined) throw new Error('A choice without anything to choose')
  return choice.value
}
