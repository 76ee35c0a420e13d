import type { Incident } from '../../domain/model/incident.ts'
import { handleOf, openIncidents, openNames, requireIncident } from '../../domain/recovery/incidents.ts'
import { UserError } from '../../errors.ts'
import { whichIncident } from '../../terminal/messages/recovery/incident.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'

/**
 * The incident to change: the named one, the only open one, or the one that the user picks. A closed one has to be named, so that
 * a note does not end up in last year's report.
 *
 * @throws UserError `unknown-incident`, `incident-needed`
 */
export async function incidentToChange(
  { terminal }: Context,
  { state }: Vault,
  name: string | undefined,
): Promise<Incident> {
  if (name !== undefined) return requireIncident(state, name)
  const open = openIncidents(state)
  const [only] = open
  if (only && open.length === 1) return only
  const prompts = only && (await terminal.prompts())
  if (!prompts) throw new UserError('incident-needed', { open: openNames(state) })
  const choices = open.map(incident => ({
    value: incident.id,
    name: [terminal.harmless(incident.id), nameOf(handleOf(state, incident)), terminal.time(incident.openedAt)].join(
      '  ',
    ),
  }))
  return requireIncident(state, await prompts.choose(terminal.text(whichIncident, undefined), choices))
}

function nameOf(handle: string | undefined): string {
  return handle === undefined ? '–' : `@${handle}`
}
