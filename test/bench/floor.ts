/**
 * A process that opens a vault and parses its payload, and does nothing else: `node floor.cjs VAULT PASSPHRASE`. What this costs beyond the
 * key derivation, no command that opens the vault can save.
 */
import { readFileSync } from 'node:fs'
import { argon2id } from '../../src/envelope/argon2id.ts'
import { takeEnvelope } from '../../src/envelope/format.ts'
import { openPayload } from '../../src/envelope/payload.ts'
import { unlock } from '../../src/vault/open-slot.ts'

const [, , vault = '', passphrase = ''] = process.argv
const envelope = takeEnvelope(readFileSync(vault))
void unlock(envelope, { text: passphrase }, argon2id(), undefined).then(({ vaultKey }) => {
  const payload = Buffer.concat(openPayload(envelope, vaultKey)).toString('latin1')
  const { events }: { events: readonly unknown[] } = JSON.parse(payload)
  process.stdout.write(`${events.length}\n`)
})
