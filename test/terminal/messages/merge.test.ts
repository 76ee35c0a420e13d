import { expect, test } from 'vitest'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { matter } from '../../../src/terminal/messages/vault/merge.ts'

const days = (...all: readonly string[]) => all.map(parseIsoDate)
const account = parseHandle('shop_tokyo')
const said = (...all: readonly string[]) => {
  const one = { code: 'two-lists', account, days: days(...all), isAsked: false } as const
  return [matter.en(one), matter.ja(one)]
}

test('two lists are told by their days, or, of one day, by what igcodes shows of them', () => {
  for (const text of said('2026-11-30', '2026-11-12')) expect(text).toMatch(/2026-11-30.*2026-11-12/)
  for (const text of said('2026-11-30', '2026-11-30')) {
    expect(text.match(/2026-11-30/g)).toHaveLength(1)
    expect(text).toContain('igcodes show shop_tokyo')
  }
})
