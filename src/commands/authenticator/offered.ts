/** Reads what may hold an authenticator's secret: text, addresses, pictures, exports. Runs before any key is derived. */
import { type OfferedTotp, offeredSecret, parseOtpauth, refused } from '../../domain/authenticator/otpauth.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { readInputFile } from '../../vault/read-input.ts'

/** An app's export of some hundred accounts, with their icons. */
export const maxTextBytes = 8 * 1024 * 1024
/** In characters: a few hundred accounts' addresses. */
const maxAddresses = 64 * 1024
/** A photograph of 12 million pixels fits, as PNG. */
const maxPictureBytes = 32 * 1024 * 1024

export interface Offer {
  readonly entries: readonly OfferedTotp[]
  /** Parts of an export that were not given. */
  readonly missing: number
}

/** @throws UserError `totp-refused` */
export async function offerIn(text: string): Promise<Offer> {
  if (/^\ufeff?\s*[{[]/u.test(text)) return offerInJson(text)
  if (text.length > maxAddresses) throw new UserError('paste-too-large', { limit: maxAddresses })
  return offerOf(
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== ''),
  )
}

async function offerInJson(text: string): Promise<Offer> {
  const { readAppExport } = await import('../../authenticator/app-exports.ts')
  const found = readAppExport(text.replace(/^\ufeff/u, ''))
  if ('problem' in found) throw refused(found.problem)
  return { entries: [...found.entries, ...found.addresses.map(parseOtpauth)], missing: 0 }
}

/**
 * Every code of every picture, except those that are not for an authenticator.
 *
 * @throws UserError `totp-refused`, `picture-refused`, `storage`
 */
export async function offerInPictures(terminal: Terminal, paths: readonly string[]): Promise<Offer> {
  const progress = terminal.progress(messages.readingPicture, undefined)
  const texts: string[] = []
  try {
    for (const [index, path] of paths.entries()) {
      texts.push(...(await textsInPicture(path)))
      if (paths.length > 1) progress.update((index + 1) / paths.length)
    }
  } finally {
    progress.done()
  }
  return offerOf(texts)
}

async function textsInPicture(path: string): Promise<readonly string[]> {
  const bytes = readInputFile(path, maxPictureBytes)
  if (bytes.length > maxPictureBytes) throw new UserError('picture-refused', { path, problem: 'too-large', format: '' })
  const { readInThread } = await import('./picture-thread.ts')
  const found = await readInThread(bytes)
  if ('problem' in found) throw new UserError('picture-refused', { path, ...found })
  const texts = found.texts.map(text => text.trim()).filter(text => /^otpauth/i.test(text))
  if (texts.length === 0) throw new UserError('picture-refused', { path, problem: 'other-qr', format: '' })
  return texts
}

async function offerOf(texts: readonly string[]): Promise<Offer> {
  const exports = texts.filter(text => /^otpauth-migration:/i.test(text))
  const others = texts.filter(text => !exports.includes(text))
  // A secret in groups may be broken into lines; an address is on one line.
  const isAddresses = others.some(text => /^otpauth/i.test(text))
  const offered = isAddresses ? others.map(parseOtpauth) : others.length > 0 ? [offeredSecret(others.join(''))] : []
  const migrated = await migrationsIn(exports)
  return { entries: [...offered, ...migrated.entries], missing: migrated.missing }
}

async function migrationsIn(addresses: readonly string[]): Promise<Offer> {
  if (addresses.length === 0) return { entries: [], missing: 0 }
  const { parseMigration } = await import('../../authenticator/migration.ts')
  const migrations = addresses.map(address => {
    const migration = parseMigration(address)
    if (!migration) throw refused('export')
    return migration
  })
  const parts = new Map(migrations.map(one => [`${one.batch} ${one.part}`, one]))
  const wanted = new Map(migrations.map(({ batch, parts }) => [batch, parts]))
  const total = [...wanted.values()].reduce((sum, count) => sum + count, 0)
  return { entries: [...parts.values()].flatMap(({ entries }) => entries), missing: Math.max(0, total - parts.size) }
}
