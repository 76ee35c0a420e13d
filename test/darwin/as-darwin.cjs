/**
 * Loaded before the program (NODE_OPTIONS=--require=…): what macOS lacks that Linux has. The rest of the system stays Linux.
 *
 * - No /proc and no machine id; the host name (HOST_NAME) comes from the network.
 * - A socket's path has at most 103 bytes.
 * - DIE_AT_SAVE: the process is killed while it holds the lock.
 */
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
// It chooses its binary by the platform.
require('@node-rs/argon2')

Object.defineProperty(process, 'platform', { value: 'darwin' })
os.hostname = () => process.env.HOST_NAME ?? 'macbook.local'

for (const name of ['readFileSync', 'readlinkSync', 'readdirSync', 'openSync', 'statSync', 'lstatSync', 'existsSync']) {
  const real = fs[name]
  fs[name] = Object.assign((path, ...rest) => {
    if (!/^\/(?:proc(?:\/|$)|etc\/machine-id$)/.test(String(path))) return real(path, ...rest)
    if (name === 'existsSync') return false
    throw Object.assign(new Error(`ENOENT: no such file or directory, '${path}'`), { code: 'ENOENT', syscall: 'open' })
  }, real)
}

const { listen } = net.Server.prototype
net.Server.prototype.listen = function (place, ...rest) {
  const path = typeof place === 'string' ? place : place.path
  if (Buffer.byteLength(path ?? '') > 103) throw Object.assign(new Error('listen EINVAL'), { code: 'EINVAL' })
  return listen.call(this, place, ...rest)
}

if (process.env.DIE_AT_SAVE) fs.renameSync = () => process.kill(process.pid, 'SIGKILL')
