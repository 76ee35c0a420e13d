/** The command line: Commander, set up for two languages, whose errors become ours. */
import { Command, CommanderError } from '@commander-js/extra-typings'
import { nearest } from '../domain/text/nearest.ts'
import { UserError } from '../errors.ts'
import { type Bilingual, type Language, languages } from '../language.ts'
import { about, firstExamples, shared } from '../terminal/messages/help.ts'
import { writeAnswer } from '../terminal/output.ts'
import { outputLayout, pipe } from '../terminal/screen.ts'
import { Terminal } from '../terminal/terminal.ts'
import { Context, type Tools } from './context.ts'
import { examplesSection, type HelpTexts, helpPage, shortHelp } from './help-page.ts'
import { home } from './home.ts'
import { oneOf } from './options.ts'
import { suggestions } from './suggestions.ts'
import type { SharedOptions, System } from './system.ts'
import { commandTable } from './table.ts'

export const firstSteps = [
  { run: 'igcodes add shop_tokyo', ...firstExamples.add },
  { run: 'igcodes use shop_tokyo', ...firstExamples.use },
  { run: 'igcodes recover', ...firstExamples.recover },
]

export interface Program {
  /** Parses the arguments and runs the command; resolves with the exit code. */
  run(): Promise<number>
  /** The terminal of the command that ran; undefined when the arguments were not understood. */
  terminal(): Terminal | undefined
}

export function createProgram(system: System, language: Language, catchSignals: (terminal: Terminal) => void): Program {
  const t = (text: Bilingual): string => text[language]
  let context: Context | undefined

  const texts: HelpTexts = { t, lines: outputLayout() }
  const program = base(texts, isHelpAll(system.argv) ? helpPage : shortHelp)
  const contextOf = (): Context => {
    const options: SharedOptions = program.opts()
    const terminal = new Terminal({
      language,
      json: options.json === true,
      quiet: options.quiet === true,
      input: options.input,
      pager: options.pager,
      env: system.env,
    })
    const made: Context = new Context(
      terminal,
      options,
      system,
      () => catchSignals(terminal),
      async vault => (await import('./vault/one-time.ts')).changeOneTime(made, vault),
    )
    context = made
    return context
  }
  if (isHelpAll(system.argv))
    program.addHelpText('after', ({ command }) => (command === program ? examplesSection(firstSteps, texts) : ''))
  const tools: Tools = { t, context: contextOf, examples: examples => examplesSection(examples, texts) }
  program.action(async () => home(contextOf()))

  return {
    async run() {
      const argv = byHabit(system.argv)
      const words = wordsOf(argv, program)
      await declare(program, neededCommands(system.argv, words), tools)
      try {
        await program.parseAsync(argv, { from: 'user' })
      } catch (error) {
        if (!(error instanceof CommanderError)) throw context?.afterSaving(error) ?? error
        if (error.exitCode === 0) return 0
        throw asUserError(error, words, program)
      }
      if (context?.vault?.isOpenedByRecoveryKey)
        await (await import('./vault/change-passphrase.ts')).offerPassphrase(context)
      await context?.leaveNotices()
      // Last: the command's work and its output are complete.
      const unsettled = context?.takeUnsettled()
      if (unsettled) throw unsettled
      return context?.exitCode ?? 0
    },
    terminal: () => context?.terminal,
  }
}

/** The command line with every command, to be described and not run. */
export async function wholeProgram({ t, examples }: Pick<Tools, 't' | 'examples'>): Promise<Command> {
  const program = base({ t, lines: pipe().layout })
  const context = (): never => {
    throw new Error('This program is only described, never run.')
  }
  await declare(program, shownCommands(), { t, examples, context })
  return program
}

/** Other programs have `help` and `version` as commands. */
function byHabit(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv
  if (first === 'help') return [...rest.slice(isHelpAll(argv) ? 1 : 0), '--help']
  return first === 'version' && rest.length === 0 ? ['--version'] : argv
}

function isHelpAll([first, second]: readonly string[]): boolean {
  return first === 'help' && second === 'all'
}

/** The named command; for a help page those that it lists; else none, so that no command file is loaded. */
function neededCommands(argv: readonly string[], [first = '']: readonly string[]): readonly string[] {
  const names = shownCommands()
  if (Object.hasOwn(commandTable, first)) return [first]
  if (isHelpAll(argv)) return names
  const isHelp = argv[0] === 'help' || argv.some(word => /^(--help|-[a-z]*h[a-z]*)$/i.test(word))
  return isHelp ? names.filter(name => commandTable[name]?.everyday) : []
}

function shownCommands(): readonly string[] {
  return Object.keys(commandTable).filter(name => !commandTable[name]?.hidden)
}

/** The words that are neither options nor options' values: first the command, then its arguments. */
function wordsOf(argv: readonly string[], { options }: Pick<Command, 'options'>): readonly string[] {
  const takingValues = options.filter(({ required }) => required).map(({ long }) => long)
  return argv.filter((word, index) => !word.startsWith('-') && !takingValues.includes(argv[index - 1]))
}

async function declare(program: Command, names: readonly string[], tools: Tools): Promise<void> {
  for (const name of names) {
    const entry = commandTable[name]
    if (!entry) continue
    const { define } = await entry.load()
    const command = program.command(name).helpGroup(tools.t(entry.moment)).helpCommand(false)
    define(command, tools)
  }
}

function base(texts: HelpTexts, firstPage = helpPage) {
  const { t } = texts
  const program = new Command('igcodes')
    .description(t(about))
    .exitOverride()
    .configureOutput({ writeOut: writeAnswer, writeErr: () => {}, outputError: () => {} })
    .configureHelp({ formatHelp: (command, helper) => (command.parent ? helpPage : firstPage)(command, helper, texts) })
    .helpOption('-h, --help', t(shared.help))
    .helpCommand(false)
    .version(VERSION, '-V, --version', t(shared.version))
    .option('--vault <file>', t(shared.vault))
    .option('--passphrase-file <file>', t(shared.passphraseFile))
    .option('--passphrase-command <command>', t(shared.passphraseCommand))
    .option('--passphrase-fd <number>', t(shared.passphraseFd))
    .option('--lang <language>', t(shared.lang), oneOf('--lang', languages))
    .option('--json', t(shared.json))
    .option('--no-input', t(shared.noInput))
    .option('--no-pager', t(shared.noPager))
    .option('-y, --yes', t(shared.yes))
    .option('-q, --quiet', t(shared.quiet))
    .option('--plain', t(shared.plain))
    .option('--accept-older', t(shared.acceptOlder))
    .option('--accept-other-key', t(shared.acceptOtherKey))
  return program
}

/** Commander's errors are in English and repeat the input unfiltered, so ours replace them. */
function asUserError(error: CommanderError, words: readonly string[], program: Named): UserError {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const { found, path, rest } = commandIn(program, words)
  const command = path.map(word => `${word} `).join('')
  // At the top the names are in the table: the commands themselves are not loaded for this.
  const isTop = found === program
  const subcommands = isTop ? shownCommands() : found.commands.map(sub => sub.name())
  const choices = isTop ? [...subcommands, '--version'] : subcommands
  const unknownCommand = (word: string): UserError =>
    new UserError('unknown-command', { name: word, command, nearest: suggestions(word, choices) })
  switch (error.code) {
    case 'commander.unknownCommand':
      return unknownCommand(name)
    case 'commander.unknownOption':
      return new UserError('unknown-option', {
        name,
        command,
        nearest: nearest(name, [
          '--help',
          ...[found, program].flatMap(({ options }) => options.flatMap(({ long }) => long ?? [])),
        ]),
      })
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
      return new UserError('missing-argument', { name, command })
    case 'commander.excessArguments':
      // A group command got an unknown subcommand.
      if (subcommands.length > 0) return unknownCommand(rest[0] ?? '')
      return new UserError('too-many-arguments', { command })
    case 'commander.help':
      // A group command needs a subcommand.
      return new UserError('missing-argument', { name: subcommands.join(' | '), command })
    default:
      return new UserError('usage', { problem: error.message })
  }
}

interface Named {
  name(): string
  readonly commands: readonly Named[]
  readonly options: readonly { readonly long?: string | undefined }[]
}

/** The command that the words name, and the words after it. */
function commandIn(
  program: Named,
  words: readonly string[],
): { readonly found: Named; readonly path: readonly string[]; readonly rest: readonly string[] } {
  let found = program
  let depth = 0
  for (const word of words) {
    const sub = found.commands.find(command => command.name() === word)
    if (!sub) break
    found = sub
    depth++
  }
  return { found, path: words.slice(0, depth), rest: words.slice(depth) }
}

declare const VERSION: string
