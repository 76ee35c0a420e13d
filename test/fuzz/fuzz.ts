/** Tries a reader on many files, until one shows a fault. */
import { isThorough } from '../thorough.ts'
import { timeOf } from '../timing.ts'
import { type Random, randomFrom } from './mutations.ts'

export interface Reader {
  /** About how many cases take a tenth of a second. */
  readonly sample: number
  readonly make: (random: Random) => Buffer
  /** In ms, beside what the size of the file allows; 100 by default. */
  readonly most?: number
  /** Throws for whatever must not happen, or says how the rest is judged, which may take longer. */
  readonly read: (file: Buffer) => unknown
}

export type Check = () => void

const asked = process.env.FUZZ_RUNS
const full = 100_000
/** More than the sample of an ordinary run: takes up to hours. */
export const isMany = asked !== undefined || isThorough
/** In ms: a reader that has done `full` by then goes on to ten times as many. */
const quick = 10_000

/** @returns how many files were tried */
export async function fuzz({ sample, make, read, most = 100 }: Reader): Promise<number> {
  const seed = Number(process.env.FC_SEED)
  const started = performance.now()
  let runs = asked === undefined ? (isThorough ? full : sample) : Number(asked)
  for (let run = 0; run < runs; run++) {
    const file = make(randomFrom(seed + run))
    try {
      // 5 µs for each byte.
      const check = await within(most + file.length / 200, () => read(file))
      if (typeof check === 'function') check()
    } catch (cause) {
      const shown = JSON.stringify(file.toString('utf8').slice(0, 3000))
      throw new Error(`FC_SEED=${seed + run} FUZZ_RUNS=1, ${file.length} bytes: ${shown}`, { cause })
    }
    if (run + 1 === full && runs === full && performance.now() - started < quick) runs *= 10
  }
  return runs
}

/** In ms. Other work on the machine delays a run, but not each of three, measured in CPU time. */
async function within(most: number, work: () => unknown): Promise<unknown> {
  const started = performance.now()
  const result = await work()
  if (performance.now() - started <= most) return result
  const again = [await timeOf(work), await timeOf(work), await timeOf(work)]
  if (Math.min(...again) > most) throw new Error(`took ${Math.min(...again)} ms`)
  return result
}
