/** What each failure says and what to do next: the cause first, then one step. */
import type { Failure, FailureCode } from '../../errors.ts'
import type { Language, Message } from '../../language.ts'
import { say } from '../say.ts'
import { totpFailures } from './authenticator/failures.ts'
import { codeFailures } from './codes/failures.ts'
import { desktopFailures } from './desktop-failures.ts'
import { importFailures } from './import/failures.ts'
import { inputFailures } from './input-failures.ts'
import { incidentFailures } from './recovery/failures.ts'
import { registryFailures } from './registry/failures.ts'
import type { AllSentences } from './sentences.ts'
import { scheduleFailures } from './upkeep/failures.ts'
import { vaultFailures } from './vault/failures.ts'
import { storageFailures } from './vault/storage-failures.ts'

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
