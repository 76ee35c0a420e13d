/** When a process was started, on systems where only another program can tell: macOS, the BSDs, Windows. Takes up to a second. */
import { execFile } from 'node:child_process'

/** In ms since 1970; undefined if unknown. */
export function startOf(pid: number, platform: NodeJS.Platform = process.platform): Promise<number | undefined> {
  const [program, ...args] = platform === 'win32' ? powerShell(pid) : ['ps', '-o', 'lstart=', '-p', `${pid}`]
  // The output must not depend on our language and time zone.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  return new Promise(resolve => {
    execFile(program, args, { env, timeout: 5000, windowsHide: true }, (error, stdout) =>
      resolve(error ? undefined : parseStart(stdout)),
    )
  })
}

function powerShell(pid: number): [string, ...string[]] {
  const time = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', time]
}

/** `Sat Nov 28 01:25:10 2026` in UTC (ps), or `2026-11-28T01:25:10.1234567Z` (.NET). */
export function parseStart(text: string): number | undefined {
  const time = text.trim()
  // Date.parse alone accepts almost anything.
  if (/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}$/.test(time)) return Date.parse(`${time} UTC`)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time) ? Date.parse(time) : undefined
}
