/**
 * Random notes: codes, and beside them numbers, words, passwords and other services. Nothing but the codes may be taken, no code may be
 * lost in silence, and nothing of a password may be told. `FUZZ_RUNS=5000000 npx vitest run test/domain/codes/paste-fuzz.test.ts` runs
 * longer.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePaste } from '../../../src/domain/codes/paste.ts'
import { findCodes } from '../../../src/domain/import/find.ts'
import { UserError } from '../../../src/errors.ts'
import { readExport } from '../../../src/imports/read-export.ts'
import { failureSentences } from '../../../src/terminal/messages/failures.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 400)
const timeout = process.env.FUZZ_RUNS === undefined ? 20_000 : 24 * 3_600_000

/** Codes begin with 4 to 8, so that a date is none; what is no code begins with 9 or less than 4. */
const code = fc.stringMatching(/^[4-8][0-9]{7}$/)
const wrong = fc.stringMatching(/^9[0-9]{7}$/)
const animal = fc.constantFrom('Kestrel', 'Heron', 'Egret', 'Tulip', 'Wren', 'Plover')
const password = fc
  .tuple(animal, fc.stringMatching(/^[0-9]{0,8}$/), fc.constantFrom('', '!', 'x', '!x', '#Q'))
  .map(parts => parts.join(''))

interface Line {
  readonly text: string
  readonly codes: readonly string[]
}

const joint = fc.constantFrom('', ' ', '-', '\u00a0', '–', '　')
const before = fc.constantFrom(
  '',
  '- ',
  '・',
  '* ',
  '[ ] ',
  'Code: ',
  'コード：',
  'código ',
  '1. ',
  '③ ',
  '[10:23] Ana: ',
  '09:41\t花子\t',
  'IG_CODE=',
)
const after = fc.constantFrom('', '.', ',', ' ✓', ' used', ' 済', ' (old phone)', '"')

const good: fc.Arbitrary<Line> = fc
  .tuple(before, code, joint, after)
  .map(([start, digits, between, end]) => ({
    text: `${start}${digits.slice(0, 4)}${between}${digits.slice(4)}${end}`,
    codes: [digits],
  }))

const prose: fc.Arbitrary<Line> = fc
  .constantFrom(
    '',
    '  ',
    'Instagram',
    'バックアップコード',
    '© 2010-2026 Meta',
    '5 codes left',
    '2026年11月20日 10:30',
    'Keep them safe.',
    '----',
  )
  .map(text => ({ text, codes: [] }))

/** A number that is no code of Instagram's: taken, it would be a wrong code. */
const other: fc.Arbitrary<Line> = fc
  .oneof(
    fc
      .tuple(
        fc.constantFrom(
          'PIN ',
          'Phone: ',
          'Tel ',
          '電話 ',
          'DOB ',
          'password: ',
          'パスワード：',
          'Google ',
          'Facebook: ',
          '楽天 ',
          'customer no. ',
        ),
        wrong,
      )
      .map(parts => parts.join('')),
    fc
      .tuple(
        fc.constantFrom('', 'call ', '電話 '),
        fc.stringMatching(/^(0[0-9]{1,2}-9[0-9]{3}-[0-9]{4}|\+9[0-9] 9[0-9]{3} [0-9]{4}|9[0-9]{3}-[0-9]{4}-[0-9]{4})$/),
      )
      .map(parts => parts.join('')),
    fc.tuple(fc.constantFrom('old password: ', 'pw ', 'pass='), password).map(parts => parts.join('')),
    fc.stringMatching(/^9[0-9]{2,6}$/),
    fc.stringMatching(/^9[0-9]{8,15}$/),
    fc.stringMatching(/^(code )?9[0-9]{3}( - |\/|\.|_| {3}|\t)[0-9]{4}$/),
    fc.stringMatching(/^9[0-9]{3} [0-9]{3}[OlSB]$/),
    fc.stringMatching(/^(19[0-9]|20[0-2])[0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9])$/),
    fc.stringMatching(/^"(Mail|Bank|Google)","[a-z]{3}","Heron[0-9]{4}x","9[0-9]{7}"$/),
  )
  .map(text => ({ text, codes: [] }))

const note = fc.array(
  fc.oneof({ weight: 5, arbitrary: good }, { weight: 2, arbitrary: prose }, { weight: 2, arbitrary: other }),
  { maxLength: 14 },
)

test(
  'a note gives its codes and no other number, or is refused',
  () => {
    fc.assert(
      fc.property(note, lines => {
        const text = lines.map(({ text }) => text).join('\n')
        const wanted = lines.flatMap(({ codes }) => codes)
        try {
          const { codes, doubtful } = parsePaste(new TextEncoder().encode(text), { latestYear: 2031 })
          expect(codes.filter(one => !wanted.includes(one))).toEqual([])
          const told = new Set<string>([...codes, ...doubtful.flatMap(one => one.codes)])
          expect(wanted.filter(one => !told.has(one))).toEqual([])
        } catch (error) {
          expectNothingTold(error)
        }
      }),
      { numRuns },
    )
  },
  timeout,
)

const services = fc.constantFrom('Instagram', 'インスタグラム', 'Google', 'Bank', 'GitHub', '楽天')
const row = fc.tuple(
  services,
  fc.constantFrom('shop_tokyo', 'me@example.com'),
  password,
  fc.array(fc.oneof(code, wrong), { maxLength: 5 }),
)
const heading = fc.constantFrom(
  '',
  'title,username,password,notes\n',
  'サービス,ID,PW,メモ\n',
  'Site,User ID,Pass,Remarks\n',
  'a,b,c,d\n',
  'name,url,login,pwd\n',
)

test(
  'a table gives the codes of Instagram’s rows, or is refused, and tells no password',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        heading,
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        async (first, rows, sign, quoted) => {
          const cell = (text: string) => (quoted || /[\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
          const text =
            first.replaceAll(',', sign) +
            rows
              .map(([service, user, secret, codes]) => [service, user, secret, codes.join('\n')].map(cell).join(sign))
              .join('\n')
          const ours = rows.flatMap(([service, , , codes]) => (/^(?:Instagram|インスタ)/u.test(service) ? codes : []))
          try {
            const { entries, format } = await readExport(new TextEncoder().encode(text), undefined)
            const { found, left } = findCodes(entries, new Set(), 2031)
            if (format !== 'text')
              expect(found.flatMap(({ codes }) => codes).filter(one => !ours.includes(one))).toEqual([])
            // One row without a heading may be a line of a note. Another service’s name in it still counts.
            else if (!rows.some(([service]) => /Instagram|インスタ|Bank/u.test(service))) expect(found).toEqual([])
            expectNoAnimal(JSON.stringify([left, found.map(({ source }) => source)]))
          } catch (error) {
            expectNothingTold(error)
          }
        },
      ),
      { numRuns },
    )
  },
  timeout,
)

function expectNothingTold(error: unknown): void {
  if (!(error instanceof UserError)) throw error
  expect(error.exitCode).toBe(22)
  const { what, next } = failureSentences(error as Parameters<typeof failureSentences>[0], 'en')
  const told = JSON.stringify([error.details, what, next]).replace('1234 5678', '')
  expectNoAnimal(told)
  expect(told).not.toMatch(/\p{Nd}{4}\D{0,2}\p{Nd}{4}/u)
}

function expectNoAnimal(text: string): void {
  expect(text).not.toMatch(/kest|estr|trel|hero|eron|egre|gret|tuli|ulip|wren|plov|over\d|lover/iu)
}
