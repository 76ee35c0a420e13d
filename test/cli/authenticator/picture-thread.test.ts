/** The thread that reads pictures, as the build makes it. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readInThread } from '../../../src/commands/authenticator/picture-thread.ts'
import { bomb, pictureOf } from '../../authenticator/pictures.ts'

const folder = fileURLToPath(new URL('../../../dist', import.meta.url))

test('it reads a picture', async () => {
  expect(await readInThread(pictureOf('otpauth://totp/x'), { folder })).toEqual({ texts: ['otpauth://totp/x'] })
})

test('it is ended where a picture full of corners would keep it busy for minutes', async () => {
  const picture = bomb()
  const start = performance.now()
  expect(await readInThread(picture, { folder, timeoutMs: 1_000 })).toEqual({ problem: 'no-qr', format: '' })
  expect(performance.now() - start).toBeLessThan(4_000)
})
