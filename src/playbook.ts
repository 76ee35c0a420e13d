/**
 * Prints a playbook without loading the program, because a person in trouble should not wait. The build has printed each in every
 * format (build.js); if that is all a command line asks for, the file is copied to stdout.
 */
import { readFileSync } from 'node:fs'
import { isScenario } from './domain/model/scenarios.ts'
import { simpleArguments } from './simple-arguments.ts'
import { brokenPipeExit, outputIsTerminal, standardOutput, writeAll } from './terminal/output.ts'
import { languageOf } from './terminal/say.ts'

declare const FRESH_UNTIL: number

interface World {
  readonly argv: readonly string[]
  readonly env: { readonly [name: string]: string | undefined }
  readonly now: () => Date
}

/** @returns the exit code; undefined if the program has to run: for other command lines, and for errors, which it can explain */
export function shortPlaybook({ argv, env, now }: World): number | undefined {
  const page = pageIn(argv, env)
  // The pages have no colors, no line breaks and no warning that they are old.
  if (page === undefined || env.FORCE_COLOR || now().getTime() >= FRESH_UNTIL || outputIsTerminal()) return undefined
  try {
    writeAll(standardOutput, readFileSync(`${__dirname}/playbooks/${page}`))
    return 0
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPIPE' ? brokenPipeExit : undefined
  }
}

/** The file for `playbook SCENARIO` with options that only say how to print it, each given once. */
function pageIn(argv: readonly string[], env: World['env']): string | undefined {
  const given = simpleArguments(argv, { valued: ['--lang', '--format'], bare: ['--json', '--no-input', '--quiet'] })
  if (!given) return undefined
  const { words, options } = given
  const [command, scenario = '', ...more] = words
  if (command !== 'playbook' || !isScenario(scenario) || more.length > 0) return undefined
  if (options.has('--json') && options.has('--format')) return undefined
  const format = options.has('--json') ? 'json' : (options.get('--format') ?? 'text')
  const language = options.get('--lang') ?? languageOf(undefined, env)
  // A format or language that does not exist has no file: the program reports it.
  return /^[a-z.]+$/.test(`${language}.${format}`) ? `${scenario}.${language}.${format}` : undefined
}
