/**
 * Loaded before the program (NODE_OPTIONS=--require=…): what Windows does that Linux does not. The rest of the system stays Linux.
 *
 * - A console takes the bytes that are written to its descriptor for text in its own code page.
 * - A pipe hands zero bytes on to its reader, who may take them for the end.
 */
const fs = require('node:fs')
const { isatty } = require('node:tty')
// It chooses its binary by the platform.
require('@node-rs/argon2')

Object.defineProperty(process, 'platform', { value: 'win32' })

const { writeSync } = fs
fs.writeSync = (descriptor, data, ...rest) => {
  if (data.length === 0) throw new Error('Zero bytes were written.')
  if (!isatty(descriptor)) return writeSync(descriptor, data, ...rest)
  const bytes = Buffer.from(data).subarray(...rest)
  writeSync(descriptor, bytes.toString('latin1'))
  return bytes.length
}
