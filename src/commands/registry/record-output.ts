/** Persons, devices, factors and places, as JSON for scripts and as rows of a list. */
import type { AccountId } from '../../domain/model/ids.ts'
import type { Device, Factor, Person, Place } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { faultsOf } from '../../domain/registry/faults.ts'
import { holdersOf } from '../../domain/registry/links.ts'
import type { RecordKind, RecordOf } from '../../domain/registry/names.ts'
import { localDay } from '../../domain/text/date.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Terminal } from '../../terminal/terminal.ts'

export interface RecordOutput {
  readonly terminal: Terminal
  readonly state: State
  readonly now: Date
}

type AnyRecord = RecordOf[RecordKind]

/** As it is stored, with handles for the accounts' ids; `faults` only where a merge left some. */
export function recordJson({ state }: Pick<RecordOutput, 'state'>, record: AnyRecord): object {
  const faults = faultsOf(state, record)
  return {
    ...record,
    ...('accounts' in record && { accounts: handlesOf(state, record.accounts) }),
    ...(faults.length > 0 && { faults }),
  }
}

function handlesOf(state: State, accounts: readonly AccountId[]): readonly string[] {
  return accounts.map(id => state.accounts.get(id)?.handle ?? id).toSorted()
}

/** The cells of a kind's list, in the order of its header. */
export function rowOf(output: RecordOutput, record: AnyRecord): readonly string[] {
  if ('roles' in record) return personRow(output, record)
  if ('holder' in record) return deviceRow(output, record)
  return 'needs' in record ? factorRow(output, record) : placeRow(output, record)
}

function personRow(output: RecordOutput, person: Person): readonly string[] {
  const { terminal, now } = output
  const { id, name, roles, agency, left, phone, contact } = person
  const remarks = [
    (phone ?? contact) !== null && terminal.text(messages.reachedBy, { phone, contact }),
    agency && messages.agencyWord[terminal.language],
    left !== null && terminal.text(messages.leftOn, { left, isOver: left <= localDay(now) }),
  ]
  const held = terminal.text(messages.rolesHeld, { roles })
  return cells(terminal, [id, name, held, remark(output, person, remarks)])
}

function deviceRow(output: RecordOutput, device: Device): readonly string[] {
  const { terminal } = output
  const { language } = terminal
  const { id, name, kind, owner, holder, since, vault } = device
  const remarks = [
    vault && messages.vaultWord[language],
    since !== null && terminal.text(messages.sinceWords, { since }),
  ]
  return cells(terminal, [
    id,
    name,
    messages.deviceKindWords[kind][language],
    messages.ownerWords[owner][language],
    holder ?? '–',
    remark(output, device, remarks),
  ])
}

function factorRow(output: RecordOutput, factor: Factor): readonly string[] {
  const { terminal, state } = output
  const { language } = terminal
  const { id, kind, label, owner, device, needs, confirmed, accounts } = factor
  const remarks = [
    needs.length > 0 && terminal.text(messages.needsWords, { needs }),
    confirmed !== null && terminal.text(messages.confirmedWords, { confirmed }),
  ]
  return cells(terminal, [
    id,
    messages.factorKindWords[kind][language],
    label,
    messages.ownerWords[owner][language],
    device ?? '–',
    holdersOf(state.registry, factor).join(', ') || '–',
    accountsInShort(output, accounts),
    remark(output, factor, remarks),
  ])
}

function placeRow(output: RecordOutput, place: Place): readonly string[] {
  const { terminal, state } = output
  const { id, kind, label, device, handOver, accounts } = place
  const remarks = [handOver !== null && terminal.text(messages.handOverWords, { handOver })]
  return cells(terminal, [
    id,
    messages.placeKindWords[kind][terminal.language],
    label,
    device ?? '–',
    holdersOf(state.registry, place).join(', ') || '–',
    accountsInShort(output, accounts),
    remark(output, place, remarks),
  ])
}

function cells(terminal: Terminal, texts: readonly string[]): readonly string[] {
  return texts.map(text => terminal.harmless(text))
}

/** A phone that serves 200 accounts must not fill the screen with them. */
const maxNamed = 2

function accountsInShort({ state, terminal }: RecordOutput, accounts: readonly AccountId[]): string {
  if (accounts.length > maxNamed) return terminal.text(messages.accountCount, { count: accounts.length })
  return (
    handlesOf(state, accounts)
      .map(handle => `@${handle}`)
      .join(', ') || '–'
  )
}

function remark(
  { terminal, state }: RecordOutput,
  record: Person | Device | Factor | Place,
  remarks: readonly (string | false)[],
): string {
  const faults = faultsOf(state, record).map(fault => terminal.text(messages.faultWords, fault))
  return [...faults, ...remarks.filter(text => text !== false)].join(' · ')
}
