/**
 * The other implementation of the vault file: fixtures/interop/igvault.py, on libsodium. It shares no line with the
 * product, so what both open is the format and not a common mistake. Needs Debian's python3-nacl (or PyNaCl).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { debianPythonHas, runDebianPython } from './debian-python.ts'

const script = fileURLToPath(new URL('../../fixtures/interop/igvault.py', import.meta.url))

export const pythonAvailable: boolean = debianPythonHas('nacl.bindings')

/** Opens a vault file and returns its payload. A refusal throws with Python's line `refused: STAGE: why`. */
export function openWithPython(file: Uint8Array, passphrase: string): string {
  return withFolder(folder => {
    writeFileSync(join(folder, 'vault'), file)
    return runDebianPython([script, 'open', join(folder, 'vault'), passphraseFile(folder, passphrase, 0)])
  })
}

/** Makes a vault file with one slot for each passphrase, at the cost `light`; `make2` makes format 2. */
export function makeWithPython(
  payload: string,
  passphrases: readonly string[],
  how: 'make' | 'make2' = 'make',
): Uint8Array {
  return withFolder(folder => {
    const files = passphrases.map((passphrase, at) => passphraseFile(folder, passphrase, at))
    runDebianPython([script, how, join(folder, 'vault'), ...files], payload)
    return new Uint8Array(readFileSync(join(folder, 'vault')))
  })
}

/** Draws a new vault key with one slot's passphrase, for all slots but `revoked`. */
export function rotateWithPython(file: Uint8Array, passphrase: string, revoked?: string): Uint8Array {
  return withFolder(folder => {
    const path = join(folder, 'vault')
    writeFileSync(path, file)
    const secret = passphraseFile(folder, passphrase, 0)
    runDebianPython([script, 'rotate', path, secret, ...(revoked === undefined ? [] : [revoked])])
    return new Uint8Array(readFileSync(path))
  })
}

/** Runs a Python program that is given as text, with a vault file's path and a passphrase as its arguments, and the path of another vault. */
export function runPython(program: string, file: Uint8Array, passphrase: string, another?: Uint8Array): string {
  return withFolder(folder => {
    writeFileSync(join(folder, 'vault'), file)
    if (another) writeFileSync(join(folder, 'another'), another)
    const more = another ? [join(folder, 'another')] : []
    return runDebianPython(['-c', program, join(folder, 'vault'), passphrase, ...more])
  })
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
