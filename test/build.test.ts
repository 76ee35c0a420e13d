/** The build itself, in a copy of the checkout. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const copy = mkdtempSync(join(tmpdir(), 'igcodes-build-'))
const needed = [
  'bin',
  'src',
  'build.js',
  'package.json',
  'package-lock.json',
  'CHANGELOG.md',
  'LICENSE',
  'tsconfig.json',
]
for (const name of needed) cpSync(name, join(copy, name), { recursive: true })
symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const run = (...words: readonly string[]) => promisify(execFile)(process.execPath, [...words], { cwd: copy })

// The first `npx igcodes` in a clone builds; two shells that start at once both do.
test('two builds at once both end well, and leave one whole dist/ and nothing else', async () => {
  // What a build that was killed has left.
  mkdirSync(join(copy, '.dist-4194305'))
  await Promise.all([run('build.js'), run('build.js')])
  expect(readdirSync(copy).toSorted()).toEqual([...needed, 'dist', 'node_modules'].toSorted())
  const { stdout } = await run('bin/igcodes.js', 'help', 'all')
  expect(stdout).toContain('igcodes add')
  expect(readdirSync(join(copy, 'dist', 'commands')).length).toBeGreaterThan(40)
}, 120_000)
