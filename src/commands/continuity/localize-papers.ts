/** The text of the sheets in the user's language. */
import type { Sheet, SheetCodes, SheetLine, SheetRow, SheetTable } from '../../documents/sheet.ts'
import { currentSet, placedCodes } from '../../domain/codes/queries.ts'
import { spaced } from '../../domain/model/backup-code.ts'
import type { Account } from '../../domain/model/state.ts'
import type { IsoDate } from '../../domain/text/date.ts'
import type { Bilingual } from '../../language.ts'
import { addresses } from '../../playbooks/addresses.ts'
import * as messages from '../../terminal/messages/continuity/sheet.ts'
import { factorKindWords, ownerWords, placeKindWords, reachedBy } from '../../terminal/messages/registry/registry.ts'
import { digitsErased } from '../../terminal/messages/upkeep/status.ts'
import { stateWords } from '../../terminal/messages/words.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import { type FactorFacts, handOverOf, type PersonFacts, type PlaceFacts, type SheetFacts } from './paper-facts.ts'

export function sheetInWords(
  terminal: Terminal,
  facts: SheetFacts,
  today: IsoDate,
  codes: SheetCodes | undefined,
): Sheet {
  const t = (text: Bilingual): string => text[terminal.language]
  const { headings, labels } = messages
  const { account, review, test } = facts
  const factors = (found: readonly FactorFacts[]): readonly SheetLine[] =>
    found.map(factor => factorLine(terminal, factor))
  return {
    language: terminal.language,
    title: terminal.text(messages.title, { account }),
    subtitle: terminal.text(messages.subtitle, { day: today }),
    ...(codes && { warning: terminal.text(messages.holdsCodes, undefined), codes }),
    lockedOut: lockedOut(terminal, facts.securityManagers, facts.firstStep),
    sections: [
      {
        heading: t(headings.waysIn),
        rows: [
          { label: t(labels.authenticator), lines: factors(facts.authenticator) },
          { label: t(labels.sms), lines: factors(facts.sms) },
          { label: t(labels.mail), lines: factors(facts.mail) },
          ...(facts.others.length > 0 ? [{ label: t(labels.others), lines: otherLines(terminal, facts) }] : []),
        ],
      },
      {
        heading: t(headings.codes),
        rows: [
          { label: t(labels.left), lines: [{ text: codesLeft(terminal, facts) }] },
          { label: t(labels.places), lines: facts.places.map(place => placeLine(terminal, place)) },
          { label: t(labels.vault), lines: facts.vaultOn.map(name => ({ text: terminal.harmless(name) })) },
        ],
      },
      { heading: t(headings.people), rows: peopleRows(terminal, facts) },
      {
        heading: t(headings.upkeep),
        rows: [
          { label: t(labels.review), lines: doneLine(terminal, review.last, review.dueOn) },
          { label: t(labels.test), lines: doneLine(terminal, testText(terminal, test.last), test.dueOn) },
        ],
      },
    ],
    foot: terminal.text(messages.foot, { hasCodes: codes !== undefined }),
  }
}

/** @param all of every account, at least one */
export function sheetTableInWords(
  terminal: Terminal,
  all: readonly [SheetFacts, ...SheetFacts[]],
  today: IsoDate,
): SheetTable {
  const t = (text: Bilingual): string => text[terminal.language]
  const { columns } = messages
  const [first] = all
  return {
    language: terminal.language,
    title: terminal.text(messages.tableTitle, undefined),
    subtitle: terminal.text(messages.subtitle, { day: today }),
    lockedOut: lockedOut(terminal, first.securityManagers, 'igcodes recover'),
    header: [
      columns.account,
      columns.authenticator,
      columns.sms,
      columns.mail,
      columns.places,
      columns.left,
      columns.handOver,
      columns.upkeep,
    ].map(t),
    rows: all.map(facts => tableRow(terminal, facts)),
    people: peopleRows(terminal, first).slice(0, 2),
    foot: terminal.text(messages.foot, { hasCodes: false }),
  }
}

/** The codes of the current set; undefined if there is none. */
export function codesInWords(
  terminal: Terminal,
  vault: Pick<Vault, 'state' | 'digits'>,
  account: Account,
): SheetCodes | undefined {
  const set = currentSet(account)
  if (!set) return undefined
  const [position, code, state] = messages.codesHeader
  return {
    heading: terminal.text(messages.codesHeading, { issuedOn: set.issuedOn }),
    header: [position[terminal.language], code[terminal.language], state[terminal.language]],
    rows: placedCodes(vault.state, account, set).map(({ id, position, state }) => {
      const digits = vault.digits(id)
      return {
        position: terminal.text(messages.position, { position }),
        code: digits === undefined ? terminal.text(digitsErased, undefined) : spaced(digits),
        state: stateWords(state)[terminal.language],
        spent: state === 'used' || state === 'rejected' || state === 'void',
      }
    }),
  }
}

function lockedOut(terminal: Terminal, securityManagers: readonly PersonFacts[], command: string): Sheet['lockedOut'] {
  const names = securityManagers.map(person => reached(terminal, person))
  return {
    heading: messages.headings.lockedOut[terminal.language],
    steps: terminal.text(messages.firstSteps, { securityManagers: names }).split('\n'),
    command,
    help: { caption: terminal.text(messages.officialHelp, undefined), address: addresses.hacked },
  }
}

function tableRow(terminal: Terminal, facts: SheetFacts): readonly (readonly string[])[] {
  const { account, review, test } = facts
  const neverYet = terminal.text(messages.neverYet, undefined)
  const joined = (lines: readonly SheetLine[]): readonly string[] =>
    lines.flatMap(({ text, more }) => [text, ...(more ? [more] : [])])
  const factors = (found: readonly FactorFacts[]): readonly string[] =>
    joined(found.map(factor => factorLine(terminal, factor)))
  return [
    [`@${account}`],
    factors(facts.authenticator),
    factors(facts.sms),
    factors(facts.mail),
    joined(facts.places.map(place => placeLine(terminal, place))),
    [codesLeft(terminal, facts)],
    handOverOf(facts).map(text => terminal.harmless(text)),
    [review.last ?? neverYet, testText(terminal, test.last) ?? neverYet],
  ]
}

function peopleRows(terminal: Terminal, facts: SheetFacts): readonly SheetRow[] {
  const { labels } = messages
  const people = (found: readonly PersonFacts[]): readonly SheetLine[] =>
    found.map(person => ({ text: nameOf(terminal, person), more: contactOf(terminal, person) }))
  const called = [...facts.securityManagers, ...facts.accountManagers]
  const isComplete = called.length > 0 && called.every(({ phone }) => phone !== null)
  return [
    { label: labels.securityManager[terminal.language], lines: people(facts.securityManagers) },
    { label: labels.accountManager[terminal.language], lines: people(facts.accountManagers) },
    { label: labels.handOver[terminal.language], lines: handOverLines(terminal, facts) },
    // A line to write on.
    ...(isComplete ? [] : [{ label: labels.phones[terminal.language], lines: [] }]),
  ]
}

/** If all places have the same, they are not named. */
function handOverLines(terminal: Terminal, facts: SheetFacts): readonly SheetLine[] {
  const places = facts.places.filter(({ handOver }) => handOver !== null)
  const isOne = handOverOf(facts).length === 1 && places.length === facts.places.length
  if (isOne) return handOverOf(facts).map(text => ({ text: terminal.harmless(text) }))
  return places.map(({ label, handOver }) => ({
    text: terminal.text(messages.handOverOf, { place: label, handOver: handOver ?? '' }),
  }))
}

function contactOf(terminal: Terminal, { phone, contact }: PersonFacts): string {
  return terminal.text(reachedBy, { phone, contact })
}

/** For use in a sentence. */
export function reached(terminal: Terminal, person: PersonFacts): string {
  const how = contactOf(terminal, person)
  const name = nameOf(terminal, person)
  return how === '' ? name : terminal.text(messages.nameAndContact, { name, how })
}

function factorLine(terminal: Terminal, factor: FactorFacts): SheetLine {
  const { label, owner, confirmedOn } = factor
  return {
    text: terminal.harmless(label),
    more: [
      ...whereabouts(terminal, factor),
      ownerWords[owner][terminal.language],
      ...(confirmedOn === null ? [] : [terminal.text(messages.confirmedOn, { day: confirmedOn })]),
    ].join(' · '),
  }
}

function placeLine(terminal: Terminal, place: PlaceFacts): SheetLine {
  const kind = placeKindWords[place.kind]
  return {
    text: terminal.text(messages.kindAndLabel, { kind, label: place.label }),
    more: whereabouts(terminal, place).join(' · '),
  }
}

/** For the kinds of factors that have no row of their own. */
function otherLines(terminal: Terminal, { others }: SheetFacts): readonly SheetLine[] {
  return others.map(factor => {
    const label = factor.label
    const kind = factorKindWords[factor.kind]
    return { ...factorLine(terminal, factor), text: terminal.text(messages.kindAndLabel, { kind, label }) }
  })
}

function whereabouts(
  terminal: Terminal,
  { device, holders }: Pick<FactorFacts, 'device' | 'holders'>,
): readonly string[] {
  const names = holders.map(person => nameOf(terminal, person))
  return [
    ...(device === null ? [] : [terminal.text(messages.onDevice, { device })]),
    terminal.text(messages.heldBy, { names }),
  ]
}

export function nameOf(terminal: Terminal, { name, agency, left }: PersonFacts): string {
  if (left) return terminal.text(messages.whoLeft, { name })
  return agency ? terminal.text(messages.ofAgency, { name }) : terminal.harmless(name)
}

function codesLeft(terminal: Terminal, { account, codes }: SheetFacts): string {
  const { remaining, setSize: size, issuedOn } = codes
  return issuedOn === null
    ? terminal.text(messages.noCodes, { account })
    : terminal.text(messages.codesLeft, { remaining, size, issuedOn })
}

function testText(terminal: Terminal, last: SheetFacts['test']['last']): string | null {
  return last && terminal.text(messages.testDone, last)
}

/** If it was never done and is not due, a line to write on. */
function doneLine(terminal: Terminal, last: string | null, dueOn: IsoDate | null): readonly SheetLine[] {
  const next = dueOn === null ? [] : [terminal.text(messages.nextOn, { due: dueOn })]
  if (last === null && dueOn === null) return []
  return [{ text: [last ?? terminal.text(messages.neverYet, undefined), ...next].join(' · ') }]
}
