/** Finds what can be completed at Tab. Pure: takes the command line as data, the words so far and the names that may be shown. */
import type { Names } from '../../vault/completion-names.ts'
import type { CommandNode, OptionNode, ValueNode } from './tree.ts'

export interface Candidate {
  readonly word: string
  readonly about: string
}

export interface Candidates {
  readonly found: readonly Candidate[]
  /** The shell completes files itself. */
  readonly files: boolean
}

/**
 * @param names called only if a name is possible, because reading them takes as long as everything else
 * @param words from after the program's name to the cursor; the last is being typed and may be empty
 */
export function candidatesFor(tree: CommandNode, words: readonly string[], names: () => Names): Candidates {
  const typed = unquoted(words.at(-1) ?? '')
  const place = walk(tree, withoutBreaks(words.slice(0, -1).map(unquoted)))
  const [, flag, begun] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? []
  if (!place.isOver && flag !== undefined && begun !== undefined) {
    const value = place.options.find(option => option.flag === flag)?.value
    return value ? offered(value, begun, names, `${flag}=`) : none
  }
  if (place.value) return offered(place.value, typed, names)
  if (!place.isOver && typed.startsWith('-'))
    return { found: beginning(place.options.map(wordOf), typed), files: false }

  const { found, files } = place.argument ? offered(place.argument, typed, names) : none
  return { found: [...beginning(place.commands, typed), ...found], files }
}

const none: Candidates = { found: [], files: false }

/** bash splits words at `=` and `@`, and completes only what follows them. */
function withoutBreaks(words: readonly string[]): readonly string[] {
  return words.filter(word => word !== '=' && word !== '@')
}

/** Removes quotes: no name needs them. */
function unquoted(word: string): string {
  return word.replaceAll(/["'\\]/g, '')
}

interface Place {
  readonly options: readonly OptionNode[]
  readonly commands: readonly Candidate[]
  /** What the argument here can be. */
  readonly argument: ValueNode | undefined
  /** The value of the option before the cursor. */
  readonly value: ValueNode | undefined
  /** After `--`, where nothing is an option. */
  readonly isOver: boolean
}

function walk(tree: CommandNode, before: readonly string[]): Place {
  let node = tree
  let options = tree.options
  let arguments_ = 0
  let value: ValueNode | undefined
  let isOver = false
  for (const word of before) {
    const child = arguments_ === 0 && Object.hasOwn(node.commands, word) ? node.commands[word] : undefined
    if (value) value = undefined
    else if (word === '--') isOver = true
    else if (!isOver && word.startsWith('-')) value = options.find(({ flag }) => flag === word)?.value
    else if (child) {
      node = child
      options = [...child.options, ...tree.options]
    } else arguments_++
  }
  const last = node.values.at(-1)
  return {
    options,
    commands: arguments_ > 0 ? [] : Object.entries(node.commands).map(([word, { about }]) => ({ word, about })),
    argument: node.values[arguments_] ?? (last?.repeats ? last : undefined),
    value,
    isOver,
  }
}

function wordOf({ flag, about }: OptionNode): Candidate {
  return { word: flag, about }
}

function offered(value: ValueNode, typed: string, names: () => Names, prefix = ''): Candidates {
  const listed = value.list ? typed.slice(0, typed.lastIndexOf(',') + 1) : ''
  const begun = typed.slice(listed.length)
  const at = begun.startsWith('@') ? '@' : ''
  const known = [
    ...(value.words ?? []),
    ...(value.names ?? []).flatMap(kind => names()[kind].map(name => (kind === 'account' ? `${at}${name}` : name))),
  ]
  const found = beginning(
    known.map(word => ({ word, about: '' })),
    begun,
  )
  return {
    found: found.map(({ word, about }) => ({ word: `${prefix}${listed}${word}`, about })),
    files: value.files === true,
  }
}

function beginning(all: readonly Candidate[], typed: string): readonly Candidate[] {
  return all.filter(({ word }) => word.startsWith(typed))
}
