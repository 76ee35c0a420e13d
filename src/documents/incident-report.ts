/** The report on one incident, to be filed or handed on: Markdown, without a digit of a code. */
import { inline, paragraphs, table } from './markdown.ts'

/** Everything in the reader's language, in the order of the page. */
export interface IncidentReport {
  readonly title: string
  /** What it is, and how it ended: name and value. */
  readonly summary: readonly (readonly [string, string])[]
  readonly timeline: {
    readonly heading: string
    /** The time zone. */
    readonly zone: string
    readonly header: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  /** What people wrote; several lines are fine. */
  readonly texts: readonly { readonly heading: string; readonly text: string }[]
  readonly followUp: {
    readonly heading: string
    readonly items: readonly { readonly text: string; readonly done: boolean }[]
  }
}

export function incidentReport({ title, summary, timeline, texts, followUp }: IncidentReport): string {
  const blocks = [
    `# ${inline(title)}`,
    table(summary),
    `## ${inline(timeline.heading)}`,
    inline(timeline.zone),
    table([timeline.header, ...timeline.rows]),
    ...texts.flatMap(({ heading, text }) => [`## ${inline(heading)}`, paragraphs(text)]),
    `## ${inline(followUp.heading)}`,
    followUp.items.map(({ text, done }) => `- [${done ? 'x' : ' '}] ${inline(text)}`).join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}
