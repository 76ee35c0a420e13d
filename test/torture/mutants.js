/**
 * `npm run mutants -- FILE …`: changes the given files of src/domain, src/envelope or src/vault in every way that Stryker knows, one at a
 * time, and runs the tests of their room against each change. Prints how many changes no test noticed, and where they are.
 *
 * Stryker and what it needs are fetched into a copy of the checkout: they are 160 packages that nothing else uses. Tests that start the
 * program, and those that measure time, are left out: the former would run without the change, the latter notice everything.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const packages = ['@stryker-mutator/core@9.5.1', '@stryker-mutator/vitest-runner@9.5.1']
const slow =
  '40 MiB|60 MiB|of nothing but line ends|moderate_cost|however many|takes a moment|time in proportion|processes'

const files = process.argv.slice(2)
const rooms = [...new Set(files.map(file => /^src\/(domain\/\w+|envelope|vault)\/[\w/-]+\.ts$/.exec(file)?.[1]))]
if (files.length === 0 || rooms.includes(undefined)) {
  process.stderr.write('Usage: npm run mutants -- src/{domain/…,envelope,vault}/FILE.ts …\n')
  process.exit(2)
}

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
  writeFileSync(
    join(copy, 'vitest.mutants.ts'),
    `import { defineConfig } from 'vitest/config'
export default defineConfig({
  test: {
    include: ${JSON.stringify(rooms.map(room => `test/${room}/**/*.test.ts`))},
    testNamePattern: /^(?!.*(?:${slow}))/,
    testTimeout: 60_000,
    isolate: false,
    maxWorkers: 1,
  },
})
`,
  )
  writeFileSync(
    join(copy, 'stryker.config.json'),
    JSON.stringify({
      mutate: files,
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      vitest: { configFile: 'vitest.mutants.ts', related: false },
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      concurrency: Number(process.env.MUTANTS_AT_ONCE ?? 2),
      timeoutMS: 20_000,
      reporters: ['json', 'progress-append-only'],
      ignorePatterns: ['dist'],
    }),
  )
  const { status } = spawnSync('npx', ['--no', 'stryker', 'run'], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) process.exitCode = 1
  else report(JSON.parse(readFileSync(join(copy, 'reports/mutation/mutation.json'), 'utf8')))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Where a change takes effect only while a file is loaded (`Ignored`), tests cannot tell the changes apart. */
function report({ files }) {
  for (const [path, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n')
    const tried = mutants.filter(({ status }) => status !== 'Ignored')
    const alive = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    const killed = tried.length - alive.length
    const share = tried.length === 0 ? '' : `, ${Math.round((killed / tried.length) * 100)} %`
    process.stdout.write(`${path}: ${killed} of ${tried.length} changes noticed${share}\n`)
    for (const { location, replacement, status } of alive) {
      const { line, column } = location.start
      const isUncovered = status === 'NoCoverage' ? ' (never reached)' : ''
      const into = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 100)
      process.stdout.write(
        `  ${line}:${column}${isUncovered} ${(lines[line - 1] ?? '').trim().slice(0, 90)}  →  ${into}\n`,
      )
    }
  }
}
