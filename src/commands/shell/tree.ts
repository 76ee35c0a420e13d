/** The command line as data, for completion. The build writes it to a file (build.js), which completion reads. */
import type { Argument, Command, Option } from '@commander-js/extra-typings'
import { scenarios } from '../../domain/model/scenarios.ts'
import { ruleIds } from '../../domain/upkeep/audit.ts'
import type { Language } from '../../language.ts'
import { shared } from '../../terminal/messages/help.ts'
import type { NamedKind } from '../../vault/completion-names.ts'
import { wholeProgram } from '../program.ts'

export interface CommandNode {
  readonly about: string
  readonly commands: Readonly<Record<string, CommandNode>>
  readonly options: readonly OptionNode[]
  readonly values: readonly ValueNode[]
}

export interface OptionNode {
  readonly flag: string
  readonly about: string
  /** Undefined if it takes none. */
  readonly value?: ValueNode
}

/** The possible values; empty if only the user can know them. */
export interface ValueNode {
  readonly words?: readonly string[]
  readonly names?: readonly NamedKind[]
  readonly files?: true
  /** Several words, one after the other. */
  readonly repeats?: true
  /** Several in one word, separated by commas. */
  readonly list?: true
}

export async function commandTree(language: Language): Promise<CommandNode> {
  const program = nodeOf(await wholeProgram({ t: text => text[language], examples: () => '' }))
  // Commander does not list --help among the options, though every command has it.
  return { ...program, options: [...program.options, { flag: '--help', about: shared.help[language] }] }
}

/** Any command, with arguments of any type. */
interface Declared {
  name(): string
  description(): string
  readonly commands: readonly Declared[]
  readonly options: readonly Pick<Option, 'long' | 'description' | 'flags' | 'parseArg' | 'isBoolean'>[]
  readonly registeredArguments: readonly Pick<Argument, 'name' | 'parseArg' | 'variadic'>[]
}

function nodeOf(command: Declared | Command): CommandNode {
  const { commands, options, registeredArguments }: Declared = command
  return {
    about: command.description(),
    commands: Object.fromEntries(commands.map(child => [child.name(), nodeOf(child)])),
    options: options.map(option => {
      const { long = '', description: about } = option
      if (option.isBoolean()) return { flag: long, about }
      const name = /[<[]([^>\].]+)/.exec(option.flags)?.[1] ?? ''
      // `--device <name>` takes the name of a device.
      const value = valueNode(['name', 'id'].includes(name) ? long.slice(2) : name, option)
      return { flag: long, about, value }
    }),
    values: registeredArguments.map(argument => {
      const value = valueNode(argument.name(), argument)
      return argument.variadic ? { ...value, repeats: true } : value
    }),
  }
}

/** Names of arguments and option values that tell what can be completed, the same in all commands. */
const called: Readonly<Record<string, ValueNode>> = {
  account: { names: ['account'] },
  from: { names: ['account'] },
  person: { names: ['person'] },
  device: { names: ['device'] },
  factor: { names: ['factor'] },
  place: { names: ['place'] },
  thing: { names: ['device', 'factor', 'place'] },
  scenario: { words: scenarios },
  rule: { words: ruleIds },
  file: { files: true },
}

function valueNode(name: string, { parseArg }: { readonly parseArg?: unknown }): ValueNode {
  const one = called[name] ?? called[name.replace(/s$/, '')] ?? {}
  const words = wordsOf(parseArg)
  const value = words ? { words } : one
  const isList = !(name in called) && name.endsWith('s') && (words !== undefined || 'names' in one)
  return isList ? { ...value, list: true } : value
}

/** As `knownWords` leaves them. */
function wordsOf(parse: unknown): readonly string[] | undefined {
  if (typeof parse !== 'function' || !('words' in parse) || !Array.isArray(parse.words)) return undefined
  return parse.words.filter(word => typeof word === 'string')
}
