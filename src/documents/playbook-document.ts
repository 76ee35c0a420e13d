/** A playbook as it is printed, in one language: what it says, and the words that belong around it. */
export interface PlaybookDocument {
  readonly language: string
  readonly playbook: PrintablePlaybook
  readonly words: PlaybookWords
}

export interface PrintablePlaybook {
  readonly scenario: string
  readonly title: string
  readonly when: string
  readonly odds: { readonly because: string }
  readonly firstChecks: readonly string[]
  readonly steps: readonly PrintableStep[]
  /** The ways in that follow when the steps do not help. */
  readonly ladder?: readonly { readonly title: string }[]
  readonly afterwards: readonly PrintableStep[]
  readonly never: readonly string[]
  readonly stop: { readonly scenario?: string }
  readonly next: readonly { readonly scenario: string; readonly when: string }[]
  readonly reviewedOn: string
}

export interface PrintableStep {
  readonly text: string
  readonly hint?: string
  readonly menu?: readonly string[]
  readonly otherScreen?: readonly string[]
  readonly labels?: readonly { readonly label: string; readonly other: string }[]
  readonly address?: string
  readonly command?: string
  readonly otherwise: string
  readonly goTo?: string
  readonly mayDiffer: boolean
}

/** Headings, and the sentences that are made from what the playbook says. */
export interface PlaybookWords {
  /** Between two sentences: Japanese has no blank there. */
  readonly gap: string
  /** Said when nobody has reviewed it for long. */
  readonly old: string
  readonly odds: string
  readonly lookFirst: string
  readonly steps: string
  /** Explains the sign before what to do if a step does not work. */
  readonly ifNot: string
  /** Before what another screen says, such as `On a Japanese screen:` */
  readonly otherScreen: string
  readonly mayDiffer: string
  readonly ladder: string
  readonly walkLadder: string
  readonly afterwards: string
  readonly never: string
  readonly stopAfter: string
  readonly goOn: string
  readonly next: string
  readonly reviewed: string
  readonly sources: string
}

/** The way through the menus. */
export function wayOf({ menu }: PrintableStep): string | undefined {
  return menu?.join(' → ')
}

/** For whose screen says something else. */
export function noteOf({ mayDiffer, otherScreen }: PrintableStep, words: PlaybookWords): string | undefined {
  const notes = [
    ...(mayDiffer ? [words.mayDiffer] : []),
    ...(otherScreen ? [`${words.otherScreen} ${otherScreen.join(' / ')}`] : []),
  ]
  return notes.length > 0 ? notes.join(words.gap) : undefined
}

export function commandFor(scenario: string): string {
  return `igcodes playbook ${scenario}`
}

export function sourcesCommand({ scenario }: PrintablePlaybook): string {
  return `igcodes playbook --sources ${scenario}`
}

/** Goes through the ladder with its reader. */
export const recoverCommand = 'igcodes recover'
