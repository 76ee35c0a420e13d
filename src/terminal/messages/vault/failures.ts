/** What fails about the vault: its file, the passphrase, the disk, and the agent that keeps it unlocked. */
import type { AllSentences } from '../sentences.ts'
import { agentFailures } from './agent-failures.ts'
import { fileFailures } from './file-failures.ts'
import { gitFailures } from './git-failures.ts'
import { keyFailures } from './key-failures.ts'
import { mergeFailures } from './merge-failures.ts'
import { passphraseFailures } from './passphrase-failures.ts'
import { storageFailures } from './storage-failures.ts'

export const vaultFailures = {
  ...fileFailures,
  ...keyFailures,
  ...mergeFailures,
  ...gitFailures,
  ...passphraseFailures,
  ...storageFailures,
  ...agentFailures,
} satisfies Partial<AllSentences>
