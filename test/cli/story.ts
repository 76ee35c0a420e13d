/**
 * A session at a terminal, told as a readable transcript: what was typed, then what the screen showed. Transcripts are in
 * fixtures/cli and are compared exactly; UPDATE_GOLDEN=1 writes them anew.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Replica } from '../../src/vault/replica.ts'
import { halving, sampled } from '../thorough.ts'
import { newName } from '../vault/samples.ts'
import type { Key, Session, SessionOptions } from './session.ts'
import { TickingClock } from './ticking-clock.ts'
import { type Outcome, passphrase, World } from './world.ts'

export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

/** A text to wait for, in both languages. */
export type Bilingual = readonly [en: string, ja: string]

export const asksPassphrase: Bilingual = ['Passphrase', 'パスフレーズ']

export interface TellOptions {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  /** The codes may stay on the screen: that is what was asked for. */
  readonly reveals?: boolean
}

const keyNames: Readonly<Partial<Record<Key, string>>> = { enter: '⏎', up: '↑', down: '↓' }

/** By the command, its clock and randomness, and what it was run on. */
const happened = new Map<string, Promise<{ readonly outcome: Outcome; readonly copy: string }>>()

export class Story {
  /** Where the next command is typed. */
  world = new World()
  readonly language: Language
  readonly #name: string
  /** Codes that must not be left on any screen. */
  readonly #codes: readonly string[]
  readonly #told: string[] = []
  readonly #clock: TickingClock
  /** Whose each home is; the names have one length, so that lines break at the same places. */
  readonly #people = new Map([[this.world, 'hanako']])

  constructor(name: string, language: Language, codes: readonly string[]) {
    this.#name = name
    this.#clock = new TickingClock(name)
    this.language = language
    this.#codes = codes
  }

  /** Sets the clock; each command after that comes a minute later. */
  at(time: string): this {
    this.#clock.set(time)
    return this
  }

  /** A second person, with a computer of her own. */
  meet(name: 'suzuki'): World {
    const world = new World()
    this.#people.set(world, name)
    return world
  }

  /** Something that happened before, out of sight. What the story's other language has done already is taken over from there. */
  async given(command: string | readonly string[], input = ''): Promise<Outcome> {
    const env = this.#started()
    const name = createHash('sha256')
      .update(JSON.stringify([command, input, env, this.world.contents()]))
      .digest('hex')
    const known = happened.get(name)
    if (known !== undefined) {
      const { outcome, copy } = await known
      this.world.takeOver(copy)
      // Binds the machine's id to its place, as the command did; else the next one would, and draw other random numbers.
      expect(new Replica(this.world.state, newName).id).toHaveLength(24)
      return outcome
    }
    // Not in the world, which goes with its file.
    const copy = join(process.env.TEST_KEPT ?? this.world.home, `${name}.${process.pid}`)
    const happening = this.world.succeed(command, { input, env }).then(outcome => {
      this.world.copyTo(copy)
      return { outcome, copy }
    })
    happened.set(name, happening)
    return (await happening).outcome
  }

  /** One command, from the prompt to its end. */
  async tell(
    command: string,
    act?: (scene: Scene) => Promise<void>,
    { columns = 80, rows = 24, env = {}, reveals = false }: TellOptions = {},
  ): Promise<number> {
    const width = columns === 80 ? '' : `   (${columns} columns)`
    const whose = this.#people.size > 1 ? `${this.#person} ` : ''
    this.#told.push(`===== ${whose}$ igcodes ${this.#renamed(command)}`.trimEnd() + width)
    const options: Partial<SessionOptions> = {
      columns,
      rows,
      env: { ...this.#started(), IGCODES_LANG: this.language, ...env },
    }
    const session = this.world.session(command, options)
    const scene = new Scene(session, this.language, (title, screen) =>
      this.#told.push(`----- ${title}`, this.#renamed(screen)),
    )
    await act?.(scene)
    const code = await session.exit()
    scene.frame(code)
    if (!reveals) this.#expectGone(session)
    return code
  }

  get #person(): string {
    return this.#people.get(this.world) ?? ''
  }

  #started(): Readonly<Record<string, string>> {
    return { ...this.#clock.tick(), TEST_USER: this.#person }
  }

  /** Compares all that was told with the transcript in fixtures/cli. */
  finish(): void {
    const path = fileURLToPath(new URL(`../../fixtures/cli/${this.#name}.${this.language}.txt`, import.meta.url))
    const text = `${this.#told.join('\n')}\n`
    if (isUpdating) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `no transcript: UPDATE_GOLDEN=1 writes ${path}`)
  }

  #expectGone(session: Session): void {
    const seen = session.scrollback().replaceAll(/\s/g, '')
    for (const code of this.#codes) expect(seen).not.toContain(code)
  }

  /** The temporary homes by their stable names of the same length, also where a line breaks inside one. */
  #renamed(screen: string): string {
    let named = screen
    for (const [{ home }, person] of this.#people) {
      const brokenAnywhere = [...home].map(letter => letter.replace('/', '\\/')).join('(\\n *)?')
      named = named.replaceAll(new RegExp(brokenAnywhere, 'g'), found => {
        const stable = [...`/home/${person}`]
        return found.replaceAll(/\S/g, () => stable.shift() ?? '')
      })
    }
    // The hash of a path in that home.
    return named.replaceAll(/(?<=\/backups\/)[0-9a-f]{16}/g, '0123456789abcdef')
  }
}

const isUpdating = process.env.UPDATE_GOLDEN === '1'

/** Both languages with IGCODES_TORTURE=full or when the transcripts are made anew, else one of them, always the same for a name. */
export function tellingLanguages(name: string): readonly Language[] {
  return isUpdating ? languages : sampled(languages, languages.length, name.length)
}

/**
 * For a file of sessions: each is told and compared with its transcripts; one in two in `npm test`.
 *
 * @param codes must not be left on any screen
 * @param before what has happened in all of them already
 */
export function goldenSessions(codes: readonly string[], before: (story: Story) => Promise<void> = async () => {}) {
  const isTold = halving()
  return (name: string, tell: (story: Story) => Promise<void>): void => {
    if (!isTold() && !isUpdating) return
    describe.concurrent(name, () => {
      test.concurrent.each(tellingLanguages(name))('%s', async language => {
        const story = new Story(name, language, codes)
        await before(story)
        await tell(story)
        story.finish()
      })
    })
  }
}

/** What a person does at one command. */
export class Scene {
  readonly session: Session
  readonly #language: Language
  readonly #show: (title: string, screen: string) => void
  #typed: string[] = []

  constructor(session: Session, language: Language, show: (title: string, screen: string) => void) {
    this.session = session
    this.#language = language
    this.#show = show
  }

  /** Waits for the text to be on the screen, the nth time from the top. */
  async sees([en, ja]: Bilingual, nth = 1): Promise<void> {
    const text = this.#language === 'ja' ? ja : en
    const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    await this.session.waitFor(new RegExp(Array(nth).fill(literal).join(String.raw`[\s\S]*`)))
    await this.session.rest()
    this.frame()
  }

  /** Types a text and Enter. */
  types(text: string): void {
    this.#typed.push(`${text} ⏎`)
    this.session.type(`${text}\n`)
  }

  press(...keys: readonly Key[]): void {
    this.#typed.push(keys.map(key => keyNames[key] ?? key).join(' '))
    this.session.press(...keys)
  }

  pastes(text: string): void {
    const lines = text.split('\n').map(line => `\n        ${JSON.stringify(line).slice(1, -1)}`)
    this.#typed.push(`(pastes)${lines.join('')}`)
    this.session.paste(text)
  }

  /** Takes the screen down under what was typed since the last time. */
  frame(code?: number): void {
    const typed = this.#typed.length === 0 ? '' : `types: ${this.#typed.join('  ')}`
    const exit = code === undefined ? '' : `exit ${code}`
    this.#typed = []
    this.#show([typed, exit].filter(Boolean).join('   → ') || 'sees:', this.session.screen())
  }
}

/** Types the passphrase when it is asked for, for the nth time. */
export async function opens(scene: Scene, nth = 1): Promise<void> {
  await scene.sees(asksPassphrase, nth)
  scene.types(passphrase)
}
