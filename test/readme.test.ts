/** What the README shows is there: its tables are whole, and its commands are the program's. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commandTable } from '../src/commands/table.ts'

describe.each(['README.md', 'README.ja.md'])('%s', name => {
  const lines = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8').split('\n')

  test('has a header above every table: an empty line would end it', () => {
    const first = lines.flatMap((line, at) => (line.startsWith('|') && !lines[at - 1]?.startsWith('|') ? at : []))
    expect(first.length).toBeGreaterThan(3)
    for (const at of first) expect(lines[at + 1]).toMatch(/^\|( -+:? \|)+$/)
  })

  test('names no command that does not exist', () => {
    const named = lines.flatMap(line => [...line.matchAll(/`igcodes ([a-z][a-z-]*)/g)].map(([, word]) => word))
    expect(named.length).toBeGreaterThan(30)
    for (const word of named) expect(Object.keys(commandTable)).toContain(word)
  })
})
