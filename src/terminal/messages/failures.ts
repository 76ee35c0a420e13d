/** What each failure says and what to do next: the cause first, then one step. */
import type { Failure, FailureCode } from '../../errors.ts'
import { type Language, type Message, say } from '../language.ts'
import { codeFailures } from './failures-of-codes.ts'
import { desktopFailures } from './failures-of-desktop.ts'
import { importFailures } from './failures-of-import.ts'
import { incidentFailures } from './failures-of-incidents.ts'
import { inputFailures } from './failures-of-input.ts'
import { registryFailures } from './failures-of-registry.ts'
import { scheduleFailures } from './failures-of-schedule.ts'
import { storageFailures } from './failures-of-storage.ts'
import { totpFailures } from './failures-of-totp.ts'
import { vaultFailures } from './failures-of-vault.ts'
import type { AllSentences } from './sentences.ts'

const failures: AllSentences = {
  ...inputFailures,
  ...importFailures,
  ...vaultFailures,
  ...storageFailures,
  ...codeFailures,
  ...incidentFailures,
  ...registryFailures,
  ...scheduleFailures,
  ...desktopFailures,
  ...totpFailures,
}

/** The sentences of one failure, in one language, its details made harmless. */
export function failureSentences(failure: Failure, language: Language): { what: string; next: string } {
  const { what, next } = sentencesOf(failure.code)
  return { what: say(what, language, failure.details), next: say(next, language, failure.details) }
}

/** The compiler cannot see that a failure's details belong to its own code's sentences; this is the one place that says so. */
function sentencesOf(code: FailureCode): { what: Message<unknown>; next: Message<unknown> } {
  return failures[code] as { what: Message<unknown>; next: Message<unknown> }
}
