/**
 * `kill -9` at random moments of `use` and `add`: whatever moment it is, the vault opens, nothing that was saved is lost, and
 * no code is ever shown twice (design, section 7).
 *
 * A third of the kills fall anywhere in the process's life, the others after it has begun to touch the disk. TORTURE_SEED
 * repeats a run's moments, as far as the machine does.
 */
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Payload, readPayload } from '../cli/payload.ts'
import { ended, handedOut, removeWorlds, someCodes, World } from '../cli/world.ts'
import { isThorough } from '../thorough.ts'

const { TORTURE_SEED } = process.env
const seed = TORTURE_SEED === undefined ? randomInt(2 ** 31) : Number(TORTURE_SEED)
const killsEach = isThorough ? 1000 : 8
/** On a busy machine many come too early or too late: then there are more. */
const killsAtMost = 4 * killsEach
const timeout = isThorough ? 10_800_000 : 180_000
/** After so many kills a process may live, and must find everything as it should be. */
const round = 6

afterAll(removeWorlds)

/** mulberry32: repeatable, which is all that is asked of it. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface LifeSpan {
  readonly whole: number
  /** From the first change in the vault's folder to the end. */
  readonly onDisk: number
}

interface Killed {
  readonly stdout: string
  /** It had begun to write and had not ended. */
  readonly inTheAct: boolean
}

/** Calls back at the first change in the vault's folder. */
function whenTouched(world: World, touched: () => void): () => void {
  const watcher = watch(dirname(world.vault), () => {
    watcher.close()
    touched()
  })
  return () => watcher.close()
}

async function live(
  world: World,
  { command, input }: { command: string; input: string },
): Promise<{ stdout: string; span: LifeSpan }> {
  let since = Number.NaN
  const forget = whenTouched(world, () => {
    since = performance.now()
  })
  const { took, stdout } = await world.succeed(command, { input, alone: true })
  forget()
  return { stdout, span: { whole: took, onDisk: performance.now() - since } }
}

async function killAt(
  world: World,
  command: string,
  input: string,
  { after, delay }: { after: 'start' | 'touch'; delay: number },
): Promise<Killed> {
  const child = world.spawn(command)
  let stdout = ''
  child.stdout?.on('data', chunk => {
    stdout += String(chunk)
  })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const kill = () => setTimeout(() => child.kill('SIGKILL'), delay)
  const forget = after === 'touch' ? whenTouched(world, kill) : () => {}
  if (after === 'start') kill()
  const code = await ended(child)
  forget()
  return { stdout, inTheAct: code === 137 && existsSync(`${world.vault}.lock`) }
}

/** What must hold after every kill, whatever was killed. */
class Witness {
  readonly #world: World
  #events = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  readonly #printed = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  /** Takes down a code that somebody has seen. */
  saw(digits: string, context: string): void {
    expect(this.#printed, `${context}: a code a second time`).not.toContain(digits)
    this.#printed.add(digits)
  }

  get printed(): ReadonlySet<string> {
    return this.#printed
  }

  async examine(context: string): Promise<Payload> {
    const payload = await readPayload(this.#world)
    const events = new Map(payload.events.map(event => [String(event.id), JSON.stringify(event)]))
    for (const [id, text] of this.#events) expect(events.get(id), `${context}: an event is lost`).toBe(text)
    this.#events = events

    for (const [id, digits] of Object.entries(payload.secrets)) this.#ids.set(String(digits), id)
    const spent = new Set(
      payload.events
        .filter(({ type }) => ['code-reserved', 'code-used', 'code-rejected'].includes(String(type)))
        .map(({ code }) => code),
    )
    for (const digits of this.#printed)
      expect(spent, `${context}: a code that was shown counts as unspent`).toContain(this.#ids.get(digits))
    return payload
  }
}

/**
 * Files that a finished write would have taken away or renamed. What a process leaves that died while it broke a dead one's lock
 * (`.break`) is ignored by the next and overwritten: there is never more than one.
 */
function leftovers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.tmp$|\.lock$/.test(name))
}

async function torture(
  world: World,
  name: string,
  command: (n: number) => { command: string; input: string },
  finished: (stdout: string, context: string, witness: Witness) => void,
): Promise<Witness> {
  const random = dice(seed + name.length)
  const witness = new Witness(world)
  let { span } = await live(world, command(0))
  await witness.examine('before the first kill')

  let inTheAct = 0
  const isEnough = () => inTheAct > killsEach / 10
  for (let n = 1; n <= killsEach || (n <= killsAtMost && !isEnough()); n++) {
    const moment =
      n % 3 === 0
        ? { after: 'start' as const, delay: random() * span.whole * 1.1 }
        : { after: 'touch' as const, delay: random() * span.onDisk * 1.1 }
    const context = `seed ${seed}, ${name}, kill ${n}, ${moment.delay.toFixed(1)} ms after its ${moment.after}`
    const next = command(n)
    const killed = await killAt(world, next.command, next.input, moment)
    if (killed.inTheAct) inTheAct++
    finished(killed.stdout, context, witness)
    await witness.examine(context)

    if (n % round === 0) {
      const survivor = await live(world, command(killsAtMost + n))
      // A busy machine may be twice as slow as a moment ago.
      span = survivor.span
      // A dead process's lock is taken over without the ten seconds that a living one is waited for.
      expect(span.whole, context).toBeLessThan(10_000)
      finished(survivor.stdout, context, witness)
      await witness.examine(`${context}, and one that lived`)
      expect(leftovers(world.home), context).toEqual([])
    }
  }
  // Else nothing was put to the test.
  expect(isEnough(), `seed ${seed}: ${inTheAct} kills while the lock was held`).toBe(true)
  return witness
}

test('use, killed at any moment, never shows a code twice', { timeout }, async () => {
  // Most kills spend a code, and so does each process that lives.
  const count = Math.max(4, Math.ceil(killsEach / 10))
  const accounts = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`shop_${index}`, someCodes(20, index + 1)]),
  )
  const world = await new World().fill(accounts)
  const names = Object.keys(accounts)
  const use = (n: number) => ({ command: `use ${names[n % count]} --json --no-input`, input: '' })
  const dry = await world.use('shop_0')
  const witness = await torture(world, 'use', use, (stdout, context, witness) => {
    if (stdout !== '') witness.saw(handedOut({ code: 0, stdout, stderr: '', took: 0 }).code, context)
  })

  expect(witness.printed).not.toContain(dry.code)
  // What is left is handed out to the last code, and is none of those that anybody has seen.
  const { events } = await witness.examine('at the end')
  const spent = events.filter(({ type }) => type === 'code-reserved').map(({ code }) => code)
  expect(new Set(spent).size).toBe(spent.length)
  for (;;) {
    const outcome = await world.run('use shop_1 --json --no-input')
    if (outcome.code !== 0) {
      expect(outcome.code).toBe(21)
      break
    }
    witness.saw(handedOut(outcome).code, `seed ${seed}, at the end`)
  }
})

test('add, killed at any moment, stores all of a set or nothing', { timeout }, async () => {
  const world = await new World().fill({ shop_a: someCodes(5, 99) })
  const { code } = await world.use('shop_a')
  const codesOf = (n: number) => someCodes(10, 100 + n)
  // Every other one is a first set, the rest replace the set of the account before.
  const add = (n: number) => ({ command: `add shop_${n >> 1} --yes --json --no-input`, input: codesOf(n).join('\n') })
  const told: number[] = []
  const witness = await torture(world, 'add', add, (stdout, context) => {
    if (stdout !== '') told.push(Number(/"added":(\d+)/.exec(stdout)?.[1] ?? context))
  })

  expect(new Set(told)).toEqual(new Set([10]))
  const { events, secrets } = await witness.examine('at the end')
  expect(events.filter(({ type }) => type === 'set-added').length).toBeGreaterThan(killsEach / round)
  const digits = new Set(Object.values(secrets))
  const sets = Array.from({ length: 2 * killsAtMost + 1 }, (_, n) => codesOf(n))
  const isOfOne = onlyOnce(sets.flat())
  for (const [n, codes] of sets.entries()) {
    const own = codes.filter(isOfOne)
    const stored = own.filter(code => digits.has(code)).length
    expect([0, own.length], `seed ${seed}, set ${n}`).toContain(stored)
  }
  expect((await world.use('shop_a')).code).not.toBe(code)
  expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
})

/** Among tens of thousands of drawn codes a few come twice, and tell nothing about a set. */
function onlyOnce(codes: readonly string[]): (code: string) => boolean {
  const seen = new Set<string>()
  const again = new Set(codes.filter(code => seen.size === seen.add(code).size))
  return code => !again.has(code)
}
