import { blank } from '../../documents/blank.ts'
import { type Policy, policyHtml, policyMarkdown } from '../../documents/policy.ts'
import { type WallCard, wallCardHtml, wallCardMarkdown } from '../../documents/wall-card.ts'
import { accountsByHandle } from '../../domain/model/accounts.ts'
import type { FactorKind, Role } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { recordsOf } from '../../domain/registry/names.ts'
import { type IsoDate, localDay } from '../../domain/text/date.ts'
import { reviewDueOn, testDueOn } from '../../domain/upkeep/schedule.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/continuity/policy.ts'
import { placeKindWords } from '../../terminal/messages/registry/registry.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf, refuseFormatWithJson } from '../options.ts'
import { intoFile, withOut } from '../out-file.ts'
import { nameOf, reached } from './localize-papers.ts'
import {
  type FactorFacts,
  factorFacts,
  type PersonFacts,
  type PlaceFacts,
  placeFacts,
  withRole,
} from './paper-facts.ts'

const formats = ['md', 'html'] as const
type Format = (typeof formats)[number]

/** `igcodes policy`: the team's operating rules, filled in from the registry. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  withOut(command, t)
    .description(t({ en: "print the team's operating rules", ja: 'チームの運用ルールを作る' }))
    .option(
      '--format <format>',
      `${t({ en: 'how to print it', ja: '出力の形式' })}: ${formats.join(', ')}`,
      oneOf('--format', formats),
    )
    .option(
      '--card',
      t({
        en: 'a one-page card for the wall instead; needs no vault',
        ja: '代わりに、壁に貼る1枚のカード(保管庫は不要)',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes policy > policy.md', en: 'for a wiki', ja: 'Wiki用' },
        { run: 'igcodes policy --format html --out policy.html', en: 'to print and sign', ja: '印刷して署名する' },
        { run: 'igcodes policy --card --format html --out card.html', en: 'for the wall', ja: '壁に貼る' },
      ]),
    )
    .action(async ({ format, card, out }) =>
      intoFile(context(), { out }, async same => (card ? wallCard(same, format) : policy(same, format))),
    )
}

async function policy(context: Context, format: Format | undefined): Promise<void> {
  const { terminal, system } = context
  refuseFormatWithJson(terminal, format)
  const { state } = await context.open()
  const words = policyInWords(terminal, state, localDay(system.now()))
  if (terminal.json) terminal.answerJson(words)
  else if (format === 'html') terminal.answer(policyHtml(words))
  else await answerMarkdown(terminal, policyMarkdown(words))
}

async function wallCard({ terminal }: Context, format: Format | undefined): Promise<void> {
  refuseFormatWithJson(terminal, format)
  const words = cardInWords(terminal)
  if (terminal.json) terminal.answerJson(words)
  else if (format === 'html') terminal.answer(wallCardHtml(words))
  else await answerMarkdown(terminal, wallCardMarkdown(words))
}

/** On a terminal broken between words; in a file one line a paragraph. */
async function answerMarkdown(terminal: Terminal, markdown: string): Promise<void> {
  const lines = markdown.split('\n')
  await terminal.answerPaged(terminal.stdoutIsTty ? lines.flatMap(line => terminal.fit(line)) : lines)
}

export function cardInWords({ language }: Terminal): WallCard {
  const t = (text: Bilingual): string => text[language]
  return {
    language,
    title: t(messages.cardTitle),
    steps: t(messages.cardSteps).split('\n'),
    habits: { heading: t(messages.cardHabits), rules: t(messages.cardRules).split('\n') },
    foot: t(messages.cardFoot),
  }
}

export function policyInWords(terminal: Terminal, state: State, today: IsoDate): Policy {
  const { language } = terminal
  const facts = factsOf(terminal, state, today)
  const t = (text: Bilingual): string => text[language]
  const sections = messages.sections.map(({ heading, rules, ordered }) => ({
    heading: t(heading),
    rules: terminal.text(rules, facts).split('\n'),
    ...(ordered && { ordered }),
  }))
  const [first, ...others] = sections
  return {
    language,
    title: t(messages.title),
    intro: terminal.text(messages.intro, { ...facts, day: today }).split('\n'),
    sections: first ? [{ ...first, table: rolesTable(terminal, facts) }, ...others] : [],
    agreed: { heading: t(messages.agreed), lines: t(messages.agreedLines).split('\n') },
    foot: t(messages.foot),
  }
}

function rolesTable(
  { language }: Terminal,
  { securityManager, accountManager, poster }: messages.PolicyFacts,
): readonly (readonly string[])[] {
  const [header, ...roles] = messages.rolesTable
  const names = [securityManager, accountManager, poster]
  return [header[language], ...roles.map((role, index) => [...role[language], names[index] ?? blank])]
}

/** The others are in `igcodes sheet`. */
const maxAccounts = 12

function factsOf(terminal: Terminal, state: State, today: IsoDate): messages.PolicyFacts {
  const { registry } = state
  const accounts = accountsByHandle(state)
  const handles = accounts.map(({ handle }) => `@${handle}`)
  const factors = recordsOf(registry, 'factor').map(factor => factorFacts(state, factor, today))
  // The audit reports codes in a chat or screenshot, so no rule may name one as the place to look.
  const places = recordsOf(registry, 'place')
    .filter(({ kind }) => kind === 'password-manager' || kind === 'locked-paper')
    .map(place => placeFacts(state, place, today))
  const withThat = (role: Role): readonly PersonFacts[] => withRole(state, role, today)
  const list = (names: readonly string[]): string => listed(terminal, names)
  return {
    securityManager: list(namesOf(terminal, withThat('security-manager'))),
    call: list(withThat('security-manager').map(person => reached(terminal, person))),
    handOver: list(places.flatMap(({ handOver }) => (handOver === null ? [] : terminal.harmless(handOver)))),
    accountManager: list(namesOf(terminal, withThat('account-manager'))),
    poster: list(namesOf(terminal, withThat('poster'))),
    keyHolders: list(places.flatMap(({ holders }) => namesOf(terminal, holders))),
    places: list(places.map(place => placeText(terminal, place))),
    authenticators: ofKind(terminal, factors, 'authenticator'),
    numbers: ofKind(terminal, factors, 'sms'),
    addresses: ofKind(terminal, factors, 'mail'),
    portfolio: ofKind(terminal, factors, 'portfolio'),
    accounts: accountNames(terminal, handles),
    count: handles.length,
    reviewDue: earliest(accounts.map(account => reviewDueOn(state, account))),
    testDue: earliest(accounts.map(account => testDueOn(state, account))),
  }
}

/** Without persons who have left. */
function namesOf(terminal: Terminal, found: readonly PersonFacts[]): readonly string[] {
  return found.filter(({ left }) => !left).map(person => nameOf(terminal, person))
}

function ofKind(terminal: Terminal, factors: readonly FactorFacts[], kind: FactorKind): string {
  const texts = factors
    .filter(factor => factor.kind === kind)
    .map(({ label, device, holders, owner }) => {
      const what = kind === 'authenticator' ? (device ?? label) : label
      const named = terminal.text(messages.withHolders, { what, holders: namesOf(terminal, holders) })
      // The rule says that it belongs to the company, so an exception has to be visible.
      const isAgainstRule = owner === 'private' && (kind === 'sms' || kind === 'mail')
      return isAgainstRule ? terminal.text(messages.stillPrivate, { named }) : named
    })
  return listed(terminal, texts)
}

function placeText(terminal: Terminal, { kind, label }: PlaceFacts): string {
  const holders = [placeKindWords[kind][terminal.language]]
  return terminal.text(messages.withHolders, { what: label, holders })
}

function accountNames(terminal: Terminal, handles: readonly string[]): string {
  if (handles.length === 0) return blank
  return terminal.text(messages.moreAccounts, {
    names: handles.slice(0, maxAccounts),
    more: Math.max(0, handles.length - maxAccounts),
  })
}

/** Each once; a blank if there is none. */
function listed(terminal: Terminal, names: readonly string[]): string {
  return names.length === 0 ? blank : terminal.text(messages.listed, { names: [...new Set(names)] })
}

function earliest(days: readonly (IsoDate | null)[]): string {
  return days.filter(day => day !== null).toSorted()[0] ?? blank
}
