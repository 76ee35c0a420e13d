/**
 * Forms in which people keep their codes, in fourteen languages (fixtures/pastes/forms), with what must come of each: `codes` are the five
 * of every form, or the ones named; `left` are numbers that only a person can judge, with their lines; `refused` names the line and the
 * reason.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parsePaste } from '../../../src/domain/codes/paste.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { UserError } from '../../../src/errors.ts'

const folder = new URL('../../../fixtures/pastes/forms/', import.meta.url)
const five = '48217730 10935526 77140382 26509917 83084461'

interface Form {
  readonly name: string
  readonly expected: string
  readonly text: string
}

const languages = readdirSync(folder).map(file => ({ language: file.replace('.txt', ''), forms: formsIn(file) }))

function formsIn(file: string): readonly Form[] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split(/^=== /mu)
    .slice(1)
    .map(part => {
      const [, name = '', expected = ''] = /^(.*) = (.*)\n/u.exec(part) ?? []
      return { name, expected, text: part.slice(part.indexOf('\n') + 1) }
    })
}

describe.each(languages)('in the language $language', ({ forms }) => {
  test.each(forms)('$name: $expected', ({ expected, text }) => {
    const outcome = outcomeOf(text)
    // Either taken whole, or refused: a running number behind an unknown word.
    if (expected === 'codes any' && outcome.startsWith('refused paste-bad-line')) return
    const wanted = expected.replace(/^codes(?: any)?(?=;|$)/u, `codes ${five}`).replace('codes none', 'codes')
    expect(
      outcome.replace(/(?<=^refused paste-bad-line 1) .*/u, kind => (expected.endsWith(' any') ? ' any' : kind)),
    ).toBe(wanted)
  })
})

test('there are 200 forms and more, in ten languages and more', () => {
  expect(languages.length).toBeGreaterThanOrEqual(10)
  expect(languages.flatMap(({ forms }) => forms).length).toBeGreaterThanOrEqual(200)
})

function outcomeOf(text: string): string {
  try {
    const paste = parsePaste(new TextEncoder().encode(text), { handle: parseHandle('shop_tokyo'), latestYear: 2031 })
    const left = paste.doubtful.map(({ doubt, firstLine, lastLine }) =>
      firstLine === lastLine ? `${doubt} ${firstLine}` : `${doubt} ${firstLine}-${lastLine}`,
    )
    return [
      ['codes', ...paste.codes].join(' '),
      ...(left.length > 0 ? [`left ${left.join(', ')}`] : []),
      ...(paste.notes.length > 0 && left.length === 0
        ? [`notes ${paste.notes.map(({ line }) => line).join(' ')}`]
        : []),
    ].join('; ')
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { line, kind }: { line?: number; kind?: string } = { ...error.details }
    return ['refused', error.code, line, kind].filter(part => part !== undefined).join(' ')
  }
}
