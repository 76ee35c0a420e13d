/** The clock and the randomness of a story told in steps: each command comes a minute later, by the same person. */
export class TickingClock {
  readonly #name: string
  #time = Date.parse('2026-11-22T18:00:00Z')
  #steps = 0

  /** @param name seeds the randomness: a story with the same name draws the same */
  constructor(name: string) {
    this.#name = name
  }

  set(time: string): void {
    this.#time = Date.parse(time)
  }

  /** What the next command is started with (entry.cjs). */
  tick(): Readonly<Record<string, string>> {
    this.#steps++
    this.#time += 60_000
    return {
      TEST_CLOCK: new Date(this.#time).toISOString(),
      TEST_SEED: `${this.#name} ${this.#steps}`,
      TEST_USER: 'hanako',
    }
  }
}
