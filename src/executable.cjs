/**
 * The start of the single executable (release.js): runs the files of dist/ from inside it, as Node runs them from the disk.
 *
 * What the program starts by itself (the process that keeps a vault unlocked, the one that clears the clipboard, git's merge driver)
 * is the executable again, with the path of a file of dist/ as its first argument.
 */
'use strict'
const { join, posix } = require('node:path')
const { getAsset, getAssetKeys, getRawAsset } = require('node:sea')
const { Script } = require('node:vm')

/** A folder that no disk has: /dev/null is none. */
const root = '/dev/null/igcodes'
const names = new Set(getAssetKeys())
const modules = new Map()

const nameOf = path => {
  const name = typeof path === 'string' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined
  return names.has(name) ? name : undefined
}

const fs = {
  ...require('node:fs'),
  readFileSync(path, ...options) {
    const name = nameOf(path)
    return name === undefined ? require('node:fs').readFileSync(path, ...options) : read(name, ...options)
  },
}

function read(name, encoding) {
  return encoding === undefined ? Buffer.from(getRawAsset(name).slice(0)) : getAsset(name, 'utf8')
}

class Worker extends require('node:worker_threads').Worker {
  constructor(path, options) {
    const name = nameOf(path)
    super(name === undefined ? path : read(name, 'utf8'), { ...options, eval: name !== undefined })
  }
}

const replaced = { 'node:fs': fs, 'node:worker_threads': { ...require('node:worker_threads'), Worker } }

function load(name) {
  if (!names.has(name)) throw Object.assign(new Error(`no ${name}`), { code: 'MODULE_NOT_FOUND' })
  const known = modules.get(name)
  if (known) return known.exports
  const module = { exports: {} }
  modules.set(name, module)
  const filename = join(root, name)
  const folder = posix.dirname(filename)
  const requireFrom = id =>
    id.startsWith('.') ? load(posix.relative(root, posix.join(folder, id))) : (replaced[id] ?? require(id))
  const run = new Script(wrapped(read(name, 'utf8')), { filename }).runInThisContext()
  run.call(module.exports, module.exports, requireFrom, module, filename, folder)
  return module.exports
}

const wrapped = text => `(function (exports, require, module, __filename, __dirname) {${text}\n})`

// Node puts the executable's own path in second place; the program expects its script there.
const [executable, , first, ...others] = process.argv
const script = nameOf(first)
process.argv =
  script === undefined
    ? [executable, join(root, 'igcodes.js'), ...(first === undefined ? [] : [first]), ...others]
    : [executable, first, ...others]
load(script ?? 'igcodes.js')
