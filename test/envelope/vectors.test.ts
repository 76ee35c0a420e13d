import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openFile, refusal, rememberingStretch } from './samples.ts'

const folder = new URL('../../fixtures/vectors/', import.meta.url)
const index: Record<string, { passphrase: string; expect: string }> = JSON.parse(
  readFileSync(new URL('index.json', folder), 'utf8'),
)

/** The index names stages; most are also this reader's part. */
const called: Record<string, string> = { version: 'newer-format', passphrase: 'wrong-passphrase' }

/** Where this reader's checks stand in another order, the neighbour that refuses instead. */
const neighbours: Record<string, string> = {
  lines_crlf: 'line-ends',
  kdf_memory_as_float: 'header',
}

/** Refused from the file's form alone, so the number of key derivations is 0. */
const structural = new Set(['magic', 'version', 'lines', 'header', 'slot', 'kdf'])
const needsTheKey = new Set(['slot_wrapped_changed'])

const opaque = '{"vector":"this payload is opaque to the envelope"}'
const payloads: Record<string, string> = {
  opens_payload_of_exactly_one_pad: `"${'x'.repeat(4094)}"`,
  opens_payload_one_byte_short_of_pad: `"${'x'.repeat(4093)}"`,
}

// One for all vectors: they share their salts.
const argon2id = rememberingStretch()

test('the vectors and their index name the same files', () => {
  const files = readdirSync(folder).filter(name => name.endsWith('.igcodes'))
  expect(files).toHaveLength(46)
  expect(files.map(name => name.replace('.igcodes', '')).sort()).toEqual(Object.keys(index).sort())
})

describe.each(Object.entries(index))('the vector %s', (name, { passphrase, expect: stage }) => {
  const file = new Uint8Array(readFileSync(new URL(`${name}.igcodes`, folder)))

  test(stage === 'opens' ? 'opens' : `is refused at: ${stage}`, async () => {
    argon2id.calls = 0
    const outcome = await openFile(file, passphrase, argon2id.stretch).then(payload => {
      expect(new TextDecoder('utf-8', { fatal: true }).decode(payload)).toBe(payloads[name] ?? opaque)
      return 'opens'
    }, refusal)

    expect(outcome).toBe(neighbours[name] ?? called[stage] ?? stage)
    if (structural.has(stage) && !needsTheKey.has(name)) expect(argon2id.calls).toBe(0)
  })
})
