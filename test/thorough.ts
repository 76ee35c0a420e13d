/** Whether every fault, kill and combination is tried (IGCODES_TORTURE=full, for hours), and not the sample of each run. */
export const isThorough = process.env.IGCODES_TORTURE === 'full'

/** One in so many of them, spread over the list and so over its kinds, and the same in each run; all of them where everything is tried. */
export function sampled<T>(all: readonly T[], oneIn: number, from = 0): readonly T[] {
  return isThorough ? all : all.filter((_, index) => index % oneIn === from % oneIn)
}

/** Each case with one of the others, taken in turns; with each of them where everything is tried. */
export function inTurns<A, B>(cases: readonly A[], others: readonly B[]): readonly (readonly [A, B])[] {
  return cases.flatMap((one, index) => sampled(others, others.length, index).map(other => [one, other] as const))
}

/** For what is defined once for each of two: whether this one gets it, in turns; always where everything is tried. */
export function alternating(turn: number): () => boolean {
  let next = turn
  return () => next++ % 2 === 0 || isThorough
}

/** How often a law is tried on random cases. */
export const runs = (all: number): number => (isThorough ? all : Math.ceil(all / 4))
