/**
 * The fast path for `playbook`: prints a page that the build has made (build.js has one for each scenario, language and format) without
 * loading the program, because a user in trouble should not wait.
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

/** @returns the exit code; undefined if the program must be loaded: for any other call, and to report an error */
export function shortPlaybook({ argv, env, now }: World): number | undefined {
  const page = pageIn(argv, env)
  // The pages have no colors, no line breaks and no warning about their age.
  if (page === undefined || env.FORCE_COLOR || now().getTime() >= FRESH_UNTIL || outputIsTerminal()) return undefined
  try {
    writeAll(standardOutput, readFileSync(`${__dirname}/playbooks/${page}`))
    return 0
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPIPE' ? brokenPipeExit : undefined
  }
}

/** The file for `playbook SCENARIO` with options about language and format, each at most once. */
function pageIn(argv: readonly string[], env: World['env']): string | undefined {
  const given = simpleArguments(argv, { valued: ['--lang', '--format'], bare: ['--json', '--no-input', '--quiet'] })
  if (!given) return undefined
  const { words, options } = given
  const [command, scenario = '', ...more] = words
  if (command !== 'playbook' || !isScenario(scenario) || more.length > 0) return undefined
  if (options.has('--json') && options.has('--format')) return undefined
  const format = options.has('--json') ? 'json' : (options.get('--format') ?? 'text')
  const language = options.get('--lang') ?? languageOf(undefined, env)
  // An unknown format or language has no file: the program reports it.
  return /^[a-z.]+$/.test(`${language}.${format}`) ? `${scenario}.${language}.${format}` : undefined
}
