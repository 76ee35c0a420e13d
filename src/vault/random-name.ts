import type { RandomBytes } from '../envelope/format.ts'

/** A random name that is safe as a file name: 96 bits, or as many bytes as are given. */
export function randomName(random: RandomBytes, bytes = 12): string {
  return Buffer.from(random(bytes)).toString('base64url')
}
