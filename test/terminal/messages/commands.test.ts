/** Every command that a sentence tells people to type: whether the program accepts it as it is. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Command } from '@commander-js/extra-typings'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { wholeProgram } from '../../../src/commands/program.ts'

let program: Command

beforeAll(async () => {
  // The build puts it in.
  vi.stubGlobal('VERSION', '0')
  program = await wholeProgram({ t: text => text.en, examples: () => '' })
})

const src = new URL('../../../src/', import.meta.url)

/** They speak of a command and tell nobody to type it. */
const prose = ['backup list names them', 'add']

/**
 * The words behind `igcodes` where a command is alone: at the beginning of a text or a line, behind a colon or a gap, up to
 * the next quote, line or gap. In the middle of prose the program is meant. A gap of the template is one word.
 */
function commandsIn(source: string): readonly (readonly string[])[] {
  const text = source.replace(/^ *(?:\/?\*|\/\/).*$/gmu, '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, '…')
  const found = text.matchAll(
    /(?:[`'(→]|: | {2}|\\n)igcodes ((?:[\w@:.,…-]|\p{scx=Han}|\p{scx=Kana})+(?: (?:[\w@:.,…-]|\p{scx=Han}|\p{scx=Kana})+)*)(?=[`')]|\\n| {2})/gu,
  )
  return (
    [...found]
      .map(([, words = '']) => words)
      .filter(words => !words.endsWith('.') && !/^[…-]/.test(words) && !prose.includes(words))
      // What is added behind a word by a gap has its own space.
      .map(words => words.split(' ').map(word => word.replace(/(?<=.)…$/, '')))
  )
}

function printed(): readonly (readonly [string, readonly string[]])[] {
  const files = ['terminal/messages/', 'playbooks/', 'commands/', 'documents/'].flatMap(room =>
    readdirSync(new URL(room, src), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => room + name),
  )
  return files.flatMap(file =>
    commandsIn(readFileSync(new URL(file, src), 'utf8')).map(words => [file, words] as const),
  )
}

/** What is wrong with it; undefined: nothing. */
function faultOf(words: readonly string[]): string | undefined {
  let command: Named = program
  let rest = words
  for (;;) {
    const sub = command.commands.find(one => one.name() === rest[0])
    if (!sub) break
    command = sub
    rest = rest.slice(1)
  }
  // `help` is understood before the program is asked.
  if (words[0] === 'help' || words.at(-1) === '--help') return undefined
  if (command === program) return 'no such command'
  const options = [...command.options, ...program.options]
  const values: string[] = []
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    if (!word.startsWith('--')) {
      values.push(word)
      continue
    }
    const option = options.find(({ long }) => long === word)
    if (!option) return `no option ${word}`
    if (option.required) index++
  }
  const { registeredArguments: taken } = command
  const most = taken.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : taken.length
  if (values.length > most) return `does not take ${values.slice(most).join(' ')}`
  const missing = taken.filter(({ required }) => required).length - values.length
  return missing > 0 ? `${missing} missing` : undefined
}

interface Named {
  name(): string
  readonly commands: readonly Named[]
  readonly options: readonly { readonly long?: string | undefined; readonly required: boolean }[]
  readonly registeredArguments: readonly { readonly required: boolean; readonly variadic: boolean }[]
}

describe('a command in a sentence', () => {
  test('is one that the program takes', () => {
    const faults = printed().flatMap(([file, words]) => {
      const fault = faultOf(words)
      return fault === undefined ? [] : [`${file}: igcodes ${words.join(' ')}: ${fault}`]
    })
    expect([...new Set(faults)]).toEqual([])
  })

  test('is found wrong where it is', () => {
    expect(faultOf(['audti'])).toBe('no such command')
    expect(faultOf(['account', 'remove'])).toBe('1 missing')
    expect(faultOf(['due', '--soon'])).toBe('no option --soon')
    expect(faultOf(['handover', 'list', 'sato'])).toBe('does not take sato')
    expect(commandsIn('`Go on: igcodes use shop_tokyo`')).toEqual([['use', 'shop_tokyo']])
  })
})
