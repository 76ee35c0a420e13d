/**
 * `npm run torture [-- ROW …]`: the full counts of everything that a normal run only samples, and test/torture/REPORT.md about it. A row
 * that is run again replaces its line; the others stay as they were. All rows take hours.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is run, what is tried, and what must hold. The counts are those of the tests with IGCODES_TORTURE=full. */
const rows = {
  flips: {
    files: ['test/torture/envelope-flips.test.ts', 'test/envelope/format.test.ts', 'test/vault/vault-keys.test.ts'],
    tried:
      'every byte of three vaults with each of its 8 bits changed, cut off, left out, doubled; slots and payloads exchanged',
    holds: 'none opens, none crashes, none writes',
  },
  headers: {
    files: ['test/torture/hostile-headers.test.ts', 'test/envelope/format.test.ts', 'test/envelope/vectors.test.ts'],
    tried: '10,000 headers with a member exchanged, doubled or left out; 200 bits flipped through the program',
    holds: 'refused within 50 ms, nothing shown, nothing written',
  },
  crashes: {
    files: ['test/torture/store-order.test.ts', 'test/torture/said-and-done.test.ts'],
    tried:
      'the order of all system calls of a save; each command that saves is killed at every moment that differs, and meets 40 errors',
    holds: 'the old or the new vault opens; what was said is true',
  },
  faults: {
    files: [
      'test/torture/store-faults.test.ts',
      'test/vault/stubborn-disk.test.ts',
      'test/vault/vault-lossy.test.ts',
      'test/cli/vault/storage.test.ts',
    ],
    tried:
      'EIO, ENOSPC, EDQUOT, EACCES, EROFS, EPERM, EBUSY and short writes at every call of the store; full, read-only and immutable file systems',
    holds: 'the right exit code, nothing shown, no code lost, nothing left over',
  },
  kills: {
    files: ['test/torture/kill.test.ts'],
    tried: '1,000 kill -9 each of use and add, at random moments',
    holds: 'no code twice, all of a set or nothing',
  },
  race: {
    files: ['test/torture/race.test.ts', 'test/vault/file-lock.test.ts', 'test/vault/file-lock-without-links.test.ts'],
    tried:
      '16 processes that use 100 times each; stale locks, other hosts, stopped holders, process ids that come again, PID namespaces',
    holds: 'no code twice, no event lost',
  },
  merge: {
    files: ['test/domain/journal/union.test.ts', 'test/domain/journal/fold.test.ts'],
    env: { MERGE_RUNS: '100000' },
    tried: '100,000 histories of 2 to 5 machines, each united in several orders',
    holds: 'commutative, associative, idempotent, only forward',
  },
  replicas: {
    files: [
      'test/torture/replicas.test.ts',
      'test/vault/merge.test.ts',
      'test/vault/revocation.test.ts',
      'test/vault/git.test.ts',
    ],
    tried:
      '200 rounds of five computers over a bare git remote with kills and offline phases; 200 of two homes on one folder',
    holds: 'one state, no code lost or un-used, none handed out twice while online',
  },
  fuzz: {
    files: [
      'test/fuzz',
      'test/domain/codes/paste-fuzz.test.ts',
      'test/imports',
      'test/envelope/payload.test.ts',
      'test/authenticator',
    ],
    env: { FUZZ_RUNS: '100000' },
    tried:
      '100,000 damaged files for each reader, 1,000,000 where they take under 10 s: pastes, tables, JSON, XML, zips, notes, exports, journals, vault files, pictures, links',
    holds: 'no crash, no hang, no code that does not stand there, no piece of a password',
  },
  vectors: {
    files: [
      'test/envelope/vectors.test.ts',
      'test/envelope/wycheproof.test.ts',
      'test/envelope/argon2id.test.ts',
      'test/envelope/xchacha20poly1305.test.ts',
      'test/interop',
    ],
    tried:
      'published vectors; Wycheproof for XChaCha20-Poly1305, X25519, HMAC and HKDF; RFC 9106, and 500 derivations by every engine and by libsodium; the independent implementation',
    holds: 'all equal',
  },
  hostile: {
    files: [
      'test/cli/hostile.test.ts',
      'test/terminal/sanitize.test.ts',
      'test/cli/refusals.test.ts',
      'test/vault/open.test.ts',
    ],
    tried:
      'escape sequences, bidi and invisible characters in every field and name; garbage, FIFOs and folders in place of files',
    holds: 'shown, not obeyed; refused with the right exit code; no hang',
  },
  secrets: {
    files: ['test/cli/scripts.test.ts', 'test/cli/output.test.ts', 'test/cli/multiplexers.test.ts', 'test/cli/import'],
    tried:
      'codes, passphrases and recovery words in output, arguments, variables, files and the histories of tmux and screen',
    holds: 'only where they were asked for, or sealed',
  },
  canary: {
    files: ['test/torture/canary.test.ts'],
    tried:
      'every command under strace: each write, each send, each argument and variable of a program, each file that is left; raw, UTF-16, hex, Base64, percent-encoded',
    holds: 'a code, the passphrase and the recovery words are only in the answer that was asked for',
  },
  network: {
    files: ['test/torture/network.test.ts'],
    tried: 'every command under strace',
    holds: 'no socket but those of the same machine',
  },
  clock: {
    files: [
      'test/torture/clock.test.ts',
      'test/domain/text',
      'test/domain/upkeep/schedule.test.ts',
      'test/documents/calendar.test.ts',
    ],
    tried:
      'clocks ten years ahead and behind, February 29, hours and days that are skipped or come twice, other time zones; 24 commands that read, 17 that change',
    holds: 'no state changes by itself, nothing is refused, days are right',
  },
  released: {
    files: ['test/interop/released-vaults.test.ts', 'test/interop/cli.test.ts'],
    tried: 'a vault of each released format and shape, with each of its secrets',
    holds: 'it opens, its codes are read and handed out; what was revoked opens nothing',
  },
  state: {
    files: ['test/torture/hostile-state.test.ts'],
    tried:
      'garbage, nothing, 100 MB, a FIFO, a folder, links to nowhere, to /dev/zero and to a file of the user, and what may not be read, in place of every file and folder of the state and beside the vault',
    holds: 'no hang, no stack, the right exit code, nothing lost, no code twice',
  },
  locales: {
    files: ['test/cli/locales.test.ts', 'test/terminal/say.test.ts'],
    tried: 'LC_ALL=C, ja_JP.eucJP and en_US.ISO-8859-1, at a terminal, in questions and in pipes',
    holds: 'ASCII and a hint at a terminal, UTF-8 in pipes',
  },
  large: {
    files: ['test/torture/large.test.ts'],
    tried: 'a file of a million events; a vault just below 64 MiB, which are some 150,000 events, and a save past it',
    holds: 'the limit is named at once (13), or before anything is written (16); what fits is read',
  },
  'mutants-domain': mutantsOf('domain'),
  'mutants-envelope': mutantsOf('envelope'),
  'mutants-vault': mutantsOf('vault'),
  release: {
    files: ['test/release.test.ts', 'test/pack.test.ts', 'test/old-node.test.ts', 'test/runtimes.test.ts'],
    tried: 'the package with each engine, the executable without Node, Node 4 to 18, Bun and Deno',
    holds: 'they work, or say in one sentence why not',
  },
}

function mutantsOf(room) {
  return {
    room,
    tried: `40 random lines of ${room}, changed in every way that Stryker knows`,
    holds: 'tests notice a change, 85 of 100; the others are read and explained',
  }
}

const report = 'test/torture/REPORT.md'
const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in rows))
if (unknown.length > 0) {
  process.stderr.write(`There is no row ${unknown.join(', ')}. Rows: ${Object.keys(rows).join(', ')}\n`)
  process.exit(2)
}

/** What users run. */
const program = ['src', 'bin', 'build.js', 'package-lock.json']
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim()
const commit =
  git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', ...program) === '' ? '' : ' and changes')
const known = new Map(
  existsSync(report)
    ? [...readFileSync(report, 'utf8').matchAll(/^\| `([\w-]+)` \|.*$/gm)].map(([line, name]) => [name, line])
    : [],
)
let failed = false
for (const name of asked.length > 0 ? asked : Object.keys(rows)) {
  known.set(name, run(name))
  write()
}
process.exitCode = failed ? 1 : 0

function run(name) {
  const { files, room, env = {}, tried, holds } = rows[name]
  const seed = Math.floor(Math.random() * 2 ** 31)
  const started = Date.now()
  process.stdout.write(`${name}: ${tried}\n`)
  const { counts, isGood } = room === undefined ? tests(files, seed, env) : mutants(room, seed)
  if (!isGood) failed = true
  const took = `${Math.round((Date.now() - started) / 1000)} s`
  const day = new Date().toISOString().slice(0, 10)
  return `| \`${name}\` | ${tried} | ${holds} | ${counts} | ${took} | ${seed} | ${day}, ${commit} |`
}

function tests(files, seed, env) {
  const folder = mkdtempSync(join(tmpdir(), 'igcodes-torture-'))
  const output = join(folder, 'result.json')
  spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...files, '--reporter=dot', '--reporter=json', `--outputFile=${output}`],
    {
      stdio: 'inherit',
      env: { ...process.env, IGCODES_TORTURE: 'full', FC_SEED: String(seed), TORTURE_SEED: String(seed), ...env },
    },
  )
  const result = existsSync(output)
    ? JSON.parse(readFileSync(output, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, success: false }
  rmSync(folder, { recursive: true, force: true })
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped, success } = result
  // A file may fail around its tests.
  const bad = numFailedTests === 0 && !success ? 1 : numFailedTests
  const counts = `${passed} passed, ${bad} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return { counts, isGood: bad === 0 && passed > 0 }
}

function mutants(room, seed) {
  const { stdout } = spawnSync(process.execPath, ['test/torture/mutants.js', '--sample', '40', room], {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
    env: { ...process.env, TORTURE_SEED: String(seed) },
  })
  process.stdout.write(stdout)
  const [, noticed, all] = /^In all: (\d+) of (\d+) changes noticed/m.exec(stdout) ?? []
  return {
    counts: all === undefined ? 'did not end' : `${noticed} of ${all} noticed`,
    isGood: all !== undefined && Number(noticed) >= 0.85 * Number(all),
  }
}

/** Whether what a row ran is what this commit has, whatever became of tests and texts since. */
function isCurrent(line) {
  const of = /\d{4}-\d\d-\d\d, ([0-9a-f]+) \|$/.exec(line)?.[1]
  return of !== undefined && spawnSync('git', ['diff', '--quiet', of, 'HEAD', '--', ...program]).status === 0
}

function write() {
  const lines = Object.keys(rows).map(
    name => known.get(name) ?? `| \`${name}\` | ${rows[name].tried} | ${rows[name].holds} | not run yet | | | |`,
  )
  const since = git('log', '-1', '--format=%h', '--', ...program)
  const others = Object.keys(rows).filter(name => !isCurrent(known.get(name) ?? ''))
  const age =
    others.length === 0
      ? 'All rows are of this program.'
      : `All rows are of this program but ${others.map(name => `\`${name}\``).join(', ')}.`
  writeFileSync(
    report,
    `# What was tried, and what came of it

Written by \`npm run torture\`, which runs all rows, or \`npm run torture -- ROW …\` for some. The seed repeats the random cases of a row:
\`FC_SEED=… TORTURE_SEED=… IGCODES_TORTURE=full npx vitest run …\` with the files of that row in [run.js](run.js).

The program (\`${program.join('`, `')}\`) is that of commit ${since}. ${age}

What the rows of mutants missed is explained in [survivors.md](survivors.md).

| Row | What is tried | What must hold | Tests | Took | Seed | When, on which commit |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`,
  )
}
