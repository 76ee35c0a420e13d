/**
 * Exports, ledgers and notes as people have them (fixtures/imports/forms; the shapes are those of real files, the codes and passwords are
 * made up). Two things must never happen: a number taken that is no code of Instagram's, and a password shown, also in part.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parsePaste } from '../../src/domain/codes/paste.ts'
import { findCodes } from '../../src/domain/import/find.ts'
import { type ImportFormat, UserError } from '../../src/errors.ts'
import { readExport } from '../../src/imports/read-export.ts'
import { doubtfulCode } from '../../src/terminal/messages/codes/paste-lines.ts'
import { failureSentences } from '../../src/terminal/messages/failures.ts'
import { leftText } from '../../src/terminal/messages/import/left.ts'

type Expected =
  | { readonly refused: string; readonly kind?: string }
  | {
      readonly found: readonly (readonly [string | null, readonly string[]])[]
      readonly left?: readonly string[]
      readonly certain?: boolean
    }

const folder = new URL('../../fixtures/imports/forms/', import.meta.url)
const { passwords, files }: { passwords: string[]; files: Record<string, Expected> } = JSON.parse(
  readFileSync(new URL('index.json', folder), 'utf8'),
)

describe('of what people have, Instagram’s codes are found and nothing else', () => {
  test.each(Object.entries(files))('%s', async (name, expected) => {
    const bytes = readFileSync(new URL(name, folder))
    if ('refused' in expected) {
      const error = await refusal(bytes)
      expect({ refused: error.code, ...error.details }).toMatchObject(expected)
      return
    }
    const { entries } = await readExport(bytes, undefined)
    const { found, left } = findCodes(entries, new Set())
    expect(found.map(({ handle, codes }) => [handle ?? null, codes])).toEqual(expected.found)
    if (expected.left) expect(left.map(({ reason }) => reason)).toEqual(expected.left)
    if (expected.certain !== undefined) expect(found[0]?.certain).toBe(expected.certain)
  })

  test('each file is in the index', () => {
    expect(
      readdirSync(folder)
        .filter(name => name !== 'index.json')
        .sort(),
    ).toEqual(Object.keys(files).sort())
  })
})

/** Every piece of four characters of a password. */
const pieces = passwords.flatMap(word => [...word].slice(3).map((_, index) => word.slice(index, index + 4)))
/** In the file's own titles, and in our sentences. */
const harmless = new Set(['Inst', 'word'])

function expectNoPassword(output: string): void {
  expect(pieces.filter(piece => !harmless.has(piece) && output.includes(piece))).toEqual([])
}

const languages = ['en', 'ja'] as const

describe('no output has a piece of a password', () => {
  test.each(Object.keys(files))('%s', async name => {
    const bytes = readFileSync(new URL(name, folder))
    for (const from of [undefined, 'csv'] as const) expectNoPassword(await importOutput(bytes, from))
    expectNoPassword(pasteOutput(bytes))
    // Cut anywhere, a file is another one.
    for (const part of [3, 6])
      expectNoPassword(await importOutput(bytes.subarray(0, Math.floor((bytes.length * part) / 8)), undefined))
  })
})

async function importOutput(bytes: Uint8Array, from: 'csv' | undefined): Promise<string> {
  try {
    const { entries } = await readExport(bytes, from)
    const { found, left } = findCodes(entries, new Set())
    const shown = found.map(({ source, handle, doubled, noted }) => [source, handle, doubled, noted])
    return JSON.stringify([shown, left, languages.map(language => left.map(one => leftText(one, language)))])
  } catch (error) {
    return sentencesOf(error)
  }
}

function pasteOutput(bytes: Uint8Array): string {
  try {
    const { notes, doubtful } = parsePaste(bytes)
    const texts = doubtful.map(one =>
      languages.map(language => doubtfulCode[language]({ ...one, codes: ['1••• •••8'] })),
    )
    return JSON.stringify([notes, texts])
  } catch (error) {
    return sentencesOf(error)
  }
}

function sentencesOf(error: unknown): string {
  if (!(error instanceof UserError)) throw error
  const sentences = languages.map(language =>
    failureSentences(error as Parameters<typeof failureSentences>[0], language),
  )
  return JSON.stringify([error.message, error.details, sentences])
}

async function refusal(bytes: Uint8Array, from?: ImportFormat): Promise<UserError> {
  try {
    await readExport(bytes, from)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('it was read')
}

test.each(['csv', 'text', 'keeper'] as const)('a table without headings stays one with --from %s', async from => {
  const error = await refusal(readFileSync(new URL('keeper-without-heading.csv', folder)), from)
  const { next } = failureSentences(error as Parameters<typeof failureSentences>[0], 'en')
  expect(error.details).toMatchObject({ kind: from === 'keeper' ? 'other' : 'table' })
  if (from !== 'keeper') expect(next).toContain('names the columns')
})

describe('zips', () => {
  const form = (name: string) => strToU8(readFileSync(new URL(name, folder), 'utf8'))
  const found = async (content: Record<string, Uint8Array>) => {
    const { format, entries } = await readExport(zipSync(content), undefined)
    return { format, handles: findCodes(entries, new Set()).found.map(({ handle }) => handle ?? null) }
  }

  test.each<[string, Record<string, Uint8Array>, string, (string | null)[]]>([
    ['Proton Pass’s', { 'Proton Pass/data.json': form('proton.json') }, 'proton', ['shop_tokyo']],
    [
      'Dashlane’s',
      {
        'credentials.csv': form('ledger-en.csv'),
        'securenotes.csv': form('dashlane-securenotes.csv'),
        'ids.csv': strToU8('x'),
      },
      'dashlane',
      ['shop_tokyo', null],
    ],
    ['Simplenote’s', { 'source/notes.json': form('simplenote.json'), 'a.txt': strToU8('x') }, 'notes', ['shop_tokyo']],
    [
      'Google Takeout’s',
      { 'Takeout/Keep/a.json': form('google-keep.json'), 'Takeout/Keep/b.json': strToU8('{"labels":[]}') },
      'notes',
      ['shop_tokyo'],
    ],
  ])('%s are read', async (_, content, format, handles) => {
    expect(await found(content)).toEqual({ format, handles })
  })

  test.each([
    ['xl/workbook.xml', 'spreadsheet'],
    ['word/document.xml', 'document'],
    ['content.xml', 'document'],
    ['readme.txt', 'zip'],
  ])('with %s are called a %s', async (name, kind) => {
    expect((await refusal(zipSync({ [name]: strToU8('x') }))).details).toMatchObject({ kind })
  })

  test('Proton’s encrypted one is named', async () => {
    expect((await refusal(zipSync({ 'Proton Pass/data.pgp': strToU8('x') }))).code).toBe('import-encrypted')
  })
})
