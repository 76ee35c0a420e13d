/** Exports as Google Authenticator writes them, made with pbf's own writer. */
import { PbfWriter } from 'pbf'

export interface Exported {
  readonly secret: Uint8Array
  readonly name: string
  readonly issuer: string
  readonly algorithm?: number
  readonly digits?: number
  readonly type?: number
}

export const rfcSeed = new TextEncoder().encode('12345678901234567890')

export function exportOf(
  entries: readonly Exported[],
  { parts = 1, part = 0, batch = 77 }: { parts?: number; part?: number; batch?: number } = {},
): string {
  const pbf = new PbfWriter()
  for (const entry of entries) pbf.writeMessage(1, writeEntry, entry)
  pbf.writeVarintField(2, 1)
  pbf.writeVarintField(3, parts)
  pbf.writeVarintField(4, part)
  pbf.writeVarintField(5, batch)
  return addressOf(pbf.finish())
}

export function addressOf(bytes: Uint8Array): string {
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(bytes).toString('base64'))}`
}

function writeEntry({ secret, name, issuer, algorithm = 1, digits = 1, type = 2 }: Exported, pbf: PbfWriter): void {
  pbf.writeBytesField(1, secret)
  pbf.writeStringField(2, name)
  pbf.writeStringField(3, issuer)
  pbf.writeVarintField(4, algorithm)
  pbf.writeVarintField(5, digits)
  pbf.writeVarintField(6, type)
}
