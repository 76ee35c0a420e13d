/** Input of unknown size from the user: a file, a pipe, a device. Read only until it is known to be too much. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { isSystemError, withStorageErrors } from './disk.ts'

const chunkBytes = 64 * 1024

/** Reads to the end, or to a little more than `maxBytes`, so that too much input shows. */
export function readInput(descriptor: number, maxBytes: number): Buffer {
  const chunks: Uint8Array[] = []
  // A file of known size is read in one piece, and copied nowhere.
  let size = Math.max(chunkBytes, Math.min(fstatSync(descriptor).size, maxBytes) + 1)
  for (let length = 0; length <= maxBytes; size = chunkBytes) {
    const chunk = new Uint8Array(size)
    const count = readChunk(descriptor, chunk)
    if (count === 0) break
    chunks.push(chunk.subarray(0, count))
    length += count
  }
  const [only] = chunks
  return only && chunks.length === 1
    ? Buffer.from(only.buffer, only.byteOffset, only.byteLength)
    : Buffer.concat(chunks)
}

/** A file that the build has put beside the program. */
export function readProgramFile(path: string): Uint8Array {
  return readFileSync(path)
}

/** @throws UserError `storage` (doing `read`) */
export function readInputFile(path: string, maxBytes: number): Buffer {
  return withStorageErrors('read', path, () => {
    const file = openSync(path, 'r')
    try {
      return readInput(file, maxBytes)
    } finally {
      closeSync(file)
    }
  })
}

function readChunk(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk)
    } catch (error) {
      if (!isSystemError(error)) throw error
      // On Windows: the pipe has ended.
      if (error.code === 'EOF') return 0
      if (error.code !== 'EAGAIN') throw error
      // A pipe that another process made non-blocking: wait for its writer.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}
