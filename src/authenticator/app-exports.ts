/**
 * Reads the unencrypted JSON that authenticator apps export: Aegis, 2FAS, andOTP, FreeOTP+, Proton Authenticator, Stratum, Duo, and
 * Bitwarden's, whose logins have the secret.
 *
 * Loaded on demand. Throws no UserError: as a chunk of its own it has its own copy of that class.
 */
import { ScureBase32Plugin } from 'otplib'
import type { OfferedTotp } from '../domain/authenticator/otpauth.ts'
import { parseJson } from '../domain/text/json.ts'
import { list, member, text } from '../domain/text/json-members.ts'

export type AppExport =
  /** `addresses` are otpauth:// addresses, which their own reader checks. */
  | { readonly entries: readonly OfferedTotp[]; readonly addresses: readonly string[] }
  | { readonly problem: 'encrypted-export' | 'other-json' }

/** Far more than any person has. */
const maxEntries = 10_000

export function readAppExport(json: string): AppExport {
  const root = rootOf(json)
  if (isEncrypted(root)) return { problem: 'encrypted-export' }
  const found = readers.map(read => read(root)).find(entries => entries.length > 0) ?? []
  if (found.length === 0 || found.length > maxEntries) return { problem: 'other-json' }
  return {
    entries: found.flatMap(one => (typeof one === 'string' ? [] : [one])),
    addresses: found.flatMap(one => (typeof one === 'string' ? [one] : [])),
  }
}

function rootOf(json: string): unknown {
  try {
    return parseJson(json)
  } catch {
    return undefined
  }
}

/** Aegis; 2FAS; Ente; Bitwarden; Proton Authenticator. */
function isEncrypted(root: unknown): boolean {
  return (
    text(root, 'db') !== '' ||
    text(root, 'servicesEncrypted') !== '' ||
    text(root, 'encryptedData') !== '' ||
    member(root, 'encrypted') === true ||
    (text(root, 'salt') !== '' && text(root, 'content') !== '')
  )
}

type Found = OfferedTotp | string

const readers: readonly ((root: unknown) => readonly Found[])[] = [
  // Aegis
  root =>
    list(member(root, 'db'), 'entries').map(entry => {
      const info = member(entry, 'info')
      return offered(text(entry, 'type'), text(info, 'secret'), {
        issuer: text(entry, 'issuer'),
        label: text(entry, 'name'),
        algorithm: text(info, 'algo'),
        digits: member(info, 'digits'),
        period: member(info, 'period'),
      })
    }),
  // 2FAS
  root =>
    list(root, 'services').map(service => {
      const otp = member(service, 'otp')
      return offered(text(otp, 'tokenType'), text(service, 'secret'), {
        issuer: text(otp, 'issuer') || text(service, 'name'),
        label: text(otp, 'account') || text(otp, 'label'),
        algorithm: text(otp, 'algorithm'),
        digits: member(otp, 'digits'),
        period: member(otp, 'period'),
      })
    }),
  // FreeOTP+: the secret as bytes with a sign
  root =>
    list(root, 'tokens').map(token =>
      offered(text(token, 'type'), base32Of(list(token, 'secret')), {
        issuer: text(token, 'issuerExt') || text(token, 'issuerInt'),
        label: text(token, 'label'),
        algorithm: text(token, 'algo'),
        digits: member(token, 'digits'),
        period: member(token, 'period'),
      }),
    ),
  // Proton Authenticator
  root =>
    list(root, 'entries')
      .map(entry => text(member(entry, 'content'), 'uri'))
      .filter(address => /^otpauth:/iu.test(address)),
  // Stratum (Authenticator Pro)
  root =>
    list(root, 'Authenticators').map(entry =>
      offered(['', 'hotp', 'totp'][Number(member(entry, 'Type'))] ?? 'other', text(entry, 'Secret'), {
        issuer: text(entry, 'Issuer'),
        label: text(entry, 'Username'),
        algorithm: ['SHA1', 'SHA256', 'SHA512'][Number(member(entry, 'Algorithm'))] ?? '?',
        digits: member(entry, 'Digits'),
        period: member(entry, 'Period'),
      }),
    ),
  // Bitwarden: an address, or the secret alone
  root =>
    list(root, 'items').flatMap((item): Found[] => {
      const login = member(item, 'login')
      const secret = text(login, 'totp')
      if (secret === '') return []
      if (/^otpauth:/iu.test(secret)) return [secret]
      return [offered('totp', secret, { issuer: text(item, 'name'), label: text(login, 'username') })]
    }),
  // andOTP and Duo: a list without a name
  root =>
    (Array.isArray(root) ? root : []).flatMap((entry: unknown): Found[] => {
      const generator = member(entry, 'otpGenerator')
      const secret = text(entry, 'secret') || text(generator, 'otpSecret')
      if (secret === '') return []
      const type = text(entry, 'type') || (member(generator, 'counter') === undefined ? 'totp' : 'hotp')
      return [
        offered(type, secret, {
          issuer: text(entry, 'issuer'),
          label: text(entry, 'label') || text(entry, 'name'),
          algorithm: text(entry, 'algorithm'),
          digits: member(entry, 'digits'),
          period: member(entry, 'period'),
        }),
      ]
    }),
]

interface Details {
  readonly issuer: string
  readonly label: string
  readonly algorithm?: string
  readonly digits?: unknown
  readonly period?: unknown
}

/** What is missing has the default value of all authenticators. */
function offered(type: string, secret: string, { issuer, label, algorithm, digits, period }: Details): OfferedTotp {
  return {
    type: (type || 'totp').toLowerCase(),
    secret,
    issuer,
    label: label.startsWith(`${issuer}:`) ? label.slice(issuer.length + 1).trim() : label,
    algorithm: algorithm || 'SHA1',
    digits: String(digits ?? 6),
    period: String(period ?? 30),
  }
}

function base32Of(bytes: readonly unknown[]): string {
  const isBytes = bytes.every(byte => Number.isInteger(byte))
  return isBytes
    ? new ScureBase32Plugin().encode(
        Uint8Array.from(bytes, byte => Number(byte) & 255),
        { padding: false },
      )
    : ''
}
