/** The export of igcodes itself: everything that a person needs elsewhere, and nothing about the vault's keys. */
import { setState } from '../codes/queries.ts'
import { fold } from '../journal/fold.ts'
import { withShownIds } from '../journal/shown-ids.ts'
import { type BackupCode, parseBackupCode } from '../model/backup-code.ts'
import { type StoredEvent, type VoidReason, voidReasons } from '../model/events.ts'
import { type AccountId, type CodeId, isAccountId, isRandomId, type SetId, type TotpId } from '../model/ids.ts'
import type { Incident, Signed } from '../model/incident.ts'
import {
  type Device,
  type Factor,
  type Handover,
  type Ignored,
  type LoginTest,
  type Person,
  type Place,
  testMethods,
} from '../model/registry.ts'
import { type Account, type Code, type CodeSet, type Outcome, outcomes, type State } from '../model/state.ts'
import { parseTotpKey, type TotpKey } from '../model/totp-key.ts'
import { type IsoDate, isIsoDate, isIsoTime } from '../text/date.ts'
import { type Handle, handleIn } from '../text/handle.ts'
import {
  type Form,
  isInteger,
  isListOf,
  isObject,
  isObjectOf,
  isOneOf,
  isText,
  isTextOf,
  orNull,
} from '../text/json.ts'

export interface OwnExport {
  /** Marks the file, and is the number of its format. */
  readonly igcodesExport: 1
  readonly made: Signed
  readonly accounts: readonly ExportedAccount[]
  readonly persons: readonly Person[]
  readonly devices: readonly Device[]
  readonly factors: readonly Factor[]
  readonly places: readonly Place[]
  readonly ignored: readonly Ignored[]
  readonly incidents: readonly Incident[]
  readonly handovers: readonly Handover[]
  /** For reading: it is not imported. */
  readonly history: readonly object[]
}

export interface ExportedAccount {
  /** The records below name it by this. */
  readonly id: AccountId
  readonly handle: Handle
  readonly added: Signed
  readonly sets: readonly ExportedSet[]
  readonly authenticators: readonly ExportedTotp[]
  readonly reviewed: IsoDate | null
  readonly tests: readonly LoginTest[]
}

export interface ExportedSet {
  readonly id: SetId
  readonly issuedOn: IsoDate
  readonly added: Signed
  /** `current`, `rival`, `superseded` or `void`. */
  readonly state: string
  readonly replaced: boolean
  readonly erased: boolean
  readonly voided: (Signed & { readonly because: VoidReason }) | null
  /** In the order of Instagram's list. */
  readonly codes: readonly ExportedCode[]
}

export interface ExportedCode {
  readonly id: CodeId
  /** Null if the vault has erased the digits. */
  readonly code: BackupCode | null
  readonly state: Outcome
  readonly handedOut: readonly (Signed & { readonly recovered?: true | undefined })[]
  readonly rejected: Signed | null
  readonly used: Signed | null
}

export interface ExportedTotp {
  readonly id: TotpId
  readonly added: Signed
  readonly key: TotpKey
}

interface Contents {
  readonly state: State
  readonly events: readonly StoredEvent[]
  readonly digits: (code: CodeId) => BackupCode | undefined
  readonly totpKey: (id: TotpId) => TotpKey | undefined
}

export function exportOf(given: Contents, made: Signed): OwnExport {
  const contents = withTimes(given, made.at)
  const { state, events } = contents
  const { registry } = state
  return {
    igcodesExport: 1,
    made,
    accounts: [...state.accounts.values()].map(account => exportedAccount(contents, account)),
    persons: [...registry.persons.values()],
    devices: [...registry.devices.values()],
    factors: [...registry.factors.values()],
    places: [...registry.places.values()],
    ignored: registry.ignored,
    incidents: [...state.incidents.values()],
    handovers: [...registry.handovers.values()],
    history: events
      .filter(({ type }) => !type.startsWith('key-'))
      .map(event => withoutStamp(withShownIds(state, event))),
  }
}

/** Another program may have written anything as the time of an event. With it, the export could not be read again. */
function withTimes(contents: Contents, latest: string): Contents {
  if (contents.events.every(({ at }) => isIsoTime(at))) return contents
  const events = contents.events.map(event => (isIsoTime(event.at) ? event : { ...event, at: latest }))
  return { ...contents, events, state: fold(events) }
}

/** Who, when and what. */
function withoutStamp({ id: _, replica: __, n: ___, lamport: ____, ...event }: StoredEvent): object {
  return event
}

function exportedAccount(contents: Contents, account: Account): ExportedAccount {
  const { state, totpKey } = contents
  const { id, handle, added, sets } = account
  const authenticators = (state.totps.get(id) ?? []).flatMap((totp): readonly ExportedTotp[] => {
    const key = totpKey(totp.id)
    return key ? [{ id: totp.id, added: signed(totp.added), key }] : []
  })
  return {
    id,
    handle,
    added: signed(added),
    sets: sets.map(set => exportedSet(contents, account, set)),
    authenticators,
    reviewed: state.registry.reviews.get(id) ?? null,
    tests: state.registry.tests.get(id) ?? [],
  }
}

function exportedSet({ state, digits }: Contents, account: Account, set: CodeSet): ExportedSet {
  const { id, issuedOn, added, replaced, erased, voided } = set
  return {
    id,
    issuedOn,
    added: signed(added),
    state: setState(account, set),
    replaced,
    erased,
    voided: voided ? { ...signed(voided), because: voided.because } : null,
    codes: set.codes.map((code): ExportedCode => {
      const { outcome, handouts, rejectedAt, rejectedBy = '', usedAt, usedBy = '' } = codeOf(state, code)
      return {
        id: code,
        code: digits(code) ?? null,
        state: outcome,
        handedOut: handouts.map(one => ({ ...signed(one), ...(one.recovered && { recovered: true }) })),
        rejected: rejectedAt === undefined ? null : { at: rejectedAt, by: rejectedBy },
        used: usedAt === undefined ? null : { at: usedAt, by: usedBy },
      }
    }),
  }
}

function codeOf({ codes }: State, id: CodeId): Omit<Code, 'account'> {
  return codes.get(id) ?? { id, outcome: 'available', handouts: [] }
}

function signed({ at, by }: Signed): Signed {
  return { at, by }
}

// Reading

const time = isTextOf(isIsoTime)
const isSigned = isObjectOf<Signed>({ at: time, by: isText })
const day = isTextOf(isIsoDate)
const randomId = isTextOf(isRandomId)
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isCode: Form<BackupCode> = (value): value is BackupCode => isText(value) && parseBackupCode(value) !== undefined
const isKey: Form<TotpKey> = (value): value is TotpKey => parseTotpKey(value) !== undefined
const isHanded = (value: unknown): value is ExportedCode['handedOut'][number] =>
  isSigned(value) && isObject(value) && (value.recovered === undefined || value.recovered === true)
const isVoided = (value: unknown): value is Signed & { readonly because: VoidReason } =>
  isSigned(value) && isObject(value) && isOneOf(voidReasons)(value.because)

/** More than any set has. */
const maxCodes = 20

const isExportedCode = isObjectOf<ExportedCode>({
  id: randomId,
  code: orNull(isCode),
  state: isOneOf(outcomes),
  handedOut: isListOf(isHanded),
  rejected: orNull(isSigned),
  used: orNull(isSigned),
})

const isExportedSet = isObjectOf<ExportedSet>({
  id: randomId,
  issuedOn: day,
  added: isSigned,
  state: isText,
  replaced: isFlag,
  erased: isFlag,
  voided: orNull(isVoided),
  codes: isListOf(isExportedCode, maxCodes),
})

const isTest = isObjectOf<LoginTest>({ on: day, passed: isFlag, with: isOneOf(testMethods), at: time, by: isText })

const isExportedAccount = isObjectOf<ExportedAccount>({
  id: isTextOf(isAccountId),
  handle: (value): value is Handle => isText(value) && handleIn(value) === value,
  added: isSigned,
  sets: isListOf(isExportedSet),
  authenticators: isListOf(isObjectOf<ExportedTotp>({ id: randomId, added: isSigned, key: isKey })),
  reviewed: orNull(day),
  tests: isListOf(isTest),
})

/** What is read of an export. The records are checked when they become facts (take-over.ts). */
export interface ReadExport extends Pick<OwnExport, 'made' | 'accounts'> {
  readonly persons: readonly Members[]
  readonly devices: readonly Members[]
  readonly factors: readonly Members[]
  readonly places: readonly Members[]
  readonly ignored: readonly Members[]
  readonly incidents: readonly Members[]
  readonly handovers: readonly Members[]
}

export type Members = Readonly<Record<string, unknown>>

const isReadExport = isObjectOf<ReadExport>({
  made: isSigned,
  accounts: isListOf(isExportedAccount),
  persons: isListOf(isObject),
  devices: isListOf(isObject),
  factors: isListOf(isObject),
  places: isListOf(isObject),
  ignored: isListOf(isObject),
  incidents: isListOf(isObject),
  handovers: isListOf(isObject),
})

/** The number of the format that a file says it has; undefined for any other file. */
export function ownFormat(root: unknown): number | undefined {
  const number = isObject(root) ? root.igcodesExport : undefined
  return isInteger(1, 1_000_000)(number) ? number : undefined
}

/** Undefined if it is broken. */
export function parseOwnExport(root: unknown): ReadExport | undefined {
  return isReadExport(root) ? root : undefined
}
