/**
 * Writes the process's peak memory in bytes to the file that BENCH_PEAK names: `node --require peak.cjs PROGRAM`.
 *
 * On Linux from /proc: the system's own figure for a child (ru_maxrss) starts with the peak of the process that started it.
 */
const { readFileSync, writeFileSync } = require('node:fs')

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(peak() * 1024)))

function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(kilobytes)
}
