/**
 * Time-based one-time codes (RFC 6238), computed by otplib. Loaded on demand.
 */
import { createGuardrails, generateSync } from 'otplib'
import type { TotpKey } from '../domain/model/totp-key.ts'

/** In steps: how far the clock of a phone or of this machine may be off. */
const maxSteps = 10

/** otplib refuses secrets under 128 bits. The minimum is checked when a secret is read (domain/authenticator/otpauth.ts). */
const guardrails = createGuardrails({ MIN_SECRET_BYTES: 10 })

/** @param seconds since 1970, UTC */
export function codeAt({ secret, algorithm, digits, period }: TotpKey, seconds: number): string {
  return generateSync({ secret, algorithm: hashOf[algorithm], digits, period, epoch: seconds, guardrails })
}

/** How many steps ahead a clock is that shows this code, the nearest one; undefined: none within `maxSteps`. */
export function stepsAhead(key: TotpKey, seconds: number, code: string): number | undefined {
  const nearestFirst = Array.from({ length: maxSteps }, (_, index) => [-index - 1, index + 1]).flat()
  return [0, ...nearestFirst].find(step => {
    const then = seconds + step * key.period
    return then >= 0 && codeAt(key, then) === code
  })
}

const hashOf = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const
