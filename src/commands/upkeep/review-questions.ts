/** The questions of a review. They compare the registry with reality, and store nothing. */
import { currentCodes, currentSet, remaining } from '../../domain/codes/queries.ts'
import { checkedLabel } from '../../domain/model/checked-text.ts'
import type { CodeId } from '../../domain/model/ids.ts'
import type {
  Device,
  DeviceId,
  Factor,
  FactorId,
  FactorKind,
  Person,
  PersonId,
  Place,
  PlaceId,
} from '../../domain/model/registry.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { holdersOf } from '../../domain/registry/links.ts'
import { nameById } from '../../domain/registry/names.ts'
import { type Findings, type Inventory, inventoryOf } from '../../domain/upkeep/reviews.ts'
import type { Bilingual, Language } from '../../language.ts'
import { ofAccounts } from '../../terminal/messages/continuity/handover.ts'
import * as messages from '../../terminal/messages/upkeep/review.ts'
import type { Choice, Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { askUntil } from '../ask-until.ts'

export interface Asking {
  readonly terminal: Terminal
  readonly prompts: Prompts
  readonly state: State
}

export interface Answers {
  readonly findings: Findings
  /** Accounts whose newer list is not in the vault yet. */
  readonly renewed: readonly Account[]
  /** The accounts that were gone through: all, or those before a stop. */
  readonly reviewed: readonly Account[]
}

/**
 * Devices are asked about before the ways in, because a lost device affects its factors. Several accounts are gone through one after the
 * other, so that the review can be left in between; what they share is asked once.
 */
export async function askInventory(asking: Asking, inventory: Inventory): Promise<Answers> {
  const { accounts, persons, devices } = inventory
  const isSeveral = accounts.length > 1
  const { spent, renewed } = await askCodes(asking, accounts)
  const found = new Found(asking, persons, isSeveral)
  if (!isSeveral) await found.askPlaces(inventory.places)
  const left = await askPersons(asking, persons)
  const devicesGone = await askDevices(asking, devices)
  const reviewed: Account[] = []
  for (const account of accounts) {
    const { places, factors } = isSeveral ? inventoryOf(asking.state, [account]) : inventory
    if (!(await found.askPlaces(places)) || !(await found.askFactors(factors, devicesGone))) break
    reviewed.push(account)
  }
  return { findings: { spent, left, devicesGone, ...found.findings }, renewed, reviewed }
}

// Codes

interface CodesFound {
  readonly spent: ReadonlySet<CodeId>
  readonly renewed: readonly Account[]
}

async function askCodes(asking: Asking, accounts: readonly Account[]): Promise<CodesFound> {
  const { terminal } = asking
  const stored = accounts.filter(account => currentSet(account))
  const without = accounts.filter(account => !stored.includes(account)).map(({ handle }) => `@${handle}`)
  if (without.length > 0)
    terminal.note(messages.noCodes, { accounts: terminal.text(ofAccounts, { accounts: without, most: 4 }) }, 'warning')
  const spent = new Set<CodeId>()
  const renewed: Account[] = []
  for (const account of await differing(asking, stored)) {
    const choices = accounts.length === 1 ? codesChoices.one : codesChoices.several
    const found = await choose(asking, terminal.text(messages.doCodesAgree, codesOf(asking, account)), choices)
    if (found === 'renewed') renewed.push(account)
    if (found === 'spent') for (const id of await askSpent(asking, account)) spent.add(id)
  }
  return { spent, renewed }
}

const { agree, ...disagree } = messages.codesChoices
const codesChoices = { one: messages.codesChoices, several: { ...disagree, agree } }

/** With several accounts, choosing from one list is faster than a question for each. */
async function differing(asking: Asking, accounts: readonly Account[]): Promise<readonly Account[]> {
  if (accounts.length < 2) return accounts
  const { terminal, prompts } = asking
  const picked = await prompts.several(
    terminal.text(messages.whichDiffer, undefined),
    accounts.map(account => ({ value: account.id, name: terminal.text(messages.codesOf, codesOf(asking, account)) })),
  )
  return accounts.filter(({ id }) => picked.includes(id))
}

function codesOf({ state }: Asking, account: Account): messages.CodesGaps {
  return {
    account: account.handle,
    left: remaining(state, account),
    size: currentCodes(state, account).length,
    issuedOn: currentSet(account)?.issuedOn ?? '–',
  }
}

async function askSpent({ terminal, prompts, state }: Asking, account: Account): Promise<readonly CodeId[]> {
  const open = currentCodes(state, account).filter(code => code.state !== 'used')
  if (open.length === 0) return []
  return prompts.several(
    terminal.text(messages.whichAreSpent, { account: account.handle }),
    open.map(({ id, position }) => ({
      value: id,
      name: terminal.text(messages.number, { position }),
      says: `${position}`,
    })),
  )
}

// Places, people, devices

/** What was found about places and ways in. Each is asked about once. */
class Found {
  readonly #asking: Asking
  readonly #persons: readonly Person[]
  readonly #mayStop: boolean
  readonly #asked = new Set<Place | Factor>()
  readonly #placesGone = new Set<PlaceId>()
  readonly #reachedBy = new Map<PlaceId, readonly PersonId[]>()
  readonly #factorsGone = new Set<FactorId>()
  readonly #factorsUntried = new Set<FactorId>()
  readonly #factorsChanged = new Map<FactorId, { label: string; device: DeviceId | null }>()

  constructor(asking: Asking, persons: readonly Person[], mayStop: boolean) {
    this.#asking = asking
    this.#persons = persons
    this.#mayStop = mayStop
  }

  get findings(): Omit<Findings, 'spent' | 'left' | 'devicesGone'> {
    return {
      placesGone: this.#placesGone,
      reachedBy: this.#reachedBy,
      factorsGone: this.#factorsGone,
      factorsUntried: this.#factorsUntried,
      factorsChanged: this.#factorsChanged,
    }
  }

  /** @returns false if the user stops */
  async askPlaces(places: readonly Place[]): Promise<boolean> {
    const { terminal } = this.#asking
    const { others, ...without } = messages.placeChoices
    const words = this.#persons.length > 0 ? messages.placeChoices : without
    for (const place of this.#fresh(places)) {
      const question = terminal.text(messages.isPlaceRight, { ...place, holders: holderNames(this.#asking, place) })
      const found = await choose(this.#asking, question, this.#withStop(words))
      if (found === 'stop') return false
      if (found === 'gone') this.#placesGone.add(place.id)
      if (found === 'others') this.#reachedBy.set(place.id, await askWhoReaches(this.#asking, place, this.#persons))
    }
    return true
  }

  /** @returns false if the user stops */
  async askFactors(factors: readonly Factor[], devicesGone: ReadonlySet<DeviceId>): Promise<boolean> {
    for (const factor of this.#fresh(factors)) {
      const question = factorQuestion(this.#asking, factor, devicesGone)
      const found = await choose(this.#asking, question, this.#withStop(messages.factorChoices))
      if (found === 'stop') return false
      if (found === 'gone') this.#factorsGone.add(factor.id)
      if (found === 'untried') this.#factorsUntried.add(factor.id)
      if (found === 'changed') this.#factorsChanged.set(factor.id, await askChange(this.#asking, factor, devicesGone))
    }
    return true
  }

  /** Those that were not asked about yet, marked as asked. */
  #fresh<T extends Place | Factor>(records: readonly T[]): readonly T[] {
    const fresh = records.filter(record => !this.#asked.has(record))
    for (const record of fresh) this.#asked.add(record)
    return fresh
  }

  #withStop<W extends object>(words: W): W & { readonly stop?: Bilingual } {
    return this.#mayStop ? { ...words, stop: messages.stopForNow } : words
  }
}

function holderNames({ state: { registry } }: Asking, record: Place | Factor): readonly string[] {
  return holdersOf(registry, record).map(id => nameById(registry, 'person', id))
}

async function askWhoReaches(
  { terminal, prompts }: Asking,
  { label, holders }: Place,
  persons: readonly Person[],
): Promise<readonly PersonId[]> {
  const question = terminal.text(messages.whoReachesIt, { label })
  return prompts.several(question, persons.map(named(terminal)), holders)
}

async function askPersons({ terminal, prompts }: Asking, persons: readonly Person[]): Promise<ReadonlySet<PersonId>> {
  if (persons.length === 0) return new Set()
  return new Set(await prompts.several(terminal.text(messages.whoHasLeft, undefined), persons.map(named(terminal))))
}

async function askDevices(
  { terminal, prompts, state: { registry } }: Asking,
  devices: readonly Device[],
): Promise<ReadonlySet<DeviceId>> {
  if (devices.length === 0) return new Set()
  const choices = devices.map(({ id, name, holder }) => {
    const gaps = { name, holder: holder === null ? undefined : nameById(registry, 'person', holder) }
    return { value: id, name: terminal.text(messages.nameWithHolder, gaps) }
  })
  return new Set(await prompts.several(terminal.text(messages.whichDevicesAreGone, undefined), choices))
}

function named(terminal: Terminal): (record: Person | Device) => Choice<string> {
  return ({ id, name }) => ({ value: id, name: terminal.harmless(name) })
}

// Ways in

function factorQuestion({ terminal, state }: Asking, factor: Factor, devicesGone: ReadonlySet<DeviceId>): string {
  const { kind, label, device, confirmed } = factor
  return terminal.text(messages.doesItWork, {
    kind,
    label,
    device: device === null ? undefined : nameById(state.registry, 'device', device),
    isDeviceGone: device !== null && devicesGone.has(device),
    confirmed,
  })
}

/** Kinds that are not on a device. */
const opensAnywhere: readonly FactorKind[] = ['mail', 'facebook', 'portfolio']

async function askChange(
  asking: Asking,
  factor: Factor,
  devicesGone: ReadonlySet<DeviceId>,
): Promise<{ label: string; device: DeviceId | null }> {
  const { terminal, prompts, state } = asking
  const label = await askLabel(asking, factor)
  if (factor.device === null && opensAnywhere.includes(factor.kind)) return { label, device: null }
  const devices = [...state.registry.devices.values()].filter(({ id }) => !devicesGone.has(id))
  if (devices.length === 0) return { label, device: null }
  // Its current device comes first, so that Enter keeps it.
  const inOrder = [
    ...devices.filter(({ id }) => id === factor.device),
    ...devices.filter(({ id }) => id !== factor.device),
  ]
  const none = { value: '', name: messages.onNoDevice[terminal.language] }
  const choices = inOrder.map(named(terminal))
  const isOnOne = inOrder[0]?.id === factor.device
  const device = await prompts.choose(
    terminal.text(messages.whereIsItNow, undefined),
    isOnOne ? [...choices, none] : [none, ...choices],
  )
  return { label, device: device === '' ? null : device }
}

/** Asks until the label is valid; Enter keeps the current one. */
async function askLabel({ terminal, prompts }: Asking, { kind, label }: Factor): Promise<string> {
  const question = terminal.text(messages.whatIsItNow, { label })
  return askUntil(
    terminal,
    () => prompts.text(question),
    text => (text.trim() === '' ? label : checkedLabel(kind, text)),
  )
}

async function choose<T extends string>({ terminal, prompts }: Asking, question: string, words: Words<T>): Promise<T> {
  // Pressing Enter ten times must not confirm everything.
  return prompts.choose(question, choicesOf(words, terminal.language), { undecided: true })
}

/** These answers mean yes. There are several kinds of no, so those have no short key. */
const isYes: ReadonlySet<string> = new Set(['agree', 'right', 'works'])

/** Choices that make no sense can be left out. */
type Words<T extends string> = { readonly [V in T]?: Bilingual }

function choicesOf<T extends string>(words: Words<T>, language: Language): Choice<T>[] {
  const choices: Choice<T>[] = []
  for (const value in words) {
    const text = words[value]
    if (text) choices.push({ value, name: text[language], ...(isYes.has(value) && { says: 'yes' }) })
  }
  return choices
}
