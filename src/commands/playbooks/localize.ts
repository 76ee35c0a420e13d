/** A playbook in one language, with the headings and sentences around it. */
import type { PlaybookDocument } from '../../documents/playbook-document.ts'
import type { Language } from '../../language.ts'
import { oldFrom } from '../../playbooks/age.ts'
import { playbookIn } from '../../playbooks/in-language.ts'
import type { Playbook } from '../../playbooks/playbook.ts'
import * as messages from '../../terminal/messages/playbooks/playbook.ts'
import { say } from '../../terminal/say.ts'

export function localizePlaybook(playbook: Playbook, language: Language, now: Date): PlaybookDocument {
  const { headings } = messages
  const printed = playbookIn(playbook, language)
  const { odds, stop, confidence, reviewedOn } = printed
  return {
    language,
    playbook: printed,
    isOld: now.getTime() >= oldFrom(reviewedOn),
    words: {
      gap: language === 'ja' ? '' : ' ',
      old: say(messages.old, language, { reviewedOn }),
      odds: say(messages.oddsLine, language, odds),
      lookFirst: headings.lookFirst[language],
      steps: headings.steps[language],
      ifNot: headings.ifNot[language],
      otherScreen: headings.otherScreen[language],
      mayDiffer: headings.mayDiffer[language],
      entryMethods: headings.entryMethods[language],
      recover: headings.recover[language],
      afterwards: (isForLockedOut(playbook) ? headings.onceIn : headings.afterwards)[language],
      never: headings.never[language],
      stopAfter: say(messages.stopAfter, language, stop),
      goOn: say(messages.goOn, language, stop),
      next: headings.next[language],
      reviewed: say(messages.reviewed, language, { reviewedOn, confidence }),
      sources: headings.sources[language],
    },
  }
}

/** Whether its reader is signed out, and signed in once the steps have helped. */
function isForLockedOut({ steps, thenEntryMethods }: Playbook): boolean {
  return thenEntryMethods === true || steps.some(({ getsIn }) => getsIn)
}
