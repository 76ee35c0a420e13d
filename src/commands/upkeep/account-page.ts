/** Everything known about one account, on one page: what to look at before a phone change. */
import { totpsOf } from '../../domain/authenticator/totp.ts'
import {
  type Device,
  type Factor,
  hasLeft,
  type Person,
  type Place,
  type TestMethod,
} from '../../domain/model/registry.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { holdersOf, keysOf, whoToCall } from '../../domain/registry/links.ts'
import { nameById } from '../../domain/registry/names.ts'
import { localDay } from '../../domain/text/date.ts'
import { lastCodeUse, lastPassedTest } from '../../domain/upkeep/schedule.ts'
import type { AccountStatus } from '../../domain/upkeep/status.ts'
import type { Layout } from '../../terminal/layout.ts'
import * as messages from '../../terminal/messages/upkeep/account-page.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** The account as `status` has it, with the cells of its table. */
export interface PageContent {
  readonly terminal: Terminal
  readonly state: State
  readonly account: Account
  readonly status: AccountStatus
  readonly now: Date
  readonly codes: string
  readonly findings: readonly string[]
  /** The audit found more. */
  readonly hasProblems: boolean
}

export function accountPage(content: PageContent): readonly string[] {
  const { terminal, account } = content
  const { color, language } = terminal
  const layout = terminal.layout
  const heading = (text: { en: string; ja: string }): string => color.bold(text[language])
  return [
    color.bold(`@${account.handle}`),
    ...layout.pairs(
      facts(content).map(([label, text]) => [color.dim(label), text] as const),
      2,
    ),
    ...(content.hasProblems ? [layout.copyable(`igcodes audit ${account.handle}`, 2)] : []),
    '',
    heading(messages.headings.waysIn),
    ...waysIn(content, layout),
    '',
    heading(messages.headings.places),
    ...places(content, layout),
    ...calls(content, layout),
    '',
    heading(messages.headings.next),
    ...phones(content).map(({ id }) => layout.copyable(`igcodes prepare phone-change ${shellWord(id)}`, 2)),
    layout.copyable('igcodes playbook new-phone', 2),
    layout.copyable(`igcodes review ${account.handle}`, 2),
  ]
}

/** The phones with its ways in: any of them may be the one to change. */
function phones({ state, account }: PageContent): readonly Device[] {
  const ids = new Set(keysOf(state.registry, account.id).factors.map(({ device }) => device))
  return [...state.registry.devices.values()].filter(({ id, kind }) => kind === 'phone' && ids.has(id))
}

function facts(content: PageContent): readonly (readonly [string, string])[] {
  const { terminal, state, account, status, codes, findings, now } = content
  const { labels } = messages
  const today = localDay(now)
  const due = (on: string | null, last: string | undefined, method?: TestMethod): string => {
    if (on === null) return terminal.text(messages.nothingDue, undefined)
    return terminal.text(messages.dueLine, { due: on, overdue: on < today, last, with: method })
  }
  const proof = lastProof(state, account)
  const rows: readonly (readonly [{ en: string; ja: string }, string])[] = [
    [labels.codes, codes],
    [labels.issuedOn, status.issuedOn ?? '–'],
    [labels.review, due(status.reviewDueOn, state.registry.reviews.get(account.id))],
    [labels.test, due(status.testDueOn, proof?.on, proof?.with)],
    ...findings.map(finding => [labels.todo, finding] as const),
  ]
  return rows.map(([label, text]) => [label[terminal.language], text])
}

/** A code that worked proves as much as a login test. */
function lastProof(
  state: State,
  account: Account,
): { readonly on: string; readonly with: TestMethod | undefined } | undefined {
  const tested = lastPassedTest(state, account)
  const used = lastCodeUse(state, account)
  if (used !== undefined && (tested === undefined || used > tested)) return { on: used, with: 'code' }
  if (tested === undefined) return undefined
  const tests = state.registry.tests.get(account.id)
  return { on: tested, with: tests?.findLast(({ passed, on }) => passed && on === tested)?.with }
}

function waysIn(content: PageContent, layout: Layout): readonly string[] {
  const { terminal, account } = content
  const { factors } = keysOf(content.state.registry, account.id)
  const stored = totpInVault(content, layout)
  if (factors.length === 0 && stored.length === 0)
    return layout.paragraph(terminal.text(messages.noWaysIn, { account: account.handle }), 2)
  const entered = factors.flatMap(factor => [
    ...layout.paragraph(terminal.text(messages.wayIn, factor), 2, 4),
    ...layout.paragraph(
      terminal.text(messages.wayInMore, { ...namesOf(content, factor), confirmed: factor.confirmed }),
      4,
    ),
  ])
  return [...entered, ...stored]
}

/** Nothing if there is none, as is usual. */
function totpInVault({ terminal, state, account }: PageContent, layout: Layout): readonly string[] {
  const stored = totpsOf(state, account).at(-1)
  if (!stored) return []
  const since = terminal.time(stored.added.at).slice(0, 10)
  return [
    ...layout.paragraph(terminal.text(messages.totpInVault, undefined), 2, 4),
    ...layout.paragraph(terminal.text(messages.totpInVaultMore, { since, account: account.handle }), 4),
  ]
}

function places(content: PageContent, layout: Layout): readonly string[] {
  const { terminal, account } = content
  const { places: found } = keysOf(content.state.registry, account.id)
  if (found.length === 0) return layout.paragraph(terminal.text(messages.noPlaces, undefined), 2)
  return found.flatMap(place => [
    ...layout.paragraph(terminal.text(messages.place, place), 2, 4),
    ...layout.paragraph(terminal.text(messages.placeMore, { ...namesOf(content, place), handOver: place.handOver }), 4),
  ])
}

/** People with a way in, if it is known how to reach them. */
function calls(content: PageContent, layout: Layout): readonly string[] {
  const { terminal, state, account } = content
  const persons = calledFor(state, account, content.now).filter(one => (one.phone ?? one.contact) !== null)
  if (persons.length === 0) return []
  return [
    '',
    terminal.color.bold(messages.headings.call[terminal.language]),
    ...persons.flatMap(person => layout.paragraph(terminal.text(messages.callee, person), 2, 4)),
  ]
}

function calledFor(state: State, account: Account, now: Date): readonly Person[] {
  const { factors, places } = keysOf(state.registry, account.id)
  return whoToCall(state.registry, [...factors, ...places], localDay(now))
}

/** Keys join the account's object in `status ACCOUNT --json`. */
export function pageJson(state: State, account: Account, now: Date): object {
  const { registry } = state
  const { factors, places } = keysOf(registry, account.id)
  return {
    totp: totpsOf(state, account).length > 0,
    factors: factors.map(factor => {
      const { id, kind, label, device, confirmed } = factor
      return { id, kind, label, device, holders: holdersOf(registry, factor), confirmed }
    }),
    places: places.map(place => {
      const { id, kind, label, device, handOver } = place
      return { id, kind, label, device, holders: holdersOf(registry, place), handOver }
    }),
    call: calledFor(state, account, now).map(({ id, name, phone, contact }) => {
      return { id, name, phone, contact }
    }),
  }
}

function namesOf(
  { terminal, state, now }: PageContent,
  record: Factor | Place,
): { readonly device: string | undefined; readonly holders: readonly string[] } {
  const { registry } = state
  const device = record.device === null ? undefined : nameById(registry, 'device', record.device)
  const today = localDay(now)
  const holders = holdersOf(registry, record).map(id => {
    const person = registry.persons.get(id)
    const name = person?.name ?? id
    return person && hasLeft(person, today) ? terminal.text(messages.personGone, { name }) : name
  })
  return { device, holders }
}
