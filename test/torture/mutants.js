/**
 * `npm run mutants -- FILE …`: changes the given files of src/domain, src/envelope or src/vault in every way that Stryker knows, one at a
 * time, and runs the tests of their room against each change. Prints how many changes no test noticed, and where they are.
 *
 * `npm run mutants -- --sample N [ROOM…]`: the same for N random lines of domain, envelope and vault, in place of days for all of them.
 * TORTURE_SEED draws the same lines again. Changes that span lines, such as an emptied function, are not drawn.
 *
 * Stryker and what it needs are fetched into a copy of the last commit: they are 200 packages that nothing else uses. Tests that start the
 * program, and those that measure time, are left out at first: the former would run without the change, the latter notice everything. What
 * nobody noticed in envelope and vault is then built into the program, and those that start it have their turn.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1']
const slow =
  '40 MiB|60 MiB|of nothing but line ends|moderate_cost|however many|takes a moment|time in proportion|processes|' +
  'in time that grows|in a small multiple|takes less than'

/** The tests that start the program, or other processes, and come through a file; the first that fits. */
const outside = [
  [/^src\/envelope\//, ['test/envelope/argon2id.test.ts', 'test/interop', 'test/cli/vault/keys.test.ts']],
  [/^src\/vault\/(?:agent|login)/, ['test/cli/vault/unlock.test.ts', 'test/windows/as-windows.test.ts']],
  [/^src\/vault\/(?:git|work-tree)/, ['test/vault/git.test.ts', 'test/cli/vault/git.test.ts']],
  [
    /^src\/vault\//,
    ['test/cli/vault', 'test/vault/file-lock.test.ts', 'test/windows/as-windows.test.ts', 'test/darwin'],
  ],
]

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

  const allOutside = outside.flatMap(([, tests]) => tests)
  if (!isBuilt(copy) || !passes(copy, allOutside))
    throw new Error('Tests that start the program fail without any change')

  const all = { tried: 0, noticed: 0 }
  for (const { room, tests, mutate } of runs) {
    if (mutate.length === 0) continue
    const found = report(copy, judge(copy, tests, mutate))
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

/** The same share of the lines of each room. Comments, imports and lone brackets are no places. */
function sampleOf(count, ...rooms) {
  if (!/^\d+$/.test(count ?? '') || rooms.some(room => !/^(domain|envelope|vault)$/.test(room))) refuse()
  const seed = process.env.TORTURE_SEED ?? String(randomInt(2 ** 31))
  process.stdout.write(`TORTURE_SEED=${seed}\n`)
  const asked = rooms.length === 0 ? ['domain', 'envelope', 'vault'] : rooms
  const places = asked
    .flatMap(room =>
      readdirSync(`src/${room}`, { recursive: true }).map(name => ({ room, file: `src/${room}/${name}` })),
    )
    .filter(({ file }) => file.endsWith('.ts'))
    .flatMap(({ room, file }) => {
      const lines = readFileSync(file, 'utf8').split('\n')
      return lines.map((text, at) => ({ room, text, range: `${file}:${at + 1}-${at + 1}` }))
    })
    .filter(({ text }) => /\w/.test(text) && !/^\s*(\/?\*|\/\/|import\b|\} from\b)/.test(text))
    .map(place => ({ ...place, lot: createHash('sha256').update(`${seed} ${place.range}`).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, Number(count))
  return asked.map(room => ({
    room,
    tests: [room],
    mutate: places.filter(place => place.room === room).map(({ range }) => range),
  }))
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
    }),
  )
  const { status } = spawnSync('npx', ['--no', 'stryker', 'run'], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Error('Stryker failed')
  return JSON.parse(readFileSync(join(copy, 'reports/mutation/mutation.json'), 'utf8'))
}

/** Where a change takes effect only while a file is loaded (`Ignored`), tests cannot tell the changes apart. */
function report(copy, { files }) {
  const all = { tried: 0, noticed: 0 }
  for (const [path, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n')
    const tried = mutants.filter(({ status }) => status !== 'Ignored')
    const alive = tried
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .filter(mutant => !isNoticedOutside(copy, path, source, mutant))
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

/** A test that fails only once is one that a busy machine was too slow for. */
function isNoticedOutside(copy, path, source, { location: { start, end }, replacement }) {
  const [, tests] = outside.find(([files]) => files.test(path)) ?? []
  if (tests === undefined || replacement === undefined) return false
  const at = ({ line, column }) =>
    source.split('\n', line - 1).reduce((length, text) => length + text.length + 1, column - 1)
  const file = join(copy, path)
  writeFileSync(file, source.slice(0, at(start)) + replacement + source.slice(at(end)))
  const isNoticed = !isBuilt(copy) || (!passes(copy, tests) && !passes(copy, tests))
  writeFileSync(file, source)
  return isNoticed
}

function isBuilt(copy) {
  return spawnSync('node', ['build.js'], { cwd: copy, stdio: 'ignore' }).status === 0
}

/** What hangs, fails. */
function passes(copy, tests) {
  const limits = { timeout: 1_800_000, killSignal: 'SIGKILL' }
  const run = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', ...tests]
  return spawnSync(process.execPath, run, { cwd: copy, stdio: 'ignore', ...limits }).status === 0
}

function share({ tried, noticed }) {
  const percent = tried === 0 ? '' : `, ${Math.round((noticed / tried) * 100)} %`
  return `${noticed} of ${tried} changes noticed${percent}`
}
