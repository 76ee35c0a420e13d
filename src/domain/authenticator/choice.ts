/** Which of the entries that were handed over is meant, and whether it is this account's at all. */
import type { Handle } from '../text/handle.ts'
import { type OfferedTotp, refused } from './otpauth.ts'

/** Whom an entry names: this account, another one, or nobody. */
export type Named = 'this' | 'another' | 'nobody'

export function whoIsNamed({ issuer, label }: OfferedTotp, handle: Handle): Named {
  if (issuer !== '' && !isInstagram(issuer)) return 'another'
  const name = label.split(':').at(-1)?.trim().replace(/^@/, '').toLowerCase() ?? ''
  if (name === '') return 'nobody'
  return name === handle ? 'this' : 'another'
}

/** One entry where there is no doubt; else those that somebody has to choose from, Instagram's first. */
export type Choice =
  | { readonly only: OfferedTotp }
  | { readonly among: readonly [OfferedTotp, ...(readonly OfferedTotp[])] }

/** @throws UserError `totp-refused` where nothing is there that counts time */
export function chooseOffered(offered: readonly OfferedTotp[], handle: Handle): Choice {
  const [first, ...more] = offered
    .filter(({ type }) => type !== 'hotp')
    .toSorted((a, b) => Number(isInstagram(b.issuer)) - Number(isInstagram(a.issuer)))
  if (first === undefined) throw refused(offered.length > 0 ? 'hotp' : 'empty')
  if (more.length === 0) return { only: first }
  const [fitting, ...others] = [first, ...more].filter(
    one => isInstagram(one.issuer) && whoIsNamed(one, handle) === 'this',
  )
  return fitting && others.length === 0 ? { only: fitting } : { among: [first, ...more] }
}

function isInstagram(issuer: string): boolean {
  return /instagram/i.test(issuer)
}
