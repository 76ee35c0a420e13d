/**
 * Questions about persons, devices, factors and places. Known records are offered as choices. New ones are collected, are visible
 * to the questions that follow, and are stored together in one change: a dialogue that is left stores nothing.
 */
import { checkedLabel, checkedLine, checkedName } from '../../domain/model/checked-text.ts'
import type { Decision } from '../../domain/model/decision.ts'
import {
  deviceKinds,
  type FactorKind,
  type Owner,
  owners,
  type Person,
  type Role,
  roles,
} from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { isSameName, mapOf, nameOf, type RecordKind, recordsOf } from '../../domain/registry/names.ts'
import { applyAll, preview, type Step } from '../../domain/registry/pending.ts'
import { type Saved, saveDevice, savePerson } from '../../domain/registry/save.ts'
import { parsePhoneNumber } from '../../domain/text/phone-number.ts'
import type { Bilingual, Message } from '../../language.ts'
import { answered } from '../../terminal/messages/recovery/incident.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Choice, Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import { askUntil } from '../ask-until.ts'
import { isNone } from './flags.ts'

/** Answers that name no record: no id begins with +. */
const another = '+another'
const none = '+none'

export class Asking {
  readonly terminal: Terminal
  readonly prompts: Prompts
  readonly #steps: Step[] = []
  #state: State

  constructor(terminal: Terminal, prompts: Prompts, state: State) {
    this.terminal = terminal
    this.prompts = prompts
    this.#state = state
  }

  /** The state including the answers so far. */
  get state(): State {
    return this.#state
  }

  get hasNews(): boolean {
    return this.#steps.length > 0
  }

  /** Adds a decision to the change that is stored at the end. */
  collect<D extends Decision>(step: Step<D>): D {
    const decision = step(this.#state)
    if (decision.facts.length > 0) this.#steps.push(step)
    this.#state = preview(this.#state, decision.facts)
    return decision
  }

  /** Stores everything collected, and a last decision, in one change. */
  async store<D extends Decision>(vault: Vault, last: Step<D>): Promise<D> {
    return vault.change(state => applyAll(state, this.#steps, last))
  }

  async confirm<Gaps>(message: Message<Gaps>, gaps: Gaps, byDefault: boolean): Promise<boolean> {
    return this.prompts.confirm(this.terminal.text(message, gaps), byDefault)
  }

  async oneOf<T extends string>(
    message: Message,
    values: readonly T[],
    words: Readonly<Record<T, Bilingual>>,
  ): Promise<T> {
    return this.prompts.choose(this.terminal.text(message, undefined), this.#choices(values, words))
  }

  async someOf<T extends string>(
    message: Message,
    values: readonly T[],
    words: Readonly<Record<T, Bilingual>>,
    now: readonly T[] = [],
  ): Promise<readonly T[]> {
    return this.prompts.several(this.terminal.text(message, undefined), this.#choices(values, words), now)
  }

  /** Asks until it is a name that can be stored. */
  async name(kind: RecordKind, message: Message): Promise<string> {
    return this.#taken(message, undefined, text => checkedName(kind, text))
  }

  /** Asks until it is a valid label for this kind of factor. */
  async label(kind: FactorKind, message: Message): Promise<string> {
    return this.#taken(message, undefined, text => checkedLabel(kind, text))
  }

  /** Like `name`, but Enter gives an empty answer. */
  async optionalName(kind: RecordKind, message: Message): Promise<string> {
    return this.#taken(message, undefined, text => (text.trim() === '' ? '' : checkedName(kind, text)))
  }

  /** An optional value: Enter keeps it (undefined), `none` clears it (null). */
  async optional<T extends string, Gaps>(
    message: Message<Gaps>,
    gaps: Gaps,
    check: (text: string) => T,
  ): Promise<T | null | undefined> {
    return this.#taken(message, gaps, text => (text.trim() === '' ? undefined : isNone(text) ? null : check(text)))
  }

  async phone<Gaps>(message: Message<Gaps>, gaps: Gaps): Promise<string | null | undefined> {
    return this.optional(message, gaps, parsePhoneNumber)
  }

  async line<Gaps>(message: Message<Gaps>, gaps: Gaps): Promise<string | null | undefined> {
    return this.optional(message, gaps, checkedLine)
  }

  async owner(): Promise<Owner> {
    return this.oneOf(messages.ask.owner, owners, messages.ownerChoices)
  }

  /** @param named the person who has these roles, if they are known */
  async roles(named?: string): Promise<readonly Role[]> {
    const now = this.#state.registry.persons.get(named ?? '')?.roles
    return this.someOf(messages.ask.roles, roles, messages.roleWords, now)
  }

  /** Its current holders; none if it is new. */
  holdersOf(kind: 'factor' | 'place', named?: string): readonly string[] {
    return mapOf(this.#state.registry, kind).get(named ?? '')?.holders ?? []
  }

  /** The id of a known or a new person; null for nobody. */
  async person(message: Message): Promise<string | null> {
    const persons = recordsOf(this.#state.registry, 'person').filter(isActive)
    if (persons.length === 0) {
      this.terminal.note(messages.asked, { question: this.terminal.text(message, undefined) })
      return (await this.#newPersons(false))[0] ?? null
    }
    const picked = await this.prompts.choose(this.terminal.text(message, undefined), [
      ...this.named(persons),
      this.#choice(another),
      this.#choice(none, messages.choiceWords.nobody),
    ])
    if (picked === another) return (await this.#newPersons(false))[0] ?? null
    return picked === none ? null : picked
  }

  /** The ids of several known or new persons. */
  async persons(
    message: Message,
    among: (person: Person) => boolean = () => true,
    now: readonly string[] = [],
  ): Promise<readonly string[]> {
    const persons = recordsOf(this.#state.registry, 'person').filter(person => isActive(person) && among(person))
    if (persons.length === 0) {
      this.terminal.note(messages.asked, { question: this.terminal.text(message, undefined) })
      return this.#newPersons(true)
    }
    const choices = [...this.named(persons), this.#choice(another)]
    const picked = await this.prompts.several(this.terminal.text(message, undefined), choices, now)
    const known = picked.filter(id => id !== another)
    return picked.includes(another) ? [...known, ...(await this.#newPersons(true))] : known
  }

  /** The id of a known or a new device; null for none, if allowed. */
  async device(message: Message, canBeNone: boolean): Promise<string | null> {
    const devices = recordsOf(this.#state.registry, 'device')
    const picked = await this.prompts.choose(this.terminal.text(message, undefined), [
      ...this.named(devices),
      this.#newOne(devices),
      ...(canBeNone ? [this.#choice(none, messages.choiceWords.noDevice)] : []),
    ])
    if (picked === another) return this.newDevice()
    return picked === none ? null : picked
  }

  async devices(message: Message): Promise<readonly string[]> {
    const devices = recordsOf(this.#state.registry, 'device')
    const picked = await this.prompts.several(this.terminal.text(message, undefined), [
      ...this.named(devices),
      this.#newOne(devices),
    ])
    const known = picked.filter(id => id !== another)
    return picked.includes(another) ? [...known, await this.newDevice()] : known
  }

  async newDevice(): Promise<string> {
    const name = await this.name('device', messages.ask.deviceName)
    const kind = await this.oneOf(messages.ask.deviceKind, deviceKinds, messages.deviceKindWords)
    const owner = await this.owner()
    const holder = await this.person(messages.ask.holder)
    const known = recordsOf(this.#state.registry, 'device').find(
      device => device.holder === holder && isSameName(device.name, name),
    )
    if (known) return known.id
    return this.collect(state => saveDevice(state, { name, kind, owner, holder })).id
  }

  /** Asks for a known record of a kind, a new one, or none. */
  async known(
    message: Message,
    records: readonly Parameters<typeof nameOf>[0][],
    words: { readonly another: Bilingual; readonly none: Bilingual },
    isSo: (record: { readonly id: string }) => boolean = () => false,
  ): Promise<{ readonly id: string } | 'another' | 'none'> {
    const marked = (choice: Choice<string>): Choice<string> => ({
      ...choice,
      name: this.terminal.text(messages.alreadySo, { name: choice.name }),
    })
    const picked = await this.prompts.choose(this.terminal.text(message, undefined), [
      // Current ones come first, so that Enter keeps them.
      ...this.named(records.filter(isSo)).map(marked),
      ...this.named(records.filter(record => !isSo(record))),
      this.#newOne(records, words.another),
      this.#choice(none, words.none),
    ])
    if (picked === another) return 'another'
    return picked === none ? 'none' : { id: picked }
  }

  /** Says so if there is nothing to choose from. */
  async several(
    message: Message,
    choices: readonly Choice<string>[],
    now: readonly string[] = [],
  ): Promise<readonly string[]> {
    if (choices.length > 0) return this.prompts.several(this.terminal.text(message, undefined), choices, now)
    this.terminal.note(messages.nothingToPick, undefined)
    return []
  }

  /** Asks for several known records, and for kinds of new records to enter. */
  async knownOrKinds<T extends string>(
    message: Message,
    records: readonly Parameters<typeof nameOf>[0][],
    kinds: readonly T[],
    words: Readonly<Record<T, Bilingual>>,
  ): Promise<{ readonly picked: readonly string[]; readonly kinds: readonly T[] }> {
    const picked = await this.prompts.several(this.terminal.text(message, undefined), [
      ...this.named(records),
      // With a +, because a record's id may equal a kind.
      ...kinds.map(kind => this.#choice(`+${kind}`, words[kind])),
    ])
    return {
      picked: picked.filter(value => !value.startsWith('+')),
      kinds: kinds.filter(kind => picked.includes(`+${kind}`)),
    }
  }

  /** Asks for names until an empty one. A known name means that person. */
  async #newPersons(several: boolean): Promise<readonly string[]> {
    const ids: string[] = []
    for (;;) {
      const text = await this.optionalName('person', several ? messages.ask.nextName : messages.ask.personName)
      if (text === '') return ids
      ids.push(this.collect(state => knownOrNew(state, text)).id)
      if (!several) return ids
    }
  }

  /** A refused answer is erased from the screen: it may have been a code. An accepted one is shown as it was understood. */
  async #taken<T extends string | null | undefined, Gaps>(
    message: Message<Gaps>,
    gaps: Gaps,
    check: (text: string) => T,
  ): Promise<T> {
    const question = this.terminal.text(message, gaps)
    return askUntil(
      this.terminal,
      () => this.prompts.text(question, { wipe: true }),
      text => {
        const taken = check(text)
        const shown = taken ?? text.trim()
        if (shown !== '') this.terminal.note(answered, { question, text: shown })
        return taken
      },
    )
  }

  #choices<T extends string>(values: readonly T[], words: Readonly<Record<T, Bilingual>>): readonly Choice<T>[] {
    return values.map(value => ({ value, name: words[value][this.terminal.language] }))
  }

  named(records: readonly Parameters<typeof nameOf>[0][]): readonly Choice<string>[] {
    return records.map(record => ({ value: record.id, name: this.terminal.harmless(nameOf(record)) }))
  }

  /** The choice says 'another' only if there are known ones. */
  #newOne(known: readonly unknown[], words?: Bilingual): Choice<string> {
    return this.#choice(another, known.length === 0 ? messages.choiceWords.first : words)
  }

  #choice(value: string, words: Bilingual = messages.choiceWords.another): Choice<string> {
    return { value, name: words[this.terminal.language] }
  }
}

function isActive(person: Person): boolean {
  return person.left === null
}

/** A known full name means that person, so that no one is entered twice. */
function knownOrNew(state: State, name: string): Pick<Saved, 'id' | 'facts'> {
  const known = recordsOf(state.registry, 'person').find(person => isSameName(person.name, name))
  return known ? { id: known.id, facts: [] } : savePerson(state, { name })
}
