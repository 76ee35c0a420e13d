/** Ids that people can say on the phone, of an incident or a handover, and the tails that tell ids apart which two machines made alike. */

/** Without i, l, o, 0 and 1, which are easily confused. */
const letters = 'abcdefghjkmnpqrstuvwxyz'
const characters = `${letters}23456789`
export const shortLength = 4
export const tailLength = 12

type Random = (length: number) => Uint8Array

/**
 * Four letters and digits: `k7tm`. It begins with a letter and has a digit, so it cannot be taken for a word, a number or a time.
 *
 * @param random returns that many random bytes
 * @param taken the ids in use
 */
export function newShortId(random: Random, taken: Iterable<string>): string {
  const begun = new Set(Array.from(taken, id => id.slice(0, shortLength)))
  for (;;) {
    const id = randomText(random, shortLength)
    if (/^[a-z].*\d/.test(id) && !begun.has(id)) return id
  }
}

/** What is stored behind an id and not shown, so that no two machines make the same. */
export function newTail(random: Random): string {
  return randomText(random, tailLength)
}

function randomText(random: Random, length: number): string {
  return Array.from(random(length), byte => characters[byte % characters.length]).join('')
}
