/** Runs a command in a given world and returns the exit code. Commands are loaded when they are called. */
import type { System } from './commands/system.ts'
import type { Terminal } from './terminal/terminal.ts'

export { argon2id } from './envelope/argon2id.ts'

/** @throws anything but a UserError: a bug, which Node reports with its stack and exit code 1 */
export async function main(world: System): Promise<number> {
  const { assumeUtf8 } = await import('./terminal/charset.ts')
  if (askedLanguage(world.argv) !== undefined) assumeUtf8()
  const system = plainly(world)
  const { createProgram } = await import('./commands/program.ts')
  const { languageOf } = await import('./terminal/say.ts')
  const { releaseHeldLocks } = await import('./vault/file-lock.ts')

  const language = languageOf(askedLanguage(system.argv), system.env)
  let terminal: Terminal | undefined
  const stop = (signal: NodeJS.Signals): void => {
    if (signal === 'SIGINT' && terminal?.isPaging) return
    terminal?.abandon()
    releaseHeldLocks()
    process.exit(signal === 'SIGINT' ? 130 : signal === 'SIGHUP' ? 129 : 143)
  }
  const program = createProgram(system, language, made => {
    if (terminal) return
    terminal = made
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  })

  try {
    return await program.run()
  } catch (error) {
    return await report(error, system, language, program.terminal())
  } finally {
    program.terminal()?.close()
  }
}

async function report(
  error: unknown,
  system: System,
  language: 'en' | 'ja',
  made: Terminal | undefined,
): Promise<number> {
  const { UserError } = await import('./errors.ts')
  const { brokenPipeExit, isBrokenPipe } = await import('./terminal/output.ts')
  if (!(error instanceof UserError)) throw error
  if (isBrokenPipe(error)) return brokenPipeExit
  const { Terminal } = await import('./terminal/terminal.ts')
  const json = system.argv.includes('--json')
  const terminal = made ?? new Terminal({ language, json, quiet: false, input: false, pager: false, env: system.env })
  await terminal.fail(error)
  return error.exitCode
}

/** For screen readers: the output of a dumb terminal. */
function plainly(system: System): System {
  if (!system.env.IGCODES_PLAIN && !system.argv.includes('--plain')) return system
  return { ...system, env: { ...system.env, TERM: 'dumb' } }
}

/** Read before the arguments are parsed, so that errors in them are reported in the right language. */
function askedLanguage(argv: readonly string[]): string | undefined {
  const index = argv.indexOf('--lang')
  return index >= 0 ? argv[index + 1] : argv.find(word => word.startsWith('--lang='))?.slice('--lang='.length)
}
