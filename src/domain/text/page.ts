/** Pages of a long list. */

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
  /** At least 1, also for an empty list. */
  readonly pages: number
  /** The position of the first item in the whole list, from 1. */
  readonly first: number
}

/** A page after the last one is empty, so a script can read pages until one is empty. */
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
