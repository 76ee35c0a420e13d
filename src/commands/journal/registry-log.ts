/** Events about who holds which key, in `igcodes log`. */
import { stepOf } from '../../domain/continuity/handovers.ts'
import type { RegistryEvent } from '../../domain/journal/fold-registry.ts'
import type { AccountId } from '../../domain/model/ids.ts'
import type { State } from '../../domain/model/state.ts'
import { type RegistryDescription, registryLog } from '../../terminal/messages/journal/registry-log.ts'
import type { Terminal } from '../../terminal/terminal.ts'

export interface RegistryLine {
  readonly at: string
  readonly by: string
  readonly event: RegistryEvent
  readonly accounts: readonly AccountId[]
  readonly description: RegistryDescription
}

/** A line for each event. Call in the order of the events, because a record is shown with its name at that time. */
export function registryLines(state: State): (event: RegistryEvent) => RegistryLine {
  const names = new Map<string, string>()
  /** @param node `person:sato` */
  const nameOf = (node: string): string => {
    const [kind = '', ...id] = node.split(':')
    return names.get(`${kind} ${id.join(':')}`) ?? id.join(':')
  }
  const taskOf = (task: string): RegistryDescription['task'] => {
    const [, ...on] = task.split(':')
    return { step: stepOf(task), name: on.length > 1 ? nameOf(on.join(':')) : '' }
  }
  return event => {
    const { at, by } = event
    const { key, id, name } = subjectOf(event)
    const before = names.get(key)
    if (name !== undefined) names.set(key, name)
    else if (event.type.endsWith('-removed')) names.delete(key)
    const accounts = accountsIn(event)
    const description = {
      fact: event,
      isNew: before === undefined,
      name: name ?? before ?? id,
      accounts: accounts.map(account => state.accounts.get(account)?.handle ?? account),
      about: event.type === 'handover-started' ? event.about.map(nameOf) : [],
      task: event.type === 'handover-task' ? taskOf(event.task) : undefined,
    }
    return { at, by, event, accounts, description }
  }
}

/** Whether it is about this account. */
export function concerns({ accounts }: RegistryLine, account: AccountId): boolean {
  return accounts.includes(account)
}

export function registryText(terminal: Terminal, { description }: RegistryLine): string {
  return terminal.text(registryLog, description)
}

/** The event's own members, with handles for the accounts' ids. */
export function registryDetails({ event, description }: RegistryLine): object {
  const { id, replica, n, lamport, at, by, type, ...members } = event
  const [account] = description.accounts
  return {
    at,
    by,
    type,
    ...members,
    ...('accounts' in members && { accounts: description.accounts }),
    ...('account' in members && { account: account ?? null }),
  }
}

function accountsIn(event: RegistryEvent): readonly AccountId[] {
  if ('accounts' in event) return event.accounts
  return 'account' in event && event.account !== null ? [event.account] : []
}

/** The record that an event is about; `name` where the event gives it one. */
function subjectOf(event: RegistryEvent): { key: string; id: string; name?: string } {
  if ('person' in event) return subject('person', event.person, event)
  if ('device' in event) return subject('device', event.device, event)
  if ('factor' in event) return subject('factor', event.factor, event)
  if ('place' in event) return subject('place', event.place, event)
  if ('handover' in event) return subject('handover', event.handover, event)
  return { key: '', id: '' }
}

function subject(kind: string, id: string, event: object): { key: string; id: string; name?: string } {
  const key = `${kind} ${id}`
  if ('name' in event && typeof event.name === 'string') return { key, id, name: event.name }
  if ('label' in event && typeof event.label === 'string') return { key, id, name: event.label }
  return { key, id }
}
