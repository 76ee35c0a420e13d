import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openFile, refusal, rememberingStretch } from './samples.ts'

interface Vector {
  readonly passphrase: string
  readonly expect: string
  /** What only a machine that has seen more refuses: the file itself opens (test/vault/vault-keys.test.ts). */
  readonly remembers?: object
}

/** Each folder and how many files it must have. */
const folders = [
  ['vectors', 46],
  ['vectors2', 49],
  ['vectors2-more', 28],
] as const

function folderOf(name: string): URL {
  return new URL(`../../fixtures/${name}/`, import.meta.url)
}

function indexOf(name: string): Record<string, Vector> {
  return JSON.parse(readFileSync(new URL('index.json', folderOf(name)), 'utf8'))
}

/** The index names stages; most are also this reader's part. */
const called: Record<string, string> = { version: 'newer-format', passphrase: 'wrong-passphrase' }

/** Where this reader's checks have another order, the neighbor that refuses instead. */
const neighbours: Record<string, string> = {
  lines_crlf: 'line-ends',
  lines_git_conflict_markers: 'conflict-markers',
  kdf_memory_as_float: 'header',
  slot_link_unknown_member: 'header',
  slot_link_members_out_of_order: 'header',
}

/** Refused from the file's form alone, so the number of key derivations is 0. */
const structural = new Set(['magic', 'version', 'lines', 'header', 'kdf'])
/** Of slots and payloads, those whose form is wrong. */
const brokenForms = new Set([
  'payload_cut',
  'payload_empty',
  'payload_not_base64',
  'slot_nonce_short',
  'slot_salt_base64_not_canonical',
  'slot_unknown_kdf',
  'slot_unknown_kind',
  'slot_link_empty_object',
  'slot_link_in_the_first_epoch',
  'slot_link_member_missing',
  'slot_link_members_out_of_order',
  'slot_link_unknown_member',
  'slot_public_short',
])
const opaque = '{"vector":"this payload is opaque to the envelope"}'
const payloads: Record<string, string> = {
  opens_payload_of_exactly_one_pad: `"${'x'.repeat(4094)}"`,
  opens_payload_one_byte_short_of_pad: `"${'x'.repeat(4093)}"`,
}

// One for all vectors: they share their salts.
const argon2id = rememberingStretch()

describe.each(folders)('fixtures/%s', (folder, count) => {
  const index = indexOf(folder)

  test('has the files that its index names', () => {
    const files = readdirSync(folderOf(folder)).filter(name => name.endsWith('.igcodes'))
    expect(files).toHaveLength(count)
    expect(files.map(name => name.replace('.igcodes', '')).sort()).toEqual(Object.keys(index).sort())
  })

  test.each(Object.entries(index))('%s', async (name, vector) => {
    const file = new Uint8Array(readFileSync(new URL(`${name}.igcodes`, folderOf(folder))))
    const stage = vector.remembers ? 'opens' : vector.expect
    argon2id.calls = 0
    const outcome = await openFile(file, vector.passphrase, argon2id.stretch).then(payload => {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(payload)
      if (folder === 'vectors') expect(text).toBe(payloads[name] ?? opaque)
      return 'opens'
    }, refusal)

    expect(outcome).toBe(neighbours[name] ?? called[stage] ?? stage)
    if (isStructural(name, stage)) expect(argon2id.calls).toBe(0)
    else expect(argon2id.calls).toBeGreaterThan(0)
  })
})

function isStructural(name: string, stage: string): boolean {
  return structural.has(stage) || brokenForms.has(name)
}
