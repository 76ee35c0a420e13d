/** The part of a long list that --limit and --page ask for. */
import { type Page, type PageRequest, pageOf } from '../domain/text/page.ts'
import * as messages from '../terminal/messages/listing.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { PageOptions } from './listing.ts'
import { defaultLimit } from './options.ts'

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
  return { items, json: { total, page, pages }, lines: terminal.fit(told).map(line => terminal.color.dim(line)) }
}
