/** Short ids that people can say on the phone: of an incident, a handover. */

/** Without i, l, o, 0 and 1, which are easily confused. */
const letters = 'abcdefghjkmnpqrstuvwxyz'
const characters = `${letters}23456789`
const length = 4

/**
 * Four letters and digits: `k7tm`. It begins with a letter and has a digit, so it cannot be taken for a word, a number or a time.
 *
 * @param random returns that many random bytes
 * @param taken the ids in use
 */
export function newShortId(random: (length: number) => Uint8Array, taken: { has(id: string): boolean }): string {
  for (;;) {
    const id = Array.from(random(length), byte => characters[byte % characters.length]).join('')
    if (/^[a-z].*\d/.test(id) && !taken.has(id)) return id
  }
}
