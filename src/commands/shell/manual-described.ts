/** The command line as data, read from commander, so that the manual has every command and option. */
import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import type { Language } from '../../language.ts'
import type { Tools } from '../context.ts'
import { firstSteps, wholeProgram } from '../program.ts'
import { commandTable } from '../table.ts'

/** How something is typed, and what it does. */
export interface Described {
  readonly synopsis: string
  readonly text: string
}

export interface DescribedCommand extends Described {
  readonly arguments: readonly Described[]
  readonly options: readonly Described[]
  readonly commands: readonly DescribedCommand[]
  readonly examples: readonly Described[]
  /** What else its help says. */
  readonly notes: readonly string[]
}

export interface DescribedMoment {
  readonly moment: string
  readonly commands: readonly DescribedCommand[]
}

export interface DescribedProgram {
  readonly about: string
  readonly options: readonly Described[]
  readonly examples: readonly Described[]
  readonly moments: readonly DescribedMoment[]
}

type Examples = Parameters<Tools['examples']>[0]

export async function describedProgram(language: Language): Promise<DescribedProgram> {
  const told = new Map<string, Examples>()
  const program = await wholeProgram({
    t: text => text[language],
    examples(list) {
      const name = list.map(({ run }) => run).join('\n')
      told.set(name, list)
      return name
    },
  })
  const inLanguage = (one: Examples[number]): Described => ({ synopsis: one.run, text: one[language] })
  const describe = (command: CommandUnknownOpts, path: string): DescribedCommand => {
    const help = command.createHelp()
    const name = `${path} ${command.name()}`
    const after = helpTextsOf(command)
    return {
      synopsis: [name, ...help.visibleArguments(command).map(argumentTerm)].join(' '),
      text: command.description(),
      arguments: help
        .visibleArguments(command)
        .map(one => ({ synopsis: argumentTerm(one), text: help.argumentDescription(one) })),
      options: optionsOf(command),
      commands: help.visibleCommands(command).map(inner => describe(inner, name)),
      examples: after.flatMap(text => told.get(text) ?? []).map(inLanguage),
      notes: after.filter(text => !told.has(text)).flatMap(text => text.split(/\n{2,}/)),
    }
  }
  const commands = program
    .createHelp()
    .visibleCommands(program)
    .map(command => ({ name: command.name(), ...describe(command, 'igcodes') }))
  const moments = [...new Set(Object.values(commandTable).map(({ moment }) => moment))]
  return {
    about: program.description(),
    options: optionsOf(program, true),
    examples: firstSteps.map(inLanguage),
    moments: moments.map(moment => ({
      moment: moment[language],
      commands: commands.filter(({ name }) => commandTable[name]?.moment === moment),
    })),
  }
}

/** Every command has --help, so it is listed only once. */
function optionsOf(command: CommandUnknownOpts, withHelp = false): readonly Described[] {
  const help = command.createHelp()
  return help
    .visibleOptions(command)
    .filter(option => withHelp || option.long !== '--help')
    .map((option: Option) => ({ synopsis: help.optionTerm(option), text: help.optionDescription(option) }))
}

function argumentTerm(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? `<${name}>` : `[${name}]`
}

/** The text below a command's help. Commander has no other way to get it than to print it. */
function helpTextsOf(command: CommandUnknownOpts): readonly string[] {
  const printed: string[] = []
  command.configureOutput({ writeOut: text => printed.push(text) }).outputHelp()
  const help = command.helpInformation()
  return printed.filter(text => text !== help).map(text => text.trim())
}
