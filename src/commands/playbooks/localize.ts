/** A playbook put into words: all that it says in one language, and what is said around it. */
import type { PlaybookDocument, PlaybookWords } from '../../documents/playbook-document.ts'
import type { Language } from '../../language.ts'
import { entryMethodsByPreference } from '../../playbooks/entry-methods.ts'
import { filled, type PrintedPlaybook, type PrintedSource, playbookIn, sourcesIn } from '../../playbooks/in-language.ts'
import type { Playbook } from '../../playbooks/playbook.ts'
import * as messages from '../../terminal/messages/playbooks/playbook.ts'
import { say } from '../../terminal/say.ts'

/** `playbook` is what --json gives. */
export interface PlaybookInWords extends PlaybookDocument {
  readonly playbook: Omit<PrintedPlaybook, 'thenLadder'> & {
    readonly ladder?: readonly { readonly id: string; readonly title: string }[]
    readonly sources: readonly PrintedSource[]
  }
}

export function inWords(playbook: Playbook, language: Language): PlaybookInWords {
  const { thenLadder, reviewedOn, confidence, ...printed } = playbookIn(playbook, language)
  return {
    language,
    playbook: {
      ...printed,
      ...(thenLadder && {
        ladder: entryMethodsByPreference.map(({ id, title }) => ({ id, title: filled(title, language) })),
      }),
      confidence,
      sources: sourcesIn(playbook, language),
      reviewedOn,
    },
    words: wordsFor(playbook, language),
  }
}

function wordsFor(playbook: Playbook, language: Language): PlaybookWords {
  const { headings } = messages
  const { odds, stop, confidence, reviewedOn } = playbookIn(playbook, language)
  return {
    gap: language === 'ja' ? '' : ' ',
    old: say(messages.old, language, { reviewedOn }),
    odds: say(messages.oddsLine, language, odds),
    lookFirst: headings.lookFirst[language],
    steps: headings.steps[language],
    ifNot: headings.ifNot[language],
    otherScreen: headings.otherScreen[language],
    mayDiffer: headings.mayDiffer[language],
    ladder: headings.ladder[language],
    walkLadder: headings.walkLadder[language],
    afterwards: (bringsIn(playbook) ? headings.onceIn : headings.afterwards)[language],
    never: headings.never[language],
    stopAfter: say(messages.stopAfter, language, stop),
    goOn: say(messages.goOn, language, stop),
    next: headings.next[language],
    reviewed: say(messages.reviewed, language, { reviewedOn, confidence }),
    sources: headings.sources[language],
  }
}

/** Whether its reader is signed out, and in when the steps have helped. */
function bringsIn({ steps, thenLadder }: Playbook): boolean {
  return thenLadder === true || steps.some(({ getsIn }) => getsIn)
}
