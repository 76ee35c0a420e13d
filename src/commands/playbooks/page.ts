/** One playbook as it is written to stdout, in any form: for the program, and for the build, which prints them all beforehand. */
import { playbookHtml } from '../../documents/playbook-html.ts'
import { playbookMarkdown } from '../../documents/playbook-markdown.ts'
import type { Scenario } from '../../domain/model/scenarios.ts'
import type { Language } from '../../language.ts'
import { oldFrom } from '../../playbooks/age.ts'
import { loadPlaybook } from '../../playbooks/table.ts'
import { harmlessJson } from '../../terminal/sanitize.ts'
import type { Screen } from '../../terminal/screen.ts'
import { inWords } from './localize.ts'
import { playbookOnScreen } from './on-screen.ts'

export const formats = ['text', 'md', 'json', 'html'] as const
export type Format = (typeof formats)[number]

export interface PageRequest {
  readonly scenario: Scenario
  readonly format: Format
  readonly language: Language
  readonly now: Date
  /** For `text`. */
  readonly screen: Screen
}

export async function playbookPage({ scenario, format, language, now, screen }: PageRequest): Promise<string> {
  const document = inWords(await loadPlaybook(scenario), language)
  const old = now.getTime() >= oldFrom(document.playbook.reviewedOn)
  switch (format) {
    case 'text':
      return playbookOnScreen(document, old, screen)
    case 'md':
      return playbookMarkdown(document, old)
    case 'html':
      return playbookHtml(document, old)
    case 'json':
      return harmlessJson({ ...document.playbook, isOld: old })
  }
}

/** From when on its pages say that it is old. */
export async function oldAt(scenario: Scenario): Promise<number> {
  return oldFrom((await loadPlaybook(scenario)).reviewedOn)
}
