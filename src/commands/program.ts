/** The command line: commander, set up for two languages, with one printer for everything that goes wrong. */
import { Command, CommanderError } from '@commander-js/extra-typings'
import { nearest } from '../domain/accounts.ts'
import { UserError } from '../errors.ts'
import { type Bilingual, type Language, languages } from '../terminal/language.ts'
import { about, firstExamples, headings, shared } from '../terminal/messages/help.ts'
import { writeAnswer } from '../terminal/output.ts'
import { Terminal } from '../terminal/terminal.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { Context, type SharedOptions, type System, type Tools } from './context.ts'
import { home } from './home.ts'
import { oneOf } from './options.ts'
import { commandTable } from './table.ts'

/** Shared options that take a value: the word after them is no command. */
const takingValues = ['--vault', '--passphrase-file', '--passphrase-command', '--passphrase-fd', '--lang']

export interface Program {
  /** Parses the arguments and runs the command; resolves with the exit code. */
  run(): Promise<number>
  /** The terminal of the command that ran; undefined when the arguments were not understood. */
  terminal(): Terminal | undefined
}

export function createProgram(
  system: System,
  language: Language,
  catchSignals: (terminal: Terminal) => void,
): Program {
  const t = (text: Bilingual): string => text[language]
  let context: Context | undefined

  const program = base(t)
  const contextOf = (): Context => {
    const options: SharedOptions = program.opts()
    const terminal = new Terminal({
      language,
      json: options.json === true,
      quiet: options.quiet === true,
      input: options.input,
      env: system.env,
    })
    context = new Context(terminal, options, system, () => catchSignals(terminal))
    return context
  }
  const firstSteps = [
    { run: 'igcodes add shop_tokyo', ...firstExamples.add },
    { run: 'igcodes use shop_tokyo', ...firstExamples.use },
    { run: 'igcodes recover', ...firstExamples.recover },
  ]
  program.addHelpText('after', context => (context.command === program ? examplesText(firstSteps, t) : ''))
  const tools: Tools = { t, context: contextOf, examples: examples => examplesText(examples, t) }
  program.action(async () => home(contextOf()))

  return {
    async run() {
      const words = wordsOf(system.argv)
      const [first = ''] = words
      const name = Object.hasOwn(commandTable, first) ? first : undefined
      await declare(program, name === undefined ? Object.keys(commandTable) : [name], tools)
      try {
        await program.parseAsync(system.argv, { from: 'user' })
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error
        if (error.exitCode === 0) return 0
        throw asUserError(
          error,
          words,
          program.commands.find(command => command.name() === name),
        )
      }
      await context?.leaveNotices()
      return context?.exitCode ?? 0
    },
    terminal: () => context?.terminal,
  }
}

/** The whole command line, declared to be looked at: none of its commands can be run. */
export async function declaredProgram(language: Language): Promise<ReturnType<typeof base>> {
  const t = (text: Bilingual): string => text[language]
  const program = base(t)
  const context = (): never => {
    throw new Error('declared only')
  }
  await declare(program, Object.keys(commandTable), { t, examples: () => '', context })
  return program
}

/** The words that are no options and no options' values: the command first, if there is one of that name. */
function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.filter((word, index) => !word.startsWith('-') && !takingValues.includes(argv[index - 1] ?? ''))
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

function base(t: Tools['t']) {
  const program = new Command('igcodes')
    .description(t(about))
    .exitOverride()
    .configureOutput({
      writeOut: writeAnswer,
      writeErr: () => {},
      outputError: () => {},
      getOutHelpWidth: helpWidth,
    })
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: widthOf,
      // Commander breaks at spaces only, which Japanese has none of.
      boxWrap: (text, width) => wrap(text, width).join('\n'),
      styleTitle: title => titleIn(title, t),
    })
    .helpOption('-h, --help', t(shared.help))
    .helpCommand(false)
    .version(VERSION, '--version', t(shared.version))
    .option('--vault <file>', t(shared.vault))
    .option('--passphrase-file <file>', t(shared.passphraseFile))
    .option('--passphrase-command <command>', t(shared.passphraseCommand))
    .option('--passphrase-fd <number>', t(shared.passphraseFd))
    .option('--lang <language>', t(shared.lang), oneOf('--lang', languages))
    .option('--json', t(shared.json))
    .option('--no-input', t(shared.noInput))
    .option('--yes', t(shared.yes))
    .option('--quiet', t(shared.quiet))
    .option('--accept-older', t(shared.acceptOlder))
  return program
}

function helpWidth(): number {
  return Math.min(100, process.stdout.columns || 100)
}

function titleIn(title: string, t: Tools['t']): string {
  const english: Readonly<Record<string, Bilingual>> = {
    'Usage:': headings.usage,
    'Arguments:': headings.arguments,
    'Options:': headings.options,
    'Global Options:': headings.everywhere,
    'Commands:': headings.commands,
  }
  const heading = english[title]
  return heading ? t(heading) : title
}

function examplesText(examples: readonly (Bilingual & { readonly run: string })[], t: Tools['t']): string {
  const lines = examples.map(example => {
    const what = t(example)
    return what === '' ? `  ${example.run}` : `  ${example.run}\n      ${what}`
  })
  return `\n${t(headings.examples)}\n${lines.join('\n')}`
}

/** Commander speaks English and prints what was typed as it is; its findings are told in our own words. */
function asUserError(error: CommanderError, words: readonly string[], command: Named | undefined): UserError {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const where = command === undefined ? '' : `${command.name()} `
  const [first = '', second = ''] = words
  switch (error.code) {
    case 'commander.unknownCommand':
      return unknownCommand(name, where)
    case 'commander.unknownOption':
      return new UserError('unknown-option', { name, command: where })
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
      return new UserError('missing-argument', { name, command: where })
    case 'commander.excessArguments':
      // Who takes no arguments but has commands was given the name of one that does not exist.
      if (command === undefined) return unknownCommand(first, where)
      if (command.commands.length > 0) return unknownCommand(second, where)
      return new UserError('too-many-arguments', { command: where })
    default:
      return new UserError('usage', { problem: error.message })
  }
}

interface Named {
  name(): string
  readonly commands: readonly unknown[]
}

/** Commands inside a command are few: its help lists them all. */
function unknownCommand(name: string, command: string): UserError {
  return new UserError('unknown-command', {
    name,
    command,
    nearest: command === '' ? nearest(name, Object.keys(commandTable)) : [],
  })
}

declare const VERSION: string
