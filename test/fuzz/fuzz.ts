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
  /** Throws for whatever must not happen. */
  readonly judge: (file: Buffer) => unknown
}

const asked = process.env.FUZZ_RUNS
const full = 100_000
/** In ms: a reader that has done `full` by then goes on to ten times as many. */
const quick = 10_000

/** @returns how many files were tried */
export async function fuzz({ sample, make, judge, most = 100 }: Reader): Promise<number> {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31)
  const started = performance.now()
  let runs = asked === undefined ? (isThorough ? full : sample) : Number(asked)
  for (let run = 0; run < runs; run++) {
    const file = make(randomFrom(seed + run))
    try {
      await within(most + file.length / 1000, () => judge(file))
    } catch (cause) {
      const shown = JSON.stringify(file.toString('utf8').slice(0, 3000))
      throw new Error(`FC_SEED=${seed + run} FUZZ_RUNS=1, ${file.length} bytes: ${shown}`, { cause })
    }
    if (run + 1 === full && runs === full && performance.now() - started < quick) runs *= 10
  }
  return runs
}

/** In ms. Other work on the machine delays a run, but not each of three, measured in CPU time. */
async function within(most: number, judge: () => unknown): Promise<void> {
  const started = performance.now()
  await judge()
  if (performance.now() - started <= most) return
  const again = [await timeOf(judge), await timeOf(judge), await timeOf(judge)]
  if (Math.min(...again) > most) throw new Error(`took ${Math.min(...again)} ms`)
}
