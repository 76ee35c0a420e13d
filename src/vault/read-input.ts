/** Input of unknown size, read only as far as it can be of use. */
import { closeSync, openSync, readSync } from 'node:fs'
import { isSystemError, storing } from './disk.ts'

const chunkBytes = 64 * 1024

/** Reads a descriptor up to its end, or a little beyond `most` bytes: enough to see that it is too much. */
export function readInput(descriptor: number, most: number): Uint8Array {
  const chunks: Uint8Array[] = []
  for (let length = 0; length <= most; ) {
    const chunk = new Uint8Array(chunkBytes)
    const count = readChunk(descriptor, chunk)
    if (count === 0) break
    chunks.push(chunk.subarray(0, count))
    length += count
  }
  return Buffer.concat(chunks)
}

/** The same of a file; what goes wrong is thrown as the system says it. */
export function readBeginning(path: string, most: number): Uint8Array {
  const file = openSync(path, 'r')
  try {
    return readInput(file, most)
  } finally {
    closeSync(file)
  }
}

/** @throws UserError `storage` (doing `read`) */
export function readInputFile(path: string, most: number): Uint8Array {
  return storing('read', path, () => readBeginning(path, most))
}

function readChunk(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk)
    } catch (error) {
      if (!isSystemError(error)) throw error
      // How Windows says that a pipe has ended.
      if (error.code === 'EOF') return 0
      if (error.code !== 'EAGAIN') throw error
      // A pipe that somebody else made non-blocking: wait for its writer.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}
