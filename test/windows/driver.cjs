/**
 * Runs inside Windows' Node and starts programs there: Wine cannot hand a Unix pipe to a Windows program, but this process gives its
 * children real Windows pipes. It is asked by files in the folder of its argument, NAME.ask, and answers in NAME.answer:
 *
 * - `{ argv, input?, env?, cwd?, stdout? }` runs Node; `stdout` is a file for its output; a variable that is null is taken away
 * - `{ hold }` opens a file, as a virus scanner or a sync does, until `{ release }`
 */
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const folder = process.argv[2]
const held = new Map()

function run({ argv, input = '', env = {}, cwd, stdout: output }) {
  return new Promise(resolve => {
    const file = output === undefined ? undefined : fs.openSync(output, 'w')
    const given = Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== null)
    const child = spawn(process.execPath, argv, {
      env: Object.fromEntries(given),
      cwd,
      stdio: ['pipe', file ?? 'pipe', 'pipe'],
    })
    const heard = { stdout: [], stderr: [] }
    child.stdout?.on('data', chunk => heard.stdout.push(chunk))
    child.stderr.on('data', chunk => heard.stderr.push(chunk))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('error', error => resolve({ code: -1, stdout: '', stderr: String(error) }))
    child.on('close', code => {
      if (file !== undefined) fs.closeSync(file)
      const text = chunks => Buffer.concat(chunks).toString()
      resolve({ code, stdout: text(heard.stdout), stderr: text(heard.stderr) })
    })
  })
}

/** Wine now and then cannot start a program ("spawn UNKNOWN"). Nothing has run then, so it is tried again. */
async function runPatiently(ask) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(ask)
    } catch (error) {
      if (error.code !== 'UNKNOWN' || error.syscall !== 'spawn' || attempt === 5) throw error
      await new Promise(resolve => setTimeout(resolve, 200 * attempt))
    }
  }
}

async function answer(ask) {
  if (ask.hold !== undefined) held.set(ask.hold, fs.openSync(ask.hold, 'r'))
  else if (ask.release !== undefined) fs.closeSync(held.get(ask.release))
  else return runPatiently(ask)
  return {}
}

async function serve(name) {
  const asked = path.join(folder, name)
  const ask = JSON.parse(fs.readFileSync(asked, 'utf8'))
  fs.rmSync(asked)
  const answered = asked.replace(/ask$/, 'answer')
  fs.writeFileSync(`${answered}.part`, JSON.stringify(await answer(ask).catch(error => ({ failed: String(error) }))))
  fs.renameSync(`${answered}.part`, answered)
}

setInterval(() => {
  for (const name of fs.readdirSync(folder)) if (name.endsWith('.ask')) void serve(name)
}, 20)
