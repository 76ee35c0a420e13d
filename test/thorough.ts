/**
 * How much is tried: every fault, kill and combination with IGCODES_TORTURE=full, for hours; a sample before a change is taken (`.ci/run`
 * sets CI), or with IGCODES_TORTURE=wide; half of that sample in `npm test`, which takes minutes.
 */
export const isThorough = process.env.IGCODES_TORTURE === 'full'
const isWide = isThorough || process.env.IGCODES_TORTURE === 'wide' || process.env.CI !== undefined

/** One in so many of them, spread over the list and so over its kinds, and the same in each run; all of them where everything is tried. */
export function sampled<T>(all: readonly T[], oneIn: number, from = 0): readonly T[] {
  return isThorough ? all : all.filter((_, index) => index % oneIn === from % oneIn)
}

/** One in two of them in `npm test`, else all. */
export function halved<T>(all: readonly T[]): readonly T[] {
  return isWide ? all : sampled(all, 2)
}

/** Each case with one of the others, taken in turns; with each of them where everything is tried; one case in two in `npm test`. */
export function inTurns<A, B>(cases: readonly A[], others: readonly B[]): readonly (readonly [A, B])[] {
  return halved(cases).flatMap((one, index) =>
    sampled(others, others.length, index).map(other => [one, other] as const),
  )
}

/** For what is defined once for each of two: whether this one gets it, in turns; always where everything is tried. */
export function alternating(turn: number): () => boolean {
  let next = turn
  return () => next++ % 2 === 0 || isThorough
}

/** For what is defined one by one: whether this one is tried; one in two of them in `npm test`. */
export function halving(): () => boolean {
  let next = 0
  return () => next++ % 2 === 0 || isWide
}

/** How often a law is tried on random cases. */
export const runs = (all: number): number => (isThorough ? all : Math.ceil(all / (isWide ? 4 : 8)))
