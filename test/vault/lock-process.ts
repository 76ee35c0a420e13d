/** A process for lock.test.ts: `node lock-process.js VAULT hold` or `… count TIMES` or `… count-dying TIMES`. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { withLock } from '../../src/vault/file-lock.ts'

const [vault = '', task = '', times = '1'] = process.argv.slice(2)

if (task === 'hold') await withLock(vault, {}, hold)
else for (let done = 0; done < Number(times); done++) await withLock(vault, { waitMs: 50_000 }, count)

async function hold(): Promise<void> {
  process.stdout.write('held\n')
  await setTimeout(60_000)
}

/** Loses counts, and fails at the sentinel, as soon as two processes are in here at once. */
async function count(): Promise<void> {
  writeFileSync(`${vault}.inside`, '', { flag: 'wx' })
  const counted = Number(readFileSync(`${vault}.counter`, 'utf8'))
  await setTimeout(1)
  writeFileSync(`${vault}.counter`, String(counted + 1))
  rmSync(`${vault}.inside`)
  if (task === 'count-dying') leaveADeadLock()
}

/** Leaves what a killed process leaves: here one whose id was given to us since. Always the same bytes, the hardest case. */
function leaveADeadLock(): void {
  const holder = JSON.parse(readFileSync(`${vault}.lock`, 'utf8'))
  writeFileSync(`${vault}.next`, JSON.stringify({ ...holder, pid: 1, startTime: 'before' }))
  renameSync(`${vault}.next`, `${vault}.lock`)
}
