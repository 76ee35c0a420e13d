/** Input of unknown size, read only as far as it can be of use. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { isSystemError, withStorageErrors } from './disk.ts'

const chunkBytes = 64 * 1024

/** Reads a descriptor up to its end, or a little beyond `most` bytes: enough to see that it is too much. */
export function readInput(descriptor: number, most: number): Buffer {
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

/**
 * The same of a file of ours, which somebody may have put something else in the place of: a pipe is not waited for, a folder or a
 * device not read.
 *
 * @returns undefined for what is no file
 */
export function readOwnFile(path: string, most: number): Buffer | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    return fstatSync(file).isFile() ? readInput(file, most) : undefined
  } finally {
    closeSync(file)
  }
}

/** @throws UserError `storage` (doing `read`) */
export function readInputFile(path: string, most: number): Uint8Array {
  return withStorageErrors('read', path, () => readBeginning(path, most))
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
