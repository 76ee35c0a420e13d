/** For a run of the tests: the folder in which the program's starts keep what they worked out (kept.cjs), with compiled code in it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeWorlds, someCodes, World } from './world.ts'

const everyday = ['use shop --json', 'mark shop worked', 'status', 'show shop', 'log', 'audit', 'recovery-key --yes']

export async function setup(): Promise<(() => void) | undefined> {
  // Only tests that start the program need it, and they fail by themselves.
  if (!existsSync('dist/main.js')) return undefined
  const kept = mkdtempSync(join(tmpdir(), 'igcodes-kept-'))
  process.env.TEST_KEPT = kept
  const learning = join(kept, 'learning')
  writeFileSync(learning, '')
  const world = await new World().fill({ shop: someCodes(5) })
  for (const command of everyday) await world.run(`${command} --no-input`)
  rmSync(learning)
  removeWorlds()
  return () => rmSync(kept, { recursive: true, force: true })
}
