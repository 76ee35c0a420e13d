/**
 * The fast path for `check`, which timers and shell prompts run often: answers without loading the program, unless the output is a
 * terminal and so needs line breaks and colors.
 */
import { checkAnswer, checkJson } from './commands/upkeep/check-answer.ts'
import { languages } from './language.ts'
import { simpleArguments } from './simple-arguments.ts'
import { aboutNotices, nothingDue, whatToDo } from './terminal/messages/upkeep/notices.ts'
import { brokenPipeExit, isTerminal, standardError, standardOutput, writeAll, writeNote } from './terminal/output.ts'
import { harmlessJson } from './terminal/sanitize.ts'
import { languageOf } from './terminal/say.ts'
import { severitySigns } from './terminal/severity-signs.ts'

interface World {
  readonly argv: readonly string[]
  readonly env: { readonly [name: string]: string | undefined }
  readonly now: () => Date
}

/** @returns the exit code; undefined if the program must be loaded */
export function shortCheck({ argv, env, now }: World): number | undefined {
  if (argv[0] !== 'check' || env.FORCE_COLOR) return undefined
  const given = simpleArguments(argv.slice(1), {
    valued: ['--vault', '--lang'],
    bare: ['--json', '--no-input', '--quiet'],
  })
  const lang = given?.options.get('--lang')
  const isUnknown = lang !== undefined && !languages.some(language => language === lang)
  if (!given || given.words.length > 0 || isUnknown) return undefined
  if (isTerminal(standardOutput) || isTerminal(standardError)) return undefined

  const { options } = given
  const language = languageOf(lang, env)
  try {
    const answer = checkAnswer({ vault: options.get('--vault'), env, now: now(), language })
    const lines = options.has('--json')
      ? [harmlessJson(checkJson(answer))]
      : answer.notices.map(({ severity, message }) => `${severitySigns[severity]} ${message}`)
    const isKnown = answer.notices.every(({ code }) => code in aboutNotices)
    const notes = lines.length === 0 ? [`✓ ${nothingDue[language]()}`] : isKnown ? [] : [whatToDo[language]()]
    if (lines.length > 0) writeAll(standardOutput, `${lines.join('\n')}\n`)
    if (!options.has('--json') && !options.has('--quiet') && notes.length > 0) writeNote(`${notes.join('\n')}\n`)
    return answer.exitCode
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPIPE' ? brokenPipeExit : undefined
  }
}
