/**
 * `npm run mutants -- FILE …`: changes the given files of src/domain, src/envelope or src/vault in every way that Stryker knows, one at a
 * time, and runs the tests of their room against each change. Prints how many changes no test noticed, and where they are.
 *
 * `npm run mutants -- --sample N [ROOM…]`: the same for N random lines each of domain, envelope and vault, in place of days for all of
 * them. TORTURE_SEED draws the same lines again. Changes that span lines, such as an emptied function, are not drawn.
 *
 * Stryker and what it needs are fetched into a copy of the last commit: they are 200 packages that nothing else uses. Tests that measure
 * time are left out, as they notice everything.
 *
 * Tests that start the program reach nothing that Stryker changes. What nobody noticed in envelope and vault is therefore tried again in a
 * program that is built from Stryker's files, which hold all changes and ask a global which one to make: a first run of those tests tells
 * which of them reach the place of a change, in whatever process, and these have to notice it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1']
const slow =
  '40 MiB|60 MiB|of nothing but line ends|moderate_cost|however many|takes a moment|time in proportion|processes|' +
  'in time that grows|in a small multiple|takes less than'

/** Where Stryker works. */
const sandboxes = '.stryker-tmp'

/** The tests that start the program, or other processes. */
const outside = [
  'test/cli/vault',
  'test/darwin',
  'test/envelope/argon2id.test.ts',
  'test/interop',
  'test/vault/file-lock.test.ts',
  'test/vault/git.test.ts',
  'test/windows/as-windows.test.ts',
]

// As much of each as before a change is taken.
process.env.IGCODES_TORTURE = 'wide'

const [first, ...others] = process.argv.slice(2)
const runs = first === '--sample' ? sampleOf(...others) : wholeFiles(process.argv.slice(2))

const folder = mkdtempSync(join(tmpdir(), 'igcodes-mutants-'))
try {
  const copy = join(folder, 'igcodes')
  execFileSync('git', ['clone', '--quiet', '.', copy])
  cpSync('node_modules', join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  const install = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...packages,
  ]
  execFileSync('npm', install, { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] })
  // Only a process of its own can have another time zone.
  const runner = join(copy, 'node_modules/@stryker-mutator/vitest-runner/dist/src/vitest-test-runner.js')
  writeFileSync(runner, readFileSync(runner, 'utf8').replace("pool: 'threads'", "pool: 'forks'"))

  const all = { tried: 0, noticed: 0 }
  for (const { room, tests, mutate } of runs) {
    if (mutate.length === 0) continue
    const judged = judge(copy, tests, mutate)
    const found = report(judged, noticedOutside(copy, folder, judged))
    all.tried += found.tried
    all.noticed += found.noticed
    if (room !== undefined) process.stdout.write(`${room}: ${share(found)}\n\n`)
  }
  process.stdout.write(`In all: ${share(all)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The tests that have to notice a change in a file are those of its room; in domain, those of its concept. */
function wholeFiles(files) {
  const rooms = files.map(file => /^src\/(domain\/\w+|envelope|vault)\/[\w/-]+\.ts$/.exec(file)?.[1])
  if (files.length === 0 || rooms.includes(undefined)) refuse()
  return [{ tests: [...new Set(rooms)], mutate: files }]
}

/** As many lines of each room. Comments, imports and lone brackets are no places. */
function sampleOf(count, ...rooms) {
  if (!/^\d+$/.test(count ?? '') || rooms.some(room => !/^(domain|envelope|vault)$/.test(room))) refuse()
  const seed = process.env.TORTURE_SEED ?? String(randomInt(2 ** 31))
  process.stdout.write(`TORTURE_SEED=${seed}\n`)
  const asked = rooms.length === 0 ? ['domain', 'envelope', 'vault'] : rooms
  return asked.map(room => {
    const mutate = readdirSync(`src/${room}`, { recursive: true })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => {
        const file = `src/${room}/${name}`
        const lines = readFileSync(file, 'utf8').split('\n')
        return lines.map((text, at) => ({ text, range: `${file}:${at + 1}-${at + 1}` }))
      })
      .filter(({ text }) => /\w/.test(text) && !/^\s*(\/?\*|\/\/|import\b|\} from\b)/.test(text))
      .map(({ range }) => ({ range, lot: createHash('sha256').update(`${seed} ${range}`).digest('hex') }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, Number(count))
      .map(({ range }) => range)
    return { room, tests: [room], mutate }
  })
}

function refuse() {
  process.stderr.write('Usage: npm run mutants -- src/{domain/…,envelope,vault}/FILE.ts …\n')
  process.stderr.write('       npm run mutants -- --sample N [domain] [envelope] [vault]\n')
  process.exit(2)
}

function judge(copy, tests, mutate) {
  // The runner of Stryker drops a testNamePattern.
  writeFileSync(
    join(copy, 'mutants-setup.ts'),
    `import fc from 'fast-check'
import { beforeEach } from 'vitest'
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 10_000 })
const slow = /${slow}/
beforeEach(test => test.skip(slow.test(test.task.fullTestName)))
`,
  )
  writeFileSync(
    join(copy, 'vitest.mutants.ts'),
    `import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
class ShortFirst extends BaseSequencer {
  sort = async files => (await super.sort(files)).reverse()
}
export default defineConfig({
  test: {
    include: ${JSON.stringify(tests.map(room => `test/${room}/**/*.test.ts`))},
    setupFiles: ['./mutants-setup.ts'],
    sequence: { sequencer: ShortFirst },
    testTimeout: 60_000,
    // Outside domain some tests replace modules.
    isolate: ${tests.some(room => !room.startsWith('domain'))},
    maxWorkers: 1,
  },
})
`,
  )
  writeFileSync(
    join(copy, 'stryker.config.json'),
    JSON.stringify({
      mutate,
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      vitest: { configFile: 'vitest.mutants.ts', related: false },
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      concurrency: Number(process.env.MUTANTS_AT_ONCE ?? 2),
      timeoutMS: 20_000,
      dryRunTimeoutMinutes: 30,
      reporters: ['json', 'progress-append-only'],
      ignorePatterns: ['dist'],
      // The files with the changes in them are needed later.
      cleanTempDir: false,
      tempDirName: sandboxes,
    }),
  )
  rmSync(join(copy, sandboxes), { recursive: true, force: true })
  const { status } = spawnSync('npx', ['--no', 'stryker', 'run'], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Error('Stryker failed')
  return JSON.parse(readFileSync(join(copy, 'reports/mutation/mutation.json'), 'utf8'))
}

/** Where a change takes effect only while a file is loaded (`Ignored`), tests cannot tell the changes apart. */
function report({ files }, noticed) {
  const all = { tried: 0, noticed: 0 }
  for (const [path, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n')
    const tried = mutants.filter(({ status }) => status !== 'Ignored')
    const alive = tried.filter(mutant => isAlive(mutant) && !noticed.has(mutant.id))
    const found = { tried: tried.length, noticed: tried.length - alive.length }
    all.tried += found.tried
    all.noticed += found.noticed
    process.stdout.write(`${path}: ${share(found)}\n`)
    for (const { location, replacement, status } of alive) {
      const { line, column } = location.start
      const isUncovered = status === 'NoCoverage' ? ' (never reached)' : ''
      const into = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 100)
      process.stdout.write(
        `  ${line}:${column}${isUncovered} ${(lines[line - 1] ?? '').trim().slice(0, 90)}  →  ${into}\n`,
      )
    }
  }
  return all
}

function isAlive({ status }) {
  return status === 'Survived' || status === 'NoCoverage'
}

/** The ids of those changes in envelope and vault that only tests that start a program notice. */
function noticedOutside(copy, folder, { files }) {
  const alive = Object.entries(files)
    .filter(([path]) => !path.startsWith('src/domain/'))
    .flatMap(([, { mutants }]) => mutants.filter(isAlive))
  if (alive.length === 0) return new Set()
  const [sandbox] = readdirSync(join(copy, sandboxes))
  const notes = Object.fromEntries(['change', 'test', 'reached'].map(name => [name, join(folder, name)]))
  for (const path of Object.keys(files)) {
    const changed = readFileSync(join(copy, sandboxes, sandbox, path), 'utf8')
    writeFileSync(join(copy, path), `${chooser(notes)}\n${changed}`)
  }
  const setup = join(copy, 'test/torture/seed.ts')
  appendFileSync(setup, teller(notes))
  // One test after the other, as there is one note of which one runs. The projects of the suite do not heed --maxWorkers.
  const config = join(copy, 'vitest.config.ts')
  const alone = readFileSync(config, 'utf8').replace(/(?<=maxWorkers: ).*(?=,)/, '1, maxConcurrency: 1')
  writeFileSync(config, alone)
  try {
    for (const path of Object.values(notes)) writeFileSync(path, '')
    writeFileSync(notes.test, '{}')
    execFileSync('node', ['build.js'], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] })
    const failing = failures(copy, join(folder, 'unchanged.json'))
    const reaching = new Map()
    for (const line of readFileSync(notes.reached, 'utf8').split('\n').slice(0, -1)) {
      const { id, file, name } = JSON.parse(line)
      if (file === undefined || failing.has(name === '' ? file : `${file} ${name.replaceAll(' > ', ' ')}`)) continue
      const tests = reaching.get(id) ?? new Map()
      tests.set(file, [...(tests.get(file) ?? []), name])
      reaching.set(id, tests)
    }
    const isNoticed = ({ id }) => {
      writeFileSync(notes.change, id)
      return [...(reaching.get(id) ?? [])].some(([file, names]) => {
        const only = names.includes('') ? [] : ['--testNamePattern', `^(?:${names.map(escaped).join('|')})$`]
        // A test that fails only once is one that a busy machine was too slow for.
        return !passes(copy, [file, '--bail=1', ...only]) && !passes(copy, [file, '--bail=1', ...only])
      })
    }
    return new Set(alive.filter(isNoticed).map(({ id }) => id))
  } finally {
    execFileSync('git', ['checkout', '--quiet', '.'], { cwd: copy })
  }
}

/** Stands before a file of Stryker's: which change is made; while there is none, notes whose place is reached in which test. */
function chooser({ change, test, reached }) {
  return `// @ts-nocheck
globalThis.__stryker__ ??= (() => {
  const { appendFileSync, readFileSync } = process.getBuiltinModule('node:fs')
  const activeMutant = readFileSync(${JSON.stringify(change)}, 'utf8')
  const seen = new Set()
  const note = (_, id) => {
    const line = JSON.stringify({ id, ...JSON.parse(readFileSync(${JSON.stringify(test)}, 'utf8')) }) + '\\n'
    if (!seen.has(line)) appendFileSync(${JSON.stringify(reached)}, line)
    seen.add(line)
    return true
  }
  return { activeMutant, mutantCoverage: { static: activeMutant === '' ? new Proxy({}, { set: note }) : {} } }
})()`
}

/** Stands behind the set-up of all tests: notes which one runs. What is done before a file's first test is of all its tests. */
function teller({ test }) {
  return `
import { relative } from 'node:path'
import { renameSync, writeFileSync } from 'node:fs'
import { beforeAll, beforeEach } from 'vitest'
const tell = (file, name) => {
  writeFileSync(${JSON.stringify(`${test}.new`)}, JSON.stringify({ file: relative('.', file), name }))
  renameSync(${JSON.stringify(`${test}.new`)}, ${JSON.stringify(test)})
}
beforeAll(({}, { file }) => tell(file.filepath, ''))
beforeEach(({ task }) => tell(task.file.filepath, task.fullTestName))
`
}

/** Vitest names a test by its groups, with `>` between them, but looks for it without. */
function escaped(name) {
  return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' > ', ' (?:> )?')
}

/** What fails without any change, such as on a busy machine, can notice none: files and `FILE TEST`. */
function failures(copy, output) {
  passes(copy, [...outside, '--reporter=json', `--outputFile=${output}`])
  const names = JSON.parse(readFileSync(output, 'utf8')).testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(realpathSync(copy), name)
    const failed = assertionResults
      .filter(test => test.status === 'failed')
      .map(({ fullName }) => `${file} ${fullName}`)
    return status === 'failed' ? [file, ...failed] : []
  })
  if (names.length > 0) process.stderr.write(`These fail without any change:\n  ${names.join('\n  ')}\n`)
  return new Set(names)
}

/** What hangs, fails. */
function passes(copy, options) {
  const limits = { timeout: 1_800_000, killSignal: 'SIGKILL' }
  const run = ['node_modules/vitest/vitest.mjs', 'run', ...options]
  return spawnSync(process.execPath, run, { cwd: copy, stdio: 'ignore', ...limits }).status === 0
}

function share({ tried, noticed }) {
  const percent = tried === 0 ? '' : `, ${Math.round((noticed / tried) * 100)} %`
  return `${noticed} of ${tried} changes noticed${percent}`
}
