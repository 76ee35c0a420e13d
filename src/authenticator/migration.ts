/**
 * Reads the QR codes of "Transfer accounts" in Google Authenticator: protocol buffers in base64 in an address. The format is not
 * documented; these are the fields that other programs read (Aegis, google_auth.proto).
 *
 * Loaded on demand. Throws no UserError: as a chunk of its own it has its own copy of that class.
 */
import { ScureBase32Plugin } from 'otplib'
import { PbfReader } from 'pbf'
import type { OfferedTotp } from '../domain/authenticator/otpauth.ts'

export interface Migration {
  readonly entries: readonly OfferedTotp[]
  /** Accounts that do not fit into one QR code are in several parts. */
  readonly parts: number
  /** From 0. */
  readonly part: number
  readonly batch: number
}

/** Far more than Google Authenticator puts into one QR code. */
const maxEntries = 1_000

/** @returns undefined for other addresses */
export function parseMigration(address: string): Migration | undefined {
  const data = dataOf(address)
  if (data === undefined) return undefined
  try {
    const migration = read(new PbfReader(data))
    return migration.entries.length > maxEntries ? undefined : migration
  } catch {
    return undefined
  }
}

function dataOf(address: string): Uint8Array | undefined {
  if (!/^otpauth-migration:/i.test(address) || !URL.canParse(address)) return undefined
  // A plus that was not escaped is read as a space.
  const text = new URL(address).searchParams.get('data')?.replaceAll(' ', '+') ?? ''
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64')
}

const bytesType = 2

function read(pbf: PbfReader): Migration {
  const found = { entries: [] as OfferedTotp[], parts: 1, part: 0, batch: 0 }
  return pbf.readFields((tag, migration) => {
    // Not readMessage: it does not check the length, and reads past the end.
    if (tag === 1 && pbf.type === bytesType) migration.entries.push(readEntry(pbf.readBytes()))
    else if (tag === 3) migration.parts = Math.max(1, pbf.readVarint())
    else if (tag === 4) migration.part = pbf.readVarint()
    else if (tag === 5) migration.batch = pbf.readVarint()
  }, found)
}

const algorithms = ['SHA1', 'SHA1', 'SHA256', 'SHA512', 'MD5']
const digits = ['6', '6', '8', '7']
const types = ['totp', 'hotp', 'totp']

function readEntry(bytes: Uint8Array): OfferedTotp {
  const pbf = new PbfReader(bytes)
  const entry = { type: 'totp', secret: '', issuer: '', label: '', algorithm: 'SHA1', digits: '6', period: '30' }
  return pbf.readFields((tag, found) => {
    if (pbf.type === bytesType) {
      if (tag === 1) found.secret = new ScureBase32Plugin().encode(pbf.readBytes(), { padding: false })
      else if (tag === 2) found.label = pbf.readString()
      else if (tag === 3) found.issuer = pbf.readString()
    } else if (tag === 4) found.algorithm = algorithms[pbf.readVarint()] ?? '?'
    else if (tag === 5) found.digits = digits[pbf.readVarint()] ?? '?'
    else if (tag === 6) found.type = types[pbf.readVarint()] ?? '?'
  }, entry)
}
