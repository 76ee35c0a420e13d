/**
 * Reads the unencrypted JSON that authenticator apps export: Aegis, 2FAS, andOTP, FreeOTP+, Proton Authenticator, Stratum, Duo, and
 * Bitwarden's, whose logins have the secret.
 *
 * Loaded on demand. Throws no UserError: as a chunk of its own it has its own copy of that class.
 */
import { ScureBase32Plugin } from 'otplib'
import type { OfferedTotp } from '../domain/authenticator/otpauth.ts'
import { isObject, parseJson } from '../domain/text/json.ts'

export type AppExport =
  /** `addresses` are otpauth:// addresses, which their own reader checks. */
  | { readonly entries: readonly OfferedTotp[]; readonly addresses: readonly string[] }
  | { readonly problem: 'encrypted-export' | 'other-json' }

/** Far more than any person has. */
const maxEntries = 10_000

export function readAppExport(text: string): AppExport {
  const root = rootOf(text)
  if (isEncrypted(root)) return { problem: 'encrypted-export' }
  const found = readers.map(read => read(root)).find(entries => entries.length > 0) ?? []
  if (found.length === 0 || found.length > maxEntries) return { problem: 'other-json' }
  return {
    entries: found.flatMap(one => (typeof one === 'string' ? [] : [one])),
    addresses: found.flatMap(one => (typeof one === 'string' ? [one] : [])),
  }
}

function rootOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** Aegis; 2FAS; Ente; Bitwarden; Proton Authenticator. */
function isEncrypted(root: unknown): boolean {
  return (
    textOf(root, 'db') !== '' ||
    textOf(root, 'servicesEncrypted') !== '' ||
    textOf(root, 'encryptedData') !== '' ||
    member(root, 'encrypted') === true ||
    (textOf(root, 'salt') !== '' && textOf(root, 'content') !== '')
  )
}

type Found = OfferedTotp | string

const readers: readonly ((root: unknown) => readonly Found[])[] = [
  // Aegis
  root =>
    listOf(member(root, 'db'), 'entries').map(entry => {
      const info = member(entry, 'info')
      return offered(textOf(entry, 'type'), textOf(info, 'secret'), {
        issuer: textOf(entry, 'issuer'),
        label: textOf(entry, 'name'),
        algorithm: textOf(info, 'algo'),
        digits: member(info, 'digits'),
        period: member(info, 'period'),
      })
    }),
  // 2FAS
  root =>
    listOf(root, 'services').map(service => {
      const otp = member(service, 'otp')
      return offered(textOf(otp, 'tokenType'), textOf(service, 'secret'), {
        issuer: textOf(otp, 'issuer') || textOf(service, 'name'),
        label: textOf(otp, 'account') || textOf(otp, 'label'),
        algorithm: textOf(otp, 'algorithm'),
        digits: member(otp, 'digits'),
        period: member(otp, 'period'),
      })
    }),
  // FreeOTP+: the secret as bytes with a sign
  root =>
    listOf(root, 'tokens').map(token =>
      offered(textOf(token, 'type'), base32Of(listOf(token, 'secret')), {
        issuer: textOf(token, 'issuerExt') || textOf(token, 'issuerInt'),
        label: textOf(token, 'label'),
        algorithm: textOf(token, 'algo'),
        digits: member(token, 'digits'),
        period: member(token, 'period'),
      }),
    ),
  // Proton Authenticator
  root =>
    listOf(root, 'entries')
      .map(entry => textOf(member(entry, 'content'), 'uri'))
      .filter(address => /^otpauth:/iu.test(address)),
  // Stratum (Authenticator Pro)
  root =>
    listOf(root, 'Authenticators').map(entry =>
      offered(['', 'hotp', 'totp'][Number(member(entry, 'Type'))] ?? 'other', textOf(entry, 'Secret'), {
        issuer: textOf(entry, 'Issuer'),
        label: textOf(entry, 'Username'),
        algorithm: ['SHA1', 'SHA256', 'SHA512'][Number(member(entry, 'Algorithm'))] ?? '?',
        digits: member(entry, 'Digits'),
        period: member(entry, 'Period'),
      }),
    ),
  // Bitwarden: an address, or the secret alone
  root =>
    listOf(root, 'items').flatMap((item): Found[] => {
      const login = member(item, 'login')
      const secret = textOf(login, 'totp')
      if (secret === '') return []
      if (/^otpauth:/iu.test(secret)) return [secret]
      return [offered('totp', secret, { issuer: textOf(item, 'name'), label: textOf(login, 'username') })]
    }),
  // andOTP and Duo: a list without a name
  root =>
    (Array.isArray(root) ? root : []).flatMap((entry: unknown): Found[] => {
      const generator = member(entry, 'otpGenerator')
      const secret = textOf(entry, 'secret') || textOf(generator, 'otpSecret')
      if (secret === '') return []
      const type = textOf(entry, 'type') || (member(generator, 'counter') === undefined ? 'totp' : 'hotp')
      return [
        offered(type, secret, {
          issuer: textOf(entry, 'issuer'),
          label: textOf(entry, 'label') || textOf(entry, 'name'),
          algorithm: textOf(entry, 'algorithm'),
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

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name)
  return Array.isArray(found) ? found : []
}

function textOf(value: unknown, name: string): string {
  const found = member(value, name)
  return typeof found === 'string' ? found : ''
}
