/** Times and peaks of processes, always of two in turn, so that whatever else the machine does meets both alike. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const peakScript = fileURLToPath(new URL('peak.cjs', import.meta.url))

/**
 * @typedef {object} Command a run of Node
 * @property {readonly string[]} args
 * @property {Readonly<Record<string, string>>} env
 * @property {() => void} [prepare] called before each run, outside the time
 * @property {number} [exit] what it ends with; 0 if it is left out
 *
 * @typedef {object} Comparison of A with B, from runs A B A B …
 * @property {number} ratio the median of the ratios of each pair
 * @property {number} ratioOfMedians
 * @property {number} difference the median of the differences of each pair, in ms
 * @property {number} differenceOfMedians in ms
 */

/**
 * @param {Command} a
 * @param {Command} b
 * @param {number} pairs
 * @returns {Comparison}
 */
export function compare(a, b, pairs) {
  // The first runs of all fill the file cache and write what a machine remembers of a vault.
  run(a)
  run(b)
  const times = Array.from({ length: pairs }, () => ({ a: run(a), b: run(b) }))
  const middle = { a: median(times.map(({ a }) => a)), b: median(times.map(({ b }) => b)) }
  return {
    ratio: median(times.map(({ a, b }) => a / b)),
    ratioOfMedians: middle.a / middle.b,
    difference: median(times.map(({ a, b }) => a - b)),
    differenceOfMedians: middle.a - middle.b,
  }
}

/**
 * The most memory that a command needs, in bytes: the median of three runs.
 *
 * @param {Command} command
 * @param {string} file a place for a note
 */
export function peakOf({ args, env }, file) {
  const watched = { args: ['--require', peakScript, ...args], env: { ...env, BENCH_PEAK: file } }
  const once = () => {
    run(watched)
    return Number(readFileSync(file, 'utf8'))
  }
  return median([once(), once(), once()])
}

/**
 * Runs a command to its end and gives its time in ms; it must end as it should.
 *
 * @param {Command & { input?: string }} command
 */
export function run({ args, env, prepare, exit = 0, input = '' }) {
  prepare?.()
  const started = performance.now()
  const { status, stderr, error } = spawnSync(process.execPath, args, {
    env,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const took = performance.now() - started
  if (error) throw error
  if (status !== exit) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  return took
}

/** So often that one start weighs little against what is measured. */
const readings = 200

/**
 * What an interactive shell needs longer to read a snippet than an empty file, in ms: the median of pairs of starts that each read
 * one of them many times. Undefined where there is no such shell.
 *
 * @param {'bash' | 'zsh' | 'fish'} shell
 * @param {{ snippet: string, empty: string, env: Readonly<Record<string, string>> }} files
 */
export function shellCost(shell, { snippet, empty, env }) {
  const bare = { bash: ['--norc', '--noprofile'], zsh: ['-f'], fish: ['--no-config'] }[shell]
  const loop = {
    bash: file => `for ((i = 0; i < ${readings}; i++)); do source '${file}'; done`,
    zsh: file => `for i in {1..${readings}}; do source '${file}'; done`,
    fish: file => `for i in (seq ${readings}); source '${file}'; end`,
  }[shell]
  if (spawnSync(shell, ['-c', '']).error) return undefined
  const timed = file => {
    const started = performance.now()
    const { status } = spawnSync(shell, [...bare, '-i', '-c', loop(file)], { env, stdio: 'ignore' })
    if (status !== 0) throw new Error(`${shell} ended with ${status}`)
    return performance.now() - started
  }
  return median(Array.from({ length: 11 }, () => (timed(snippet) - timed(empty)) / readings))
}

/** @param {readonly number[]} values an odd number of them */
function median(values) {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2]
}
