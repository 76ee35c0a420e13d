/** What must hold of a journal and of an export of igcodes, whatever another program wrote into it. */
import { exportOf, parseOwnExport } from '../../src/domain/import/own-export.ts'
import { takeOver } from '../../src/domain/import/take-over.ts'
import { fold } from '../../src/domain/journal/fold.ts'
import { emptyJournal, type Journal, parseJournal, serializeJournal } from '../../src/domain/journal/payload.ts'
import { unite } from '../../src/domain/journal/union.ts'
import type { Fact } from '../../src/domain/model/events.ts'
import type { State } from '../../src/domain/model/state.ts'
import { timelineOf } from '../../src/domain/recovery/timeline.ts'
import { parseIsoDate } from '../../src/domain/text/date.ts'
import { judge } from '../../src/domain/upkeep/audit.ts'
import { scheduleOf } from '../../src/domain/upkeep/schedule.ts'
import { statusOf } from '../../src/domain/upkeep/status.ts'
import { UserError } from '../../src/errors.ts'
import { readOwnExport } from '../../src/imports/own-export.ts'
import { teamCopy } from '../documents/team.ts'
import { identify, list, noon } from '../domain/samples.ts'

const when = noon.toISOString()

/** One of each event that a vault can have. */
function events(): Buffer {
  const copy = teamCopy('ja', 'x')
  const account = 'shop_tokyo'
  const ids = [...list(1), ...list(2, 1)].map(digits => identify(account, digits))
  const code = (index: number) => ids[index] ?? ''
  const facts: readonly Fact[] = [
    { type: 'code-reserved', account, code: code(0) },
    { type: 'code-used', account, code: code(0) },
    { type: 'code-reserved', account, code: code(1) },
    { type: 'code-rejected', account, code: code(1) },
    { type: 'set-completed', account, set: 'laptop-set-1', codes: [code(5)] },
    {
      type: 'set-added',
      account,
      set: 's2',
      issuedOn: parseIsoDate('2026-11-21'),
      codes: ['c1', 'c2'],
      replaces: ['laptop-set-1'],
    },
    { type: 'set-chosen', account, set: 's2', over: ['laptop-set-1'] },
    { type: 'set-retired', account, set: 'laptop-set-1' },
    { type: 'set-erased', account, set: 'laptop-set-1' },
    { type: 'set-voided', account, set: 's2', because: 'lost' },
    { type: 'account-renamed', account: 'cafe_osaka', handle: account as never },
    { type: 'totp-added', account, totp: 't1' },
    { type: 'totp-removed', account, totp: 't1' },
    { type: 'key-added', slot: 'k1', from: null, label: 'hanako' },
    { type: 'key-revoked', slot: 'k1', because: 'revoked', successor: null },
    {
      type: 'incident-opened',
      incident: 'k7tm',
      account,
      have: ['mail'],
      lost: ['phone'],
      scenario: 'phone-lost',
      odds: 'high',
      when,
    },
    { type: 'incident-moved', incident: 'k7tm', scenario: 'sms-late', when },
    { type: 'incident-step', incident: 'k7tm', playbook: 'phone-lost', step: 'use-code', outcome: 'failed', when },
    { type: 'incident-paused', incident: 'k7tm', until: when, when },
    { type: 'incident-noted', incident: 'k7tm', text: 'called the carrier' },
    { type: 'incident-deadline-set', incident: 'k7tm', deadline: when },
    { type: 'incident-closed', incident: 'k7tm', outcome: 'recovered', cause: 'a', worked: 'b', change: 'c' },
    {
      type: 'handover-started',
      handover: 'h1',
      kind: 'leave',
      about: ['person:taro'],
      tasks: [{ account, task: 'test' }],
    },
    { type: 'handover-task', handover: 'h1', account, task: 'test', outcome: 'done' },
    { type: 'handover-closed', handover: 'h1' },
    { type: 'audit-ignored', rule: 'few-codes-left', account, until: parseIsoDate('2027-01-01'), because: 'x' },
    { type: 'factor-unlinked', factor: 'x', accounts: [account] },
    { type: 'place-removed', place: 'x' },
    { type: 'person-removed', person: 'x' },
    { type: 'device-removed', device: 'x' },
    { type: 'account-removed', account: 'cafe_osaka', sets: [] },
  ] as const
  for (const fact of facts) copy.record(fact)
  const secrets = Object.fromEntries(list(1).map(digits => [identify(account, digits), digits]))
  const key = { secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA1', digits: 6, period: 30, issuer: 'Instagram', label: '' }
  return Buffer.from(JSON.stringify({ events: copy.events, secrets, totp: { t1: key }, later: [1] }))
}

export const journals: readonly Buffer[] = [events()]
export const ownExports: readonly Buffer[] = journals.map(journal =>
  Buffer.from(JSON.stringify(exported(parseJournal([journal])))),
)

function exported(journal: Journal, state = fold(journal.events)) {
  const { events, secrets, totps } = journal
  const made = { at: when, by: 'aki' }
  return exportOf({ state, events, digits: id => secrets.get(id), totpKey: id => totps.get(id) }, made)
}

export function judgeJournal(file: Buffer): void {
  const journal = readOrRefuse(() => parseJournal([file]), ['damaged'])
  if (!journal || journal.isForeign) return
  const state = fold(journal.events)
  mustBeUsable(state)
  const again = parseJournal(inPieces(serializeJournal(journal)))
  mustBeSame(again, journal, 'written and read again')
  const united = readOrRefuse(() => unite(journal, again), ['newer-events'])
  if (!united) return
  mustBeSame(united.state, state, 'united with itself')
  const own = parseOwnExport(JSON.parse(JSON.stringify(exported(journal, state))))
  if (!own) throw new Error('its export cannot be read')
}

export function judgeOwnExport(file: Buffer): void {
  const found = readOrRefuse(
    () => readOwnExport(file, 'igcodes'),
    ['import-not-text', 'import-broken', 'import-unknown-format', 'newer-export'],
  )
  if (!found) return
  let ids = 0
  const taken = takeOver(fold(emptyJournal.events), found, { identify, newId: () => `new-${++ids}` })
  if (!taken) return
  const codes = new Set(found.accounts.flatMap(({ sets }) => sets.flatMap(set => set.codes.map(one => one.code))))
  for (const code of taken.secrets?.values() ?? []) if (!codes.has(code)) throw new Error(`wrong code: ${code}`)
  const stamped = taken.facts.map((fact, n) => ({
    id: `${n}`,
    replica: 'r',
    n: n + 1,
    lamport: n + 1,
    at: when,
    by: '',
    ...fact,
  }))
  const { events } = parseJournal([Buffer.from(JSON.stringify({ events: stamped }))])
  const state = fold(events)
  if (state.unknownTypes.length > 0) throw new Error(`unknown events: ${state.unknownTypes.join(' ')}`)
  mustBeUsable(state)
}

/** As a large payload comes, cut anywhere. */
function inPieces(bytes: Uint8Array, size = 300): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}

function readOrRefuse<T>(read: () => T, refusals: readonly string[]): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError && refusals.includes(error.code)) return undefined
    throw error
  }
}

/** What nearly every command asks. */
function mustBeUsable(state: State): void {
  statusOf(state, noon)
  judge(state, noon)
  scheduleOf(state, noon)
  for (const incident of state.incidents.values()) timelineOf(state, incident)
}

function mustBeSame(one: unknown, other: unknown, what: string): void {
  if (JSON.stringify(one, mapsToo) !== JSON.stringify(other, mapsToo)) throw new Error(`is another, ${what}`)
}

function mapsToo(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value
}
