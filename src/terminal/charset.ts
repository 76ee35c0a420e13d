/**
 * Terminals of another charset than UTF-8, as the locale says: there only ASCII is sure to be read. Files and pipes get UTF-8 all the
 * same, as programs expect.
 */
import type { WriteStream } from 'node:tty'
import type { Environment } from '../environment.ts'
import { widthOf } from './width.ts'

let isAssumed = false

/** Somebody who names the language knows what the terminal can show. */
export function assumeUtf8(): void {
  isAssumed = true
}

/** A locale without a charset (`ja`), and none at all, say nothing against UTF-8. */
export function isUtf8(env: Environment): boolean {
  if (isAssumed || env.IGCODES_LANG || process.platform === 'win32') return true
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(name => name)
  if (locale === undefined) return true
  if (locale === 'C' || locale === 'POSIX') return false
  const [, charset] = /\.([^@]+)/.exec(locale) ?? []
  return charset === undefined || /^utf-?8$/i.test(charset)
}

/** Each as wide as what it stands for: lines that are drawn anew or taken off the screen are counted by their width. */
const signs: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '…': '.',
  '–': '-',
  '—': '-',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '❯': '>',
  '▸': '>',
  '≡': '=',
  '•': '*',
  '·': '-',
  '×': 'x',
  '█': '#',
  '░': '.',
  '✓': '+',
  '✗': 'x',
  '⚠': '!',
  '☑': 'x',
  '☐': 'o',
  '◉': '*',
  '◯': 'o',
  '│': '|',
  '─': '-',
  '└': '+',
  '├': '+',
  '\u00a0': ' ',
}

/** Lets a terminal's stream write ASCII only. */
export function keepToAscii(stream: WriteStream): void {
  const write = stream.write.bind(stream)
  stream.write = (text: string | Uint8Array) => write(typeof text === 'string' ? inAscii(text) : text)
}

/** Letters lose their accents; what has no likeness of its width becomes question marks. */
export function inAscii(text: string): string {
  return text.replaceAll(/\P{ASCII}/gu, character => {
    const alike = signs[character] ?? character.normalize('NFKD').replaceAll(/\P{ASCII}/gu, '')
    const width = widthOf(character)
    return alike.length === width ? alike : '?'.repeat(width)
  })
}

/** In English only: Japanese cannot be shown there. */
export const needsUtf8 =
  'Only ASCII is shown, as the locale is not UTF-8 (LC_ALL, LC_CTYPE, LANG). For names and Japanese: export LC_ALL=C.UTF-8'
