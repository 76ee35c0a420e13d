/** Short names for what people tell each other about: an incident, a hand-over. */

/** Without i, l, o, 0 and 1, which are mistaken for each other on paper and on the phone. */
const letters = 'abcdefghjkmnpqrstuvwxyz'
const characters = `${letters}23456789`
const length = 4

/**
 * Four letters and digits that nothing is called yet: `k7tm`. It begins with a letter and has a digit, so that it is no word, no
 * number and no time.
 *
 * @param random so many random bytes
 * @param taken the names that are in use
 */
export function newShortId(random: (length: number) => Uint8Array, taken: { has(id: string): boolean }): string {
  for (;;) {
    const id = Array.from(random(length), byte => characters[byte % characters.length]).join('')
    if (/^[a-z].*\d/.test(id) && !taken.has(id)) return id
  }
}
