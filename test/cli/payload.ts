/** The vault's content, changed behind igcodes' back but sealed as it should be: what a newer igcodes or an attacker might write. */
import { readFileSync, writeFileSync } from 'node:fs'
import { argon2id } from '../../src/envelope/argon2id.ts'
import { type Envelope, parseEnvelope } from '../../src/envelope/format.ts'
import { sealEnvelope } from '../../src/envelope/payload.ts'
import { openSlot } from '../../src/envelope/slots.ts'
import { random, wholePayload } from '../envelope/samples.ts'
import { object, passphrase, type World } from './world.ts'

export interface Payload {
  readonly events: readonly Record<string, unknown>[]
  readonly secrets: Record<string, unknown>
  readonly [member: string]: unknown
}

const stretch = argon2id()

export async function readPayload({ vault }: World): Promise<Payload> {
  const { envelope, vaultKey } = await opened(vault)
  return parsed(wholePayload(envelope, vaultKey))
}

export async function changePayload({ vault }: World, change: (payload: Payload) => object): Promise<void> {
  const { envelope, vaultKey } = await opened(vault)
  const payload = new TextEncoder().encode(JSON.stringify(change(parsed(wholePayload(envelope, vaultKey)))))
  writeFileSync(vault, sealEnvelope({ ...envelope, vaultKey, payload, random }))
}

/** The event after the last, as a replica of its own would write it. */
export function nextEvent({ events }: Payload, event: object): Record<string, unknown> {
  const lamport = Math.max(0, ...events.map(({ lamport }) => Number(lamport))) + 1
  return {
    id: `event${lamport}`,
    replica: 'another-machine-far-away',
    n: lamport,
    lamport,
    at: '2026-11-20T09:00:00.000Z',
    by: 'another',
    ...event,
  }
}

function parsed(bytes: Uint8Array): Payload {
  const { events = [], secrets = {}, ...rest } = object(JSON.parse(new TextDecoder().decode(bytes)))
  if (!Array.isArray(events)) throw new Error('events is no list')
  return { events: events.map(object), secrets: object(secrets), ...rest }
}

async function opened(path: string): Promise<{ envelope: Envelope; vaultKey: Uint8Array }> {
  const envelope = parseEnvelope(readFileSync(path))
  for (const slot of envelope.slots) {
    const { vaultId, epoch } = envelope
    const found = await openSlot({ vaultId, epoch, slot, secret: passphrase, stretch })
    if (found) return { envelope, vaultKey: found.vaultKey }
  }
  throw new Error(`${path} does not open with the tests' passphrase`)
}
