/** Reads a picture in a thread of its own, which can be ended: a picture full of corners keeps the search for codes busy for minutes. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReadPicture } from '../../authenticator/qr-picture.ts'
import { readProgramFile } from '../../vault/read-input.ts'

interface ThreadOptions {
  /** Where the build puts what the thread runs: beside main.js, and this file is part of a command. */
  readonly folder?: string
  /** A photo takes one second, on a busy machine a few. */
  readonly timeoutMs?: number
}

export async function readInThread(
  picture: Uint8Array,
  { folder = join(__dirname, '..'), timeoutMs = 15_000 }: ThreadOptions = {},
): Promise<ReadPicture> {
  const zxing = readProgramFile(join(folder, 'zxing_reader.wasm'))
  const worker = new Worker(join(folder, 'picture-worker.js'), { workerData: { picture, zxing } })
  return new Promise<ReadPicture>((resolve, reject) => {
    const timeout = setTimeout(() => resolve({ problem: 'no-qr', format: '' }), timeoutMs)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => clearTimeout(timeout))
  }).finally(() => worker.terminate())
}
