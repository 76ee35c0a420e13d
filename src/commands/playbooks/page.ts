/** One playbook as it is written to stdout, in any format. The build uses it too: it prints all of them in advance. */
import { playbookHtml } from '../../documents/playbook-html.ts'
import { playbookMarkdown } from '../../documents/playbook-markdown.ts'
import type { Scenario } from '../../domain/model/scenarios.ts'
import type { Language } from '../../language.ts'
import { oldFrom } from '../../playbooks/age.ts'
import { loadPlaybook } from '../../playbooks/table.ts'
import { harmlessJson } from '../../terminal/sanitize.ts'
import type { Screen } from '../../terminal/screen.ts'
import { localizePlaybook } from './localize.ts'
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
  const document = localizePlaybook(await loadPlaybook(scenario), language, now)
  switch (format) {
    case 'text':
      return playbookOnScreen(document, screen)
    case 'md':
      return playbookMarkdown(document)
    case 'html':
      return playbookHtml(document)
    case 'json':
      return harmlessJson({ ...document.playbook, isOld: document.isOld })
  }
}

/** The time from which its pages say that it is old. */
export async function oldAt(scenario: Scenario): Promise<number> {
  return oldFrom((await loadPlaybook(scenario)).reviewedOn)
}
