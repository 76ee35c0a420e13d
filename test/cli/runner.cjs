/**
 * A process that runs the test entry again and again, since starting Node takes longer than most commands. Each run gets what a process of
 * its own would have: descriptors 0 to 2, variables, arguments, folder, umask, and every module of dist/ evaluated anew. What it shares with
 * the others: the process id, and what Node and the packages beside dist/ keep in memory.
 *
 * Each message is a run: { argv, env, cwd, stdin, stdout, stderr }, the last three names of files. The answer is { code }.
 */
const { closeSync, openSync, writeSync } = require('node:fs')
const { join, sep } = require('node:path')

const entry = join(__dirname, 'entry.cjs')
const dist = join(__dirname, '../../dist') + sep
const umask = process.umask()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGTSTP', 'SIGCONT', 'SIGWINCH']

process.on('disconnect', () => process.exit())
process.on('message', async run => process.send({ code: await runOnce(run) }))

async function runOnce({ argv, env, cwd, stdin, stdout, stderr }) {
  // The lowest free number is given out first (open(2)).
  for (const [number, path, flags] of [
    [0, stdin, 'r'],
    [1, stdout, 'w'],
    [2, stderr, 'w'],
  ]) {
    closeSync(number)
    if (openSync(path, flags, 0o600) !== number) throw new Error(`descriptor ${number} is taken`)
  }
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(cwd)
  process.umask(umask)
  process.argv = [process.execPath, entry, ...argv]
  process.exitCode = undefined
  for (const path of Object.keys(require.cache)) if (path === entry || path.startsWith(dist)) delete require.cache[path]
  try {
    await require(entry)
  } catch (error) {
    writeSync(2, `${error.stack}\n`)
    process.exitCode = 1
  }
  for (const signal of signals) process.removeAllListeners(signal)
  const code = process.exitCode ?? 0
  process.exitCode = undefined
  return code
}
