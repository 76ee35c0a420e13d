/** What triage goes by: the answers and the vault together, as questions to ask of them. */
import type { Scenario } from '../model/scenarios.ts'
import { type Asset, isOut, type Sight, type Situation } from '../model/situation.ts'

/** What the vault knows about the account's codes. */
export interface KnownCodes {
  readonly left: number
  /** Whether the account ever had codes in the vault. */
  readonly ever: boolean
  /** Two codes were rejected within the last hour. */
  readonly coolingDown: boolean
}

export interface TriageFacts {
  readonly situation: Situation
  readonly see: Sight | undefined
  /** At least one is surely at hand. */
  readonly has: (...assets: readonly Asset[]) => boolean
  /** All are said to be gone. */
  readonly gone: (...assets: readonly Asset[]) => boolean
  /** None of them can be used: each is gone, or was not picked. */
  readonly out: (...assets: readonly Asset[]) => boolean
  /** The password can be reset by mail or SMS, or Facebook is surely linked. */
  readonly isResettable: boolean
  /** Nothing that passes the second step can be used. */
  readonly isSecondStepOut: boolean
  readonly codes: KnownCodes | undefined
}

/** Screens that a person sees on a device that is signed in. */
const signedInSights: readonly Sight[] = ['logged-in', 'mail-gone']

export function factsOf(answers: Situation, codes: KnownCodes | undefined): TriageFacts {
  const lost = new Set(answers.lost)
  const have = new Set([...answers.have].filter(asset => !lost.has(asset)))
  const absent = new Set([...(answers.absent ?? [])].filter(asset => !have.has(asset)))
  // Codes in the vault count even if the answer is that they are lost; codes on paper count even if the vault has none.
  if (codes && codes.left > 0) {
    have.add('codes')
    lost.delete('codes')
    absent.delete('codes')
  } else if (codes && !have.has('codes')) lost.add('codes')
  // The sight itself says what is gone.
  if (answers.see === 'mail-gone' && !have.has('mail')) lost.add('mail')
  if (answers.see === 'no-service' && !have.has('sms')) lost.add('sms')
  // Seeing the feed means signed in, unless the answer is that the session is lost.
  const isSignedOut = answers.see !== undefined && signedInSights.includes(answers.see) && lost.has('session')
  const see = isSignedOut ? 'code-prompt' : answers.see
  if (see !== undefined && signedInSights.includes(see)) {
    have.add('session')
    absent.delete('session')
  }

  const situation: Situation = { have, lost, absent, ...(see !== undefined && { see }) }
  const has = (...assets: readonly Asset[]): boolean => assets.some(asset => have.has(asset))
  const gone = (...assets: readonly Asset[]): boolean => assets.every(asset => lost.has(asset))
  const out = (...assets: readonly Asset[]): boolean => assets.every(asset => isOut(situation, asset))
  return {
    situation,
    see,
    has,
    gone,
    out,
    isResettable: !out('mail', 'sms') || has('facebook'),
    isSecondStepOut: out(...secondSteps) && !has('passkey'),
    codes,
  }
}

export const secondSteps = ['session', 'codes', 'authenticator', 'sms', 'whatsapp'] as const

export function isLockedOut({ see, has, gone }: TriageFacts): boolean {
  if (gone('session')) return true
  if (see === undefined) return !has('session')
  if (see === 'approved' || see === 'keeper-gone') return !has('session')
  return !['logged-in', 'mail-gone', 'nothing-wrong', 'unknown-request', 'reset-mail'].includes(see)
}

export function isAboutCodes(scenario: Scenario): boolean {
  return scenario === 'code-rejected' || scenario === 'stale-set'
}
