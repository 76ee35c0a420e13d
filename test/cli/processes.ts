/** The processes that igcodes leaves behind, as every program of the same user sees them (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

export interface Process {
  readonly pid: number
  readonly argv: readonly string[]
  readonly environ: string
}

/** Those that run this script, and have the word among their arguments or variables. */
export function processesOf(script: string, word: string): readonly Process[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => ({
      pid: Number(name),
      argv: read(`/proc/${name}/cmdline`).split('\0').slice(0, -1),
      environ: read(`/proc/${name}/environ`),
    }))
    .filter(({ argv }) => argv[1]?.endsWith(`/${script}`))
    .filter(({ argv, environ }) => [...argv, environ].some(text => text.includes(word)))
}

/** Hangs up, once they are far enough to hear it. Other signals Node itself catches from the start. */
export async function hangUp(processes: readonly Process[]): Promise<void> {
  for (const { pid } of processes) {
    const hears = () => {
      const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? ''
      return (BigInt(`0x${caught}`) & 1n) === 1n
    }
    while (!hears()) await setTimeout(20)
    process.kill(pid, 'SIGHUP')
  }
}

/** Nothing where the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
