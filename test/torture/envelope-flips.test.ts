/** A vault with any one byte changed, or cut off anywhere, does not open; and it is refused, not crashed upon. */
import { beforeAll, expect, test } from 'vitest'
import { makeFile, openFile, refusal, rememberingStretch, utf8 } from '../envelope/samples.ts'
import { sampled } from '../thorough.ts'

const passphrase = 'correct horse battery staple'
const { stretch } = rememberingStretch()
const refusals = [
  'magic',
  'newer-format',
  'line-ends',
  'lines',
  'header',
  'slot',
  'kdf',
  'mac',
  'payload',
  'wrong-passphrase',
]

let file: Uint8Array

beforeAll(async () => {
  file = await makeFile(utf8('{"events":[],"secrets":{}}'), [passphrase], stretch)
  expect(await outcome(file)).toBe('opens')
})

function outcome(bytes: Uint8Array): Promise<string> {
  return openFile(bytes, passphrase, stretch).then(() => 'opens', refusal)
}

// One low bit, the bit between a letter's cases, and the bit that leaves ASCII: each gives other characters that a
// lenient decoder might overlook. Every byte is changed by one of them, or by all.
const masks = [0x01, 0x02, 0x20, 0x80]

test.each(masks)('no vault opens with a byte changed by %d', async mask => {
  const changed = Uint8Array.from(file)
  for (const [at, byte] of sampled([...file.entries()], masks.length, masks.indexOf(mask))) {
    changed[at] = byte ^ mask
    const result = await outcome(changed)
    if (!refusals.includes(result)) expect.fail(`byte ${at} of ${file.length} with mask ${mask}: ${result}`)
    changed[at] = byte
  }
  expect(changed).toEqual(file)
})

test('no vault opens with its end cut off', async () => {
  for (const length of sampled([...file.keys()], 3)) {
    const result = await outcome(file.subarray(0, length))
    if (!refusals.includes(result)) expect.fail(`${length} of ${file.length} bytes: ${result}`)
  }
})

test('no vault opens with its start cut off, or with a byte left out or doubled', async () => {
  for (const at of file.keys()) {
    const changes = {
      'start cut off': file.subarray(at + 1),
      'left out': Buffer.concat([file.subarray(0, at), file.subarray(at + 1)]),
      doubled: Buffer.concat([file.subarray(0, at + 1), file.subarray(at)]),
    }
    for (const [change, bytes] of sampled(Object.entries(changes), 3, at)) {
      const result = await outcome(bytes)
      if (!refusals.includes(result)) expect.fail(`byte ${at} ${change}: ${result}`)
    }
  }
})
