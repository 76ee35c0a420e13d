/**
 * The other implementation of the vault file: fixtures/interop/igvault.py, on libsodium. It shares no line with the
 * product, so what both open is the format and not a common mistake. Needs Debian's python3-nacl (or PyNaCl).
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Debian's own: python3-nacl is installed for it and for no other Python in the PATH.
const PYTHON = '/usr/bin/python3'
const script = fileURLToPath(new URL('../../fixtures/interop/igvault.py', import.meta.url))

export const pythonAvailable: boolean = imports('nacl.bindings')

/** Opens a vault file and returns its payload. A refusal throws with Python's line `refused: STAGE: why`. */
export function openWithPython(file: Uint8Array, passphrase: string): string {
  return withFolder(folder => {
    writeFileSync(join(folder, 'vault'), file)
    return run([script, 'open', join(folder, 'vault'), passphraseFile(folder, passphrase, 0)])
  })
}

/** Makes a vault file with one slot for each passphrase, at the cost `light`. */
export function makeWithPython(payload: string, passphrases: readonly string[]): Uint8Array {
  return withFolder(folder => {
    const files = passphrases.map((passphrase, at) => passphraseFile(folder, passphrase, at))
    run([script, 'make', join(folder, 'vault'), ...files], payload)
    return new Uint8Array(readFileSync(join(folder, 'vault')))
  })
}

/** Runs a Python program that is given as text, with a vault file's path and a passphrase as its arguments. */
export function runPython(program: string, file: Uint8Array, passphrase: string): string {
  return withFolder(folder => {
    writeFileSync(join(folder, 'vault'), file)
    return run(['-c', program, join(folder, 'vault'), passphrase])
  })
}

function imports(module: string): boolean {
  try {
    run(['-c', `import ${module}`])
    return true
  } catch {
    return false
  }
}

/** igvault.py drops line ends at the end of a passphrase file, as igcodes drops one. */
function passphraseFile(folder: string, passphrase: string, at: number): string {
  const path = join(folder, `passphrase-${at}`)
  writeFileSync(path, `${passphrase}\n`)
  return path
}

function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'igcodes-interop-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(args: readonly string[], input = ''): string {
  return execFileSync(PYTHON, args, {
    input,
    encoding: 'utf8',
    env: { PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}
