/** The options of long lists: filters and pages. */
import type { Command } from '@commander-js/extra-typings'
import { type Level, levels } from '../domain/model/level.ts'
import type { Account, State } from '../domain/model/state.ts'
import { accountsHeldBy } from '../domain/registry/links.ts'
import { requireRecord } from '../domain/registry/names.ts'
import { type Page, type PageRequest, pageOf } from '../domain/text/page.ts'
import { parseSpan } from '../domain/text/span.ts'
import { accountStatus } from '../domain/upkeep/status.ts'
import { UserError } from '../errors.ts'
import * as messages from '../terminal/messages/listing.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Tools } from './context.ts'
import { oneOf } from './options.ts'

/** With --page alone. */
const defaultLimit = 50

export interface PageOptions {
  readonly limit?: number | undefined
  readonly page?: number | undefined
}

export interface AccountFilters {
  readonly level?: Level | undefined
  readonly due?: string | undefined
  readonly holder?: string | undefined
}

/** Adds --limit and --page. */
function withPages(command: Command, t: Tools['t']) {
  return command
    .option(
      '--limit <count>',
      t({
        en: `so many at a time (with --page: ${defaultLimit})`,
        ja: `一度に出す件数(--page だけなら${defaultLimit})`,
      }),
      counted('--limit'),
    )
    .option('--page <number>', t({ en: 'which part of them, from 1', ja: '何ページ目か(1から)' }), counted('--page'))
}

/** Adds --holder. */
export function withHolder(command: Command, t: Tools['t']) {
  return withPages(command, t).option(
    '--holder <person>',
    t({ en: 'only those that this person holds a key of', ja: 'この人が関わるものだけ' }),
  )
}

/** Adds --level, --due and --holder. */
export function withAccountFilters(command: Command, t: Tools['t']) {
  return withHolder(command, t)
    .option(
      '--level <level>',
      t({
        en: 'only those at this level of codes or worse: low, critical, empty',
        ja: '残りがこの状態以下のものだけ: low, critical, empty',
      }),
      oneOf('--level', levels),
    )
    .option(
      '--due <span>',
      t({
        en: 'only those with a review or login test due by then: 30d, 2w, 2026-12-01',
        ja: 'それまでに棚卸しかログインテストがあるものだけ: 30日, 2週間, 2026-12-01',
      }),
    )
}

/** A number from 1; full-width digits are accepted. */
function counted(name: string): (value: string) => number {
  return value => {
    const digits = value.normalize('NFKC')
    if (!/^[1-9]\d{0,6}$/.test(digits)) throw new UserError('bad-argument', { name, value, allowed: '1, 2, 3 …' })
    return Number(digits)
  }
}

/**
 * The filter for accounts; undefined if none was given. Syntax errors are reported at once, before the passphrase is asked for; unknown
 * names once the vault is open.
 *
 * @throws UserError `bad-span`
 */
export function readFilters(filters: AccountFilters, now: Date): (state: State) => AccountChoice | undefined {
  const { level, holder, due } = filters
  const until = due === undefined ? undefined : parseSpan(due, now)
  if (level === undefined && holder === undefined && until === undefined) return () => undefined
  return state => {
    const person = holder === undefined ? undefined : requireRecord(state.registry, 'person', holder)
    const held = person && accountsHeldBy(state, person.id)
    return account => {
      if (held && !held.has(account.id)) return false
      if (level === undefined && until === undefined) return true
      const status = accountStatus(state, account, now)
      return (
        (level === undefined || levels.indexOf(status.level) >= levels.indexOf(level)) &&
        (until === undefined || (status.nextDue !== null && status.nextDue.on <= until))
      )
    }
  }
}

export type AccountChoice = (account: Account) => boolean

/** The page that the options ask for; undefined for the whole list. */
function requestOf({ limit, page }: PageOptions): PageRequest | undefined {
  if (limit === undefined && page === undefined) return undefined
  return { limit: limit ?? defaultLimit, page: page ?? 1 }
}

/** A list, or one page of it with its position. */
export interface Part<T> {
  readonly items: readonly T[]
  /** More keys of the JSON answer. */
  readonly json: Readonly<Partial<Pick<Page<T>, 'total' | 'page' | 'pages'>>>
  /** Lines below the list. */
  readonly lines: readonly string[]
}

export function partOf<T>(terminal: Terminal, all: readonly T[], options: PageOptions): Part<T> {
  const request = requestOf(options)
  if (request === undefined) return { items: all, json: {}, lines: [] }
  const { items, total, page, pages, first } = pageOf(all, request)
  const told = terminal.text(messages.partShown, { first, count: items.length, total, page, pages })
  return { items, json: { total, page, pages }, lines: terminal.fit(told).map(line => terminal.colour.dim(line)) }
}
