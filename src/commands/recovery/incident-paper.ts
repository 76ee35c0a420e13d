/** The content of an incident report, in the user's language. */
import { type IncidentReport, incidentReport } from '../../documents/incident-report.ts'
import type { Incident } from '../../domain/model/incident.ts'
import { handleOf } from '../../domain/recovery/incidents.ts'
import { followUpOf, timelineOf } from '../../domain/recovery/timeline.ts'
import { localDay } from '../../domain/text/date.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/recovery/incident.ts'
import { localZone } from '../../terminal/messages/words.ts'
import { factsOf, happeningText, type IncidentOutput } from './incident-output.ts'

export function incidentMarkdown(output: IncidentOutput, incident: Incident): string {
  return incidentReport(reportOf(output, incident))
}

function reportOf(output: IncidentOutput, incident: Incident): IncidentReport {
  const { terminal, state } = output
  const t = (words: Bilingual): string => capital(words[terminal.language])
  const { headings } = messages
  const handle = handleOf(state, incident)
  const account = handle === undefined ? messages.accountNotNamed[terminal.language] : `@${handle}`
  const texts: readonly Bilingual[] = [headings.cause, headings.worked, headings.change]
  return {
    title: terminal.text(messages.reportTitle, { account, day: localDay(new Date(incident.openedAt)) }),
    summary: factsOf(output, incident)
      .filter(([name]) => !texts.includes(name))
      .map(([name, value]) => [t(name), value] as const),
    timeline: {
      heading: t(messages.timeline),
      zone: terminal.text(messages.timesAreIn, { zone: localZone(incident.openedAt) }),
      header: messages.timelineHeader.map(t),
      rows: timelineOf(state, incident).map(happening => [
        terminal.time(happening.at),
        terminal.harmless(happening.by),
        happeningText(output, handle, happening),
      ]),
    },
    texts: [
      { heading: t(headings.cause), text: written(output, incident.closed?.cause) },
      { heading: t(headings.worked), text: written(output, incident.closed?.worked) },
      { heading: t(headings.change), text: written(output, incident.closed?.change) },
    ],
    followUp: { heading: t(messages.followUp), items: followUps(output, incident) },
  }
}

/** Labels are lower case on the screen, but begin a line on paper. */
function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Text that somebody typed. Line ends are the only control characters that are kept. */
function written({ terminal }: IncidentOutput, text = ''): string {
  if (text.trim() === '') return messages.notWrittenDown[terminal.language]
  return text
    .split(/\r?\n/)
    .map(line => terminal.harmless(line))
    .join('\n')
}

function followUps({ terminal, state }: IncidentOutput, incident: Incident): IncidentReport['followUp']['items'] {
  const { codesRenewed, accessReviewed, contactsReviewed, causeKnown } = followUpOf(state, incident)
  const item = (words: Bilingual, done = false) => ({ text: words[terminal.language], done })
  const all = messages.followUps
  return [
    item(all.codes, codesRenewed),
    item(all.places),
    item(all.access, accessReviewed),
    item(all.contacts, contactsReviewed),
    item(all.cause, causeKnown),
    item(all.change),
    item(all.test),
    item(all.review),
  ]
}
