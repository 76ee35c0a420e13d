/** What the pages of a playbook share: the headings around its text, and the lines that are put together from it. */
import type { Language } from '../language.ts'
import type { PrintedPlaybook, PrintedStep } from '../playbooks/in-language.ts'

export interface PlaybookDocument {
  readonly language: Language
  readonly playbook: PrintedPlaybook
  /** It was last reviewed too long ago. */
  readonly isOld: boolean
  readonly words: PlaybookWords
}

/** Headings, and the sentences that are made from what the playbook says. */
export interface PlaybookWords {
  /** Between two sentences: Japanese has no space there. */
  readonly gap: string
  /** The warning of an old playbook. */
  readonly old: string
  readonly odds: string
  readonly lookFirst: string
  readonly steps: string
  /** Explains ✗. */
  readonly ifNot: string
  /** Before what another screen says, such as `On a Japanese screen:` */
  readonly otherScreen: string
  readonly mayDiffer: string
  readonly entryMethods: string
  /** Before the command that goes through the entry methods. */
  readonly recover: string
  readonly afterwards: string
  readonly never: string
  readonly stopAfter: string
  readonly goOn: string
  readonly next: string
  readonly reviewed: string
  readonly sources: string
}

export function menuPath({ menu }: PrintedStep): string | undefined {
  return menu?.join(' → ')
}

/** For a reader whose screen says something else. */
export function screenNote(
  { mayDiffer, menuNote, otherScreen }: PrintedStep,
  words: PlaybookWords,
): string | undefined {
  const differs = menuNote ?? (mayDiffer ? words.mayDiffer : undefined)
  const notes = [
    ...(differs === undefined ? [] : [differs]),
    ...(otherScreen ? [`${words.otherScreen} ${otherScreen.join(' / ')}`] : []),
  ]
  return notes.length > 0 ? notes.join(words.gap) : undefined
}

export function playbookCommand(scenario: string): string {
  return `igcodes playbook ${scenario}`
}

export function sourcesCommand({ scenario }: PrintedPlaybook): string {
  return `igcodes playbook --sources ${scenario}`
}

export const recoverCommand = 'igcodes recover'
