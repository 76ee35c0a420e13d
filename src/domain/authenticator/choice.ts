/** Which of the offered entries to store, and whether it belongs to the account. */
import type { Handle } from '../text/handle.ts'
import { type OfferedTotp, refused } from './otpauth.ts'

/** Whose an entry is, by its names. */
export type EntryOwner = 'this' | 'another-account' | 'another-service' | 'nobody'

export function whoIsNamed({ issuer, label }: OfferedTotp, handle: Handle): EntryOwner {
  if (issuer !== '' && !isInstagram(issuer)) return 'another-service'
  const name = label.split(':').at(-1)?.trim().replace(/^@/, '').toLowerCase() ?? ''
  if (name === '') return 'nobody'
  return name === handle ? 'this' : 'another-account'
}

/** The only possible entry, or the entries to choose from, Instagram's first. */
export type Choice =
  | { readonly only: OfferedTotp }
  | { readonly among: readonly [OfferedTotp, ...(readonly OfferedTotp[])] }

/** @throws UserError `totp-refused` if there is no time-based entry */
export function chooseOffered(offered: readonly OfferedTotp[], handle: Handle): Choice {
  const [first, ...more] = timeBased(offered)
  if (more.length === 0) return { only: first }
  const instagrams = [first, ...more].filter(({ issuer }) => isInstagram(issuer))
  const named = instagrams.filter(one => whoIsNamed(one, handle) === 'this')
  // The only one of Instagram's needs no name.
  const unnamed = instagrams.length === 1 ? instagrams.filter(one => whoIsNamed(one, handle) === 'nobody') : []
  const [fitting, ...others] = [...named, ...unnamed]
  return fitting && others.length === 0 ? { only: fitting } : { among: [first, ...more] }
}

/**
 * Those that Instagram could have issued, its own first.
 *
 * @throws UserError `totp-refused` if there is none
 */
export function timeBased(offered: readonly OfferedTotp[]): readonly [OfferedTotp, ...(readonly OfferedTotp[])] {
  const [first, ...more] = withoutRepeats(offered)
    .filter(({ type }) => type === 'totp')
    .toSorted((a, b) => Number(isInstagram(b.issuer)) - Number(isInstagram(a.issuer)))
  if (first === undefined)
    throw refused(offered.length === 0 ? 'empty' : offered.some(({ type }) => type === 'hotp') ? 'hotp' : 'address')
  return [first, ...more]
}

/** The same code may be in several pictures. */
function withoutRepeats(offered: readonly OfferedTotp[]): readonly OfferedTotp[] {
  return [...new Map(offered.map(one => [JSON.stringify(one), one])).values()]
}

function isInstagram(issuer: string): boolean {
  return /instagram/i.test(issuer)
}
