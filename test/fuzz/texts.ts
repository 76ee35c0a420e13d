/** What must hold of a paste and of an export, whatever its bytes are: judged without the rules of the readers. */
import { parsePaste } from '../../src/domain/codes/paste.ts'
import type { Entry } from '../../src/domain/import/entry.ts'
import { findCodes } from '../../src/domain/import/find.ts'
import { asciiDigits } from '../../src/domain/text/code-shape.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { type ImportFormat, type LeftBehind, UserError } from '../../src/errors.ts'
import { readExport } from '../../src/imports/read-export.ts'
import { failureSentences } from '../../src/terminal/messages/failures.ts'
import { passwords } from './corpus.ts'
import type { Check } from './fuzz.ts'

const handle = parseHandle('shop_tokyo')

export function readPaste(file: Buffer): Check {
  let paste: ReturnType<typeof parsePaste>
  try {
    paste = parsePaste(file, { handle, latestYear: 2031 })
  } catch (error) {
    return () => mustTellNothing(error)
  }
  return () => {
    const text = textOf(file)
    mustStandIn(text, paste.inOrder)
    const told = new Set<string>(paste.inOrder)
    for (const [, first = '', second = ''] of text.matchAll(bareCode))
      if (!told.has(first + second)) throw new Error(`${first + second} was dropped`)
  }
}

/** On a line of its own. */
const bareCode = /(?:^|[\n\r\u2028\u2029])([0-9]{4}) ?([0-9]{4})(?=$|[\n\r\u2028\u2029])/gu

export function readExportFrom(from?: ImportFormat): (file: Buffer) => Promise<Check> {
  return async file => {
    let entries: readonly Entry[]
    try {
      entries = (await readExport(file, from)).entries
    } catch (error) {
      return () => mustTellNothing(error)
    }
    const { found, left } = findCodes(entries, new Set(), 2031)
    return () => {
      const codes = found.flatMap(one => one.codes)
      mustStandIn(entries.flatMap(({ fields }) => fields.map(field => field.text)).join('\n'), codes)
      // What is packed cannot be searched.
      if (file.subarray(0, 2).toString() !== 'PK') mustStandIn(asShown(unescaped(textOf(file))), codes)
      for (const one of left) mustShowNothing(one, entries)
    }
  }
}

function textOf(file: Buffer): string {
  const encoding =
    file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(file)
}

/** What JSON and XML may write for a character. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/giu, (_, point: string) => String.fromCharCode(Number.parseInt(point, 16)))
    .replace(/\\[rn]/gu, '\n')
    .replaceAll('\\t', '\t')
    .replace(/&#(x?)([0-9a-f]{1,6});/giu, (all, x: string, point: string) => {
      const found = Number.parseInt(point, x === '' ? 10 : 16)
      return found <= 0x10ffff ? String.fromCodePoint(found) : all
    })
    .replace(/&amp;/gu, '&')
}

/** Without the tags that are nothing to see. What is left can look like markup, and is then read like that in a paste: `&n<b>bsp;`. */
function asShown(text: string): string {
  return text.replace(tag, found => (inline.test(found) ? '' : found))
}

/** Four digits and four with few signs between, and no digit around. */
const code = /(?<![0-9])(?=([0-9]{4})[^0-9a-z\n\r]{0,4}([0-9]{4})(?![0-9]))/giu
const tag = /<(?!!\[)(?:[!?][^<>\n\r]*|\/?[a-z][\w:.-]*(?:[ \t][^<>\n\r]*)?\/?)>|&(?:nbsp;?|(?:ensp|emsp|thinsp);)/giu
const inline = /^<\/?(?:b|i|u|s|em|strong|span|font|code|mark|small|tt|kbd|a)(?![a-z0-9-])/iu

function mustStandIn(text: string, codes: readonly string[]): void {
  if (codes.length === 0) return
  const bare = text
    .replace(/\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '')
    // A digit in a circle, or alone in a keycap, is a running number.
    .replace(/[\u2460-\u24ff\u3251-\u32bf]|(?<![0-9]\u20e3?)[0-9]\u20e3(?![0-9]\u20e3)/gu, ' ')
    .replaceAll('\u20e3', '')
  // A tag is in a code, or between two.
  const shown = bare.replace(tag, found => (inline.test(found) ? '' : '\t'))
  const plain = [shown, shown.replace(/<!\[CDATA\[|\]\]>/gu, '')].map(one => asciiDigits(one.normalize('NFKC')))
  const standing = new Set(
    plain.flatMap(one => [...one.matchAll(code)].map(([, first = '', second = '']) => first + second)),
  )
  const wrong = codes.filter(one => !/^[0-9]{8}$/u.test(one) || !standing.has(one))
  if (wrong.length > 0) throw new Error(`wrong codes: ${wrong.join(' ')}`)
}

/** Every piece of four characters of a password. Short ones have pieces that are in our sentences. */
const pieces = passwords
  .filter(word => word.length > 8)
  .flatMap(word => [...word].slice(3).map((_, at) => word.slice(at, at + 4)))

function mustTellNothing(error: unknown): void {
  if (!(error instanceof UserError)) throw error
  if (error.exitCode !== 22) throw new Error(`exit ${error.exitCode}`)
  const { what, next } = failureSentences(error as Parameters<typeof failureSentences>[0], 'en')
  const details = JSON.stringify(error.details, (_, value) => (typeof value === 'number' ? 0 : value))
  const told = `${error.message} ${details} ${what} ${next}`.replace(/1234 5678|lines? \d+(?:–\d+)?/gu, '')
  if (error.cause !== undefined) throw new Error('a cause, which may quote the file')
  if (/\p{Nd}{4}\D{0,2}\p{Nd}{4}/u.test(told)) throw new Error(`tells digits: ${told}`)
  mustHaveNoPassword(told)
}

/** A name that the file gives an entry or a field is shown. */
function mustShowNothing({ masked, title, field }: LeftBehind, entries: readonly Entry[]): void {
  if (!/^(?:|[\dOoQDIlSBZ|][•\s]*[\dOoQDIlSBZ|]?)$/u.test(masked)) throw new Error(`shows ${masked}`)
  const shown = `${title}\n${field}`
  if (!pieces.some(piece => shown.includes(piece))) return
  const names = entries.flatMap(({ title, username, urls, fields }) => [
    title,
    username,
    ...urls,
    ...fields.map(({ name }) => name),
  ])
  mustHaveNoPassword(shown, names.join('\n'))
}

function mustHaveNoPassword(text: string, except = ''): void {
  const found = pieces.filter(piece => text.includes(piece) && !except.includes(piece))
  if (found.length > 0) throw new Error(`tells ${found.join(' ')}: ${text}`)
}
