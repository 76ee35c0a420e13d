/** A long list, so many at a time. */

/** Which part of a list is asked for. */
export interface PageRequest {
  readonly limit: number
  /** From 1. */
  readonly page: number
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Of the whole list. */
  readonly total: number
  readonly page: number
  /** At least one, however little there is. */
  readonly pages: number
  /** The place of the first item in the whole list, from 1. */
  readonly first: number
}

/** A page behind the last one is empty: who turns pages until nothing comes has seen all. */
export function pageOf<T>(all: readonly T[], { limit, page }: PageRequest): Page<T> {
  const start = (page - 1) * limit
  return {
    items: all.slice(start, start + limit),
    total: all.length,
    page,
    pages: Math.max(1, Math.ceil(all.length / limit)),
    first: start + 1,
  }
}
