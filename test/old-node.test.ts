/**
 * A Node that is too old is told so in one sentence, by the program and by the build that `npm ci` runs. Real ones are tried where
 * OLD_NODES names them, with colons between (.ci/run does).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const project = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'igcodes-old-node-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(node: string, ...args: readonly string[]): Outcome {
  return spawnSync(node, args, { cwd: project, input: '', encoding: 'utf8' })
}

/** This Node, under another's number. */
function runAs(version: string, ...args: readonly string[]): Outcome {
  const preload = join(folder, `${version}.cjs`)
  writeFileSync(
    preload,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
  )
  return run(process.execPath, '--require', preload, ...args)
}

function expectOneSentence({ status, stdout, stderr }: Outcome, version: string): void {
  const [, least = ''] = /^>=(.*)$/.exec(manifest.engines.node) ?? []
  expect(stderr.split('\n')).toEqual([
    `igcodes needs Node ${least} or later; this is ${version}. Get it from https://nodejs.org`,
    `igcodesにはNode ${least}以降が必要です(これは ${version})。https://nodejs.org から入れてください。`,
    '',
  ])
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
}

describe.each(['0.10.48', '18.20.8', '20.9.0', '20.16.0'])('Node %s is too old', version => {
  test.each(['--version', '--help', 'playbook', 'recover', 'init'])('for igcodes %s', command => {
    expectOneSentence(runAs(version, 'bin/igcodes.js', command), version)
  })

  test('for the build', () => {
    expectOneSentence(runAs(version, 'build.js'), version)
  })
})

test.each(['20.17.0', '21.0.0', '22.0.0', '100.0.0'])('Node %s is not', version => {
  expect(runAs(version, 'bin/igcodes.js', '--version').stdout).toBe(`${manifest.version}\n`)
})

const oldNodes = process.env.OLD_NODES?.split(':') ?? []

test.runIf(oldNodes.length > 0)('real ones say so as well', () => {
  for (const node of oldNodes) {
    const version = run(node, '-p', 'process.versions.node').stdout.trim()
    for (const command of ['--version', 'init']) expectOneSentence(run(node, 'bin/igcodes.js', command), version)
  }
})
