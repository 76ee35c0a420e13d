/**
 * Writes the vault of an agency (agency.ts) at the cost `light`: `node large-vault.mjs FILE PASSPHRASE ACCOUNTS [SETS [COPY]]`. Each
 * account has SETS code sets, 20 by default. With COPY, that file and FILE have each half of what was done with the codes. Prints
 * `{"codes","events"}`.
 *
 * Made of the product's own events, rule of erasure, journal and envelope, but not by its commands: 100,000 saves would take a day.
 */
import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { erasable } from '../../src/domain/journal/erasure.ts'
import { fold } from '../../src/domain/journal/fold.ts'
import { emptyJournal, type Journal, serializeJournal, stamp } from '../../src/domain/journal/payload.ts'
import { parseBackupCode } from '../../src/domain/model/backup-code.ts'
import type { Fact } from '../../src/domain/model/events.ts'
import type { AccountId, CodeId } from '../../src/domain/model/ids.ts'
import { parseIsoDate } from '../../src/domain/text/date.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { argon2id } from '../../src/envelope/argon2id.ts'
import { costs } from '../../src/envelope/format.ts'
import { newVaultId, newVaultKey, sealEnvelope } from '../../src/envelope/payload.ts'
import { newSlotKeys, wrapSlot } from '../../src/envelope/slots.ts'
import { newKeyRecord, withKeyRecord } from '../../src/envelope/vault-keys.ts'
import { agencyOf } from './agency.ts'

/** A new set every six months: 100 codes and 101 events an account. */
const tenYears = 20
const codesOfASet = 5

const [, , file = '', passphrase = '', accounts = '', setsOfAnAccount = tenYears, copy] = process.argv
const { codes, ...journal } = journalOf(Number(accounts), Number(setsOfAnAccount))
const whole = { ...journal, rest: withKeyRecord({}, newKeyRecord(random)) }
const seal = await sealer()
if (copy)
  for (const [side, path] of [file, copy].entries()) write(path, { ...whole, events: halfOf(whole.events, side) })
else write(file, whole)
process.stdout.write(`${JSON.stringify({ codes, events: journal.events.length })}\n`)

/** With the digits that the program would have kept: of the newest sets, without the codes that worked. */
function journalOf(accountCount: number, setsOfAnAccount: number): Journal & { readonly codes: number } {
  const facts: Fact[] = []
  const handles: AccountId[] = []
  const secrets = new Map(emptyJournal.secrets)
  for (let account = 0; account < accountCount; account++) {
    const handle = parseHandle(`shop_${String(account).padStart(4, '0')}`)
    facts.push({ type: 'account-added', account: handle, handle })
    for (let set = 0; set < setsOfAnAccount; set++) facts.push(...lifeOfASet(handle, set))
    handles.push(handle)
  }
  facts.push(...agencyOf(handles))
  for (const fact of facts)
    if (fact.type === 'set-added') for (const id of fact.codes) secrets.set(id, digits(secrets.size))

  const writer = { replica: idOf('replica', 24), count: 0, lamport: 0, at: '2026-11-20T12:00:00.000Z', by: 'aki' }
  let written = 0
  const events = stamp(facts, { ...writer, newId: () => idOf(`event ${written++}`, 16) })
  const codes = secrets.size
  for (const id of erasable(fold(events))) secrets.delete(id)
  return { ...emptyJournal, events, secrets, codes }
}

/** Two of the five were handed out; the first worked, which retires the set before. */
function lifeOfASet(account: string, index: number): Fact[] {
  const set = idOf(`${account} ${index}`, 16)
  const codes = Array.from({ length: codesOfASet }, (_, code) => idOf(`${account} ${index} ${code}`, 43))
  const year = 2017 + Math.floor(index / 2)
  const issuedOn = parseIsoDate(`${year}-${index % 2 === 0 ? '05' : '11'}-20`)
  return [
    { type: 'set-added', account, set, issuedOn, codes },
    ...codes.slice(0, 2).flatMap((code, index): Fact[] => [
      { type: 'code-reserved', account, code },
      { type: index === 0 ? 'code-used' : 'code-rejected', account, code },
    ]),
    ...(index > 0 ? [{ type: 'set-retired', account, set: idOf(`${account} ${index - 1}`, 16) } as const] : []),
  ]
}

/** As long as the product's own ids, which are random or HMACs; the same in every run. */
function idOf(name: string, length: number): CodeId {
  return createHash('sha256').update(name).digest('base64url').slice(0, length)
}

function digits(index: number) {
  const code = parseBackupCode(String(10_000_000 + index))
  if (code === undefined) throw new Error('no backup code')
  return code
}

function write(path: string, journal: Journal): void {
  writeFileSync(path, seal(serializeJournal(journal)), { mode: 0o600 })
}

/** Events about codes go to the sides in turn, all others to both. */
function halfOf(events: Journal['events'], side: number): Journal['events'] {
  return events.filter(({ type }, index) => !type.startsWith('code-') || index % 2 === side)
}

/** Seals payloads as saves of one vault. */
async function sealer(): Promise<(payload: Uint8Array) => Uint8Array> {
  const vaultId = newVaultId(random)
  const vaultKey = newVaultKey(random)
  const common = { vaultId, epoch: 1, vaultKey, random }
  const secret = { kind: 'passphrase', secret: passphrase, cost: costs.light, stretch: argon2id() } as const
  const slot = wrapSlot(common, await newSlotKeys({ ...common, ...secret }), vaultKey, random)
  return payload => sealEnvelope({ ...common, slots: [slot], payload })
}

function random(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length))
}
