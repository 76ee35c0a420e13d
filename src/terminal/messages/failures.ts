/** What each failure says and what to do next: the cause first, then one step. */
import type { Failure, FailureCode } from '../../errors.ts'
import type { Language, Message } from '../../language.ts'
import { say } from '../say.ts'
import { accountFailures } from './accounts/failures.ts'
import { authenticatorFailures } from './authenticator/failures.ts'
import { clipboardFailures } from './clipboard/failures.ts'
import { codeFailures } from './codes/failures.ts'
import { commandLineFailures } from './command-line/failures.ts'
import { continuityFailures } from './continuity/failures.ts'
import { importFailures } from './import/failures.ts'
import { playbookFailures } from './playbooks/failures.ts'
import { recoveryFailures } from './recovery/failures.ts'
import { registryFailures } from './registry/failures.ts'
import type { AllSentences } from './sentences.ts'
import { upkeepFailures } from './upkeep/failures.ts'
import { vaultFailures } from './vault/failures.ts'

const failures: AllSentences = {
  ...accountFailures,
  ...authenticatorFailures,
  ...clipboardFailures,
  ...codeFailures,
  ...commandLineFailures,
  ...continuityFailures,
  ...importFailures,
  ...playbookFailures,
  ...recoveryFailures,
  ...registryFailures,
  ...upkeepFailures,
  ...vaultFailures,
}

/** The sentences of one failure, in one language, its details sanitized. */
export function failureSentences(failure: Failure, language: Language): { what: string; next: string } {
  const { what, next } = sentencesOf(failure.code)
  return { what: say(what, language, failure.details), next: say(next, language, failure.details) }
}

/** The compiler cannot see that a failure's details match the sentences of its own code. This cast is the only one. */
function sentencesOf(code: FailureCode): { what: Message<unknown>; next: Message<unknown> } {
  return failures[code] as { what: Message<unknown>; next: Message<unknown> }
}
