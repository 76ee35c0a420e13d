/** Which of the offered entries to store, and whether it belongs to the account. */
import type { Handle } from '../text/handle.ts'
import { type OfferedTotp, refused } from './otpauth.ts'

/** The account that an entry names. */
export type EntryOwner = 'this' | 'another' | 'nobody'

export function whoIsNamed({ issuer, label }: OfferedTotp, handle: Handle): EntryOwner {
  if (issuer !== '' && !isInstagram(issuer)) return 'another'
  const name = label.split(':').at(-1)?.trim().replace(/^@/, '').toLowerCase() ?? ''
  if (name === '') return 'nobody'
  return name === handle ? 'this' : 'another'
}

/** The only possible entry, or the entries to choose from, Instagram's first. */
export type Choice =
  | { readonly only: OfferedTotp }
  | { readonly among: readonly [OfferedTotp, ...(readonly OfferedTotp[])] }

/** @throws UserError `totp-refused` if there is no time-based entry */
export function chooseOffered(offered: readonly OfferedTotp[], handle: Handle): Choice {
  const [first, ...more] = offered
    .filter(({ type }) => type === 'totp')
    .toSorted((a, b) => Number(isInstagram(b.issuer)) - Number(isInstagram(a.issuer)))
  if (first === undefined)
    throw refused(offered.length === 0 ? 'empty' : offered.some(({ type }) => type === 'hotp') ? 'hotp' : 'address')
  if (more.length === 0) return { only: first }
  const [fitting, ...others] = [first, ...more].filter(
    one => isInstagram(one.issuer) && whoIsNamed(one, handle) === 'this',
  )
  return fitting && others.length === 0 ? { only: fitting } : { among: [first, ...more] }
}

function isInstagram(issuer: string): boolean {
  return /instagram/i.test(issuer)
}
