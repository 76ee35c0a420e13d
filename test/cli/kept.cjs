/**
 * Tests start the program thousands of times, and most of a start is the same each time. What they need not do again is kept in a
 * folder for the length of a run (warm-up.ts): dist/ as V8 compiled it, and each key that Argon2id derived.
 *
 * Node 22 could do the first by itself (module.enableCompileCache).
 */
const { createHash } = require('node:crypto')
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { dirname, join, sep } = require('node:path')
const { Script } = require('node:vm')

const keyBytes = 32
const dist = join(__dirname, '../../dist') + sep
/** Of this process, which may evaluate a module several times (runner.cjs). */
const scripts = new Map()

/** @param folder what is kept; compiled code is added to it while it has an empty file `learning` */
function keptIn(folder) {
  const learning = existsSync(join(folder, 'learning'))
  const compile = Module.prototype._compile
  Module.prototype._compile = function (content, filename) {
    if (!filename.startsWith(dist)) return compile.call(this, content, filename)
    if (!scripts.has(filename)) {
      const file = join(folder, `${filename.slice(dist.length).replaceAll(sep, '+')}.compiled`)
      const script = new Script(Module.wrap(content), { filename, cachedData: read(file) })
      // At the end: with every function that was called.
      if (learning) process.once('exit', () => write(file, script.createCachedData()))
      scripts.set(filename, script)
    }
    const run = scripts.get(filename).runInThisContext()
    return run.call(this.exports, this.exports, id => this.require(id), this, filename, dirname(filename))
  }
  return {
    async stretched(argon2id, secret, salt, { m, t }) {
      const name = createHash('sha256')
        .update(JSON.stringify([m, t, ...salt]))
        .update(secret)
        .digest('hex')
      const known = read(join(folder, name))
      // A test of a full or failing disk may have left less.
      if (known?.length === keyBytes) return known
      const key = await argon2id(secret, salt, { m, t })
      write(join(folder, name), key)
      return key
    },
  }
}

function read(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Whole, as another process may read it already; and not at all where a test lets no file be written. */
function write(file, bytes) {
  try {
    writeFileSync(`${file}.${process.pid}`, bytes)
    renameSync(`${file}.${process.pid}`, file)
  } catch {}
}

module.exports = { keptIn }
