/** Debian's own Python, for which the packages python3-nacl and python3-icalendar are installed; not another one in the PATH. */
import { execFileSync } from 'node:child_process'

const python = '/usr/bin/python3'

export function runDebianPython(args: readonly string[], input = ''): string {
  return execFileSync(python, args, {
    input,
    encoding: 'utf8',
    env: { PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

export function debianPythonHas(module: string): boolean {
  try {
    runDebianPython(['-c', `import ${module}`])
    return true
  } catch {
    return false
  }
}
