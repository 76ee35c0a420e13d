/** What must hold of pictures, authenticators' exports and vault files, whatever their bytes are. */
import { PNG } from 'pngjs'
import { readAppExport } from '../../src/authenticator/app-exports.ts'
import { parseMigration } from '../../src/authenticator/migration.ts'
import { readPicture } from '../../src/authenticator/qr-picture.ts'
import { judgeOffered, type OfferedTotp, offeredSecret, parseOtpauth } from '../../src/domain/authenticator/otpauth.ts'
import { bounds, headerLines, parseEnvelope } from '../../src/envelope/format.ts'
import { newVaultKey, openPayload, sealEnvelope } from '../../src/envelope/payload.ts'
import { UserError } from '../../src/errors.ts'
import { addressOf, exportOf, rfcSeed } from '../authenticator/exports.ts'
import { pictureOf, zxing } from '../authenticator/pictures.ts'
import { countingRandom } from '../envelope/samples.ts'
import { filesIn } from './corpus.ts'
import { below, mutated, oneOf, type Random } from './mutations.ts'

function refusedWith<T>(read: () => T, ...codes: readonly string[]): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError && codes.includes(error.code)) return undefined
    throw error
  }
}

// Authenticators

export const migrations: readonly Buffer[] = [
  exportOf([{ secret: rfcSeed, name: 'shop_tokyo', issuer: 'Instagram' }]),
  exportOf(
    [
      { secret: rfcSeed, name: 'shop_tokyo', issuer: 'Instagram' },
      { secret: rfcSeed, name: '銀行', issuer: 'Bank', algorithm: 3, digits: 2, type: 1 },
    ],
    { parts: 3, part: 1 },
  ),
].map(address => Buffer.from(new URL(address).searchParams.get('data') ?? '', 'base64'))

export function judgeMigration(file: Buffer): void {
  const found = parseMigration(addressOf(file))
  for (const entry of found?.entries ?? []) {
    const key = judged(entry)
    // A secret is taken as it is.
    if (key !== undefined && !file.includes(Buffer.from(base32(key)))) throw new Error(`wrong secret: ${key}`)
  }
}

/** @returns the secret */
function judged(entry: OfferedTotp): string | undefined {
  return refusedWith(() => judgeOffered(entry), 'totp-refused')?.secret
}

/** RFC 4648, section 6. */
function base32(text: string): readonly number[] {
  const bits = [...text]
    .map(sign => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/gu) ?? []).map(byte => Number.parseInt(byte, 2))
}

export const addresses: readonly Buffer[] = [
  'otpauth://totp/Instagram:shop_tokyo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Instagram',
  'otpauth://totp/%E9%8A%80%E8%A1%8C:me?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=8&period=60',
  'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
].map(address => Buffer.from(address))

export function judgeAddress(file: Buffer): void {
  const text = file.toString()
  const entry = /^otpauth/iu.test(text) ? refusedWith(() => parseOtpauth(text), 'totp-refused') : offeredSecret(text)
  if (entry) judged(entry)
}

export function judgeAppExport(file: Buffer): void {
  const found = readAppExport(file.toString())
  if ('problem' in found) return
  for (const entry of found.entries) judged(entry)
  for (const address of found.addresses) judgeAddress(Buffer.from(address))
}

// Vault files

const vaults = ['vaults', 'vectors', 'vectors2', 'vectors2-more'].flatMap(folder => filesIn(folder, /\.igcodes$/u))
export const vaultFiles: readonly Buffer[] = vaults

/** A file has one header only, and only a small one costs something. */
export function judgeHeader(file: Buffer): void {
  const envelope = refusedWith(() => parseEnvelope(file), 'damaged', 'newer-format')
  if (!envelope) return
  const { signed, slots } = envelope
  if (!file.subarray(0, signed.length).equals(signed) || Buffer.compare(headerLines(envelope), signed) !== 0)
    throw new Error('another header')
  if (slots.some(({ m, t }) => m * t > bounds.maxMemoryTimesPasses)) throw new Error('costs too much')
}

const vaultKey = newVaultKey(countingRandom())

/** The header is of a vector, so it has slots. The key is ours. */
export const sealedFiles: readonly Buffer[] = vaults.flatMap(file => {
  const envelope = refusedWith(() => parseEnvelope(file), 'damaged', 'newer-format')
  const payload = Buffer.from('{"events":[],"secrets":{}}')
  return envelope ? [Buffer.from(sealEnvelope({ ...envelope, vaultKey, payload, random: countingRandom() }))] : []
})

export function judgePayload(file: Buffer): void {
  const opened = refusedWith(() => openPayload(parseEnvelope(file), vaultKey), 'damaged', 'newer-format')
  if (opened && !sealedFiles.some(one => one.equals(file))) throw new Error('opens, and is none of ours')
}

// Pictures

/** Small, so that many can be tried. */
const drawn = ['ig', 'x'].map(name => pictureOf(`otpauth://totp/${name}?secret=GEZDGNBVGY3TQOJQ`, { scale: 2 }))
const seeThrough = pictureOf('otpauth://totp/ig?secret=GEZDGNBVGY3TQOJQ', { scale: 2, clear: true })
const pictures = [
  ...[...drawn, ...drawn, ...drawn, seeThrough],
  ...filesIn('authenticator', /\.(?:png|jpg|gif|bmp|webp|heic|tiff)$/u).filter(file => file.length < 5000),
]

/** Damaged as a file, or in what it shows. */
export function damagedPicture(random: Random): Buffer {
  return random() < 0.5
    ? mutated(pictures, random)
    : PNG.sync.write(repainted(PNG.sync.read(oneOf(drawn, random)), random))
}

/** Stripes, spots, shifted rows, inverted parts. */
function repainted(image: PNG, random: Random): PNG {
  const { data } = image
  for (let changes = 1 + below(8, random); changes > 0; changes--) {
    const start = below(data.length, random)
    const end = start + Math.floor((data.length - start) * random() ** 3)
    const way = below(4, random)
    if (way === 0) data.fill(below(256, random), start, end)
    else if (way === 1) data.copyWithin(below(data.length, random), start, end)
    else
      for (let at = start; at < end; at++)
        if (way === 2) data[at] = 255 - (data[at] ?? 0)
        else if (random() < 0.1) data[at] = below(256, random)
  }
  return image
}

/** A code either is read right, or is not read. */
export async function judgePicture(file: Buffer): Promise<void> {
  const found = await readPicture(file, await zxing)
  if ('problem' in found) return
  const wrong = found.texts.filter(text => !/^(?:otpauth(?:-migration)?:\/\/|https:\/\/)/u.test(text))
  if (wrong.length > 0) throw new Error(`wrong: ${wrong.join(' ')}`)
}
