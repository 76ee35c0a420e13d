/** The thread that reads a picture (picture-thread.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { readPicture } from '../../authenticator/qr-picture.ts'

const { picture, zxing } = Object(workerData)

void run()

async function run(): Promise<void> {
  if (!(picture instanceof Uint8Array && zxing instanceof Uint8Array)) throw new Error('not a picture')
  parentPort?.postMessage(await readPicture(picture, await WebAssembly.compile(zxing)))
}
