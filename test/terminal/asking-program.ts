/** Builds asking.ts and runs it in a terminal. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Look } from '../../src/terminal/prompt-types.ts'
import { type Session, startSession } from '../cli/session.ts'
import type { Step } from './asking.ts'

export interface Setting extends Partial<Look> {
  readonly columns?: number
  readonly rows?: number
  /** A shell line in which `$ask` is the program. */
  readonly shell?: string
}

export interface Asking {
  start(ask: readonly Step[], setting?: Setting): Session
  remove(): Promise<void>
}

export async function buildAsking(): Promise<Asking> {
  const folder = await mkdtemp(join(tmpdir(), 'igcodes-prompts-'))
  const program = join(folder, 'asking.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'asking.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
  })
  return {
    start(ask, { columns = 80, rows = 24, shell = '$ask', ...look } = {}) {
      const script = JSON.stringify({ look: { color: false, language: 'en', plain: false, ...look }, ask })
      return startSession({
        command: '/bin/sh',
        args: ['-c', shell.replaceAll('$ask', `"$NODE" "$PROGRAM" "$SCRIPT"`)],
        env: { NODE: process.execPath, PROGRAM: program, SCRIPT: script },
        columns,
        rows,
      })
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
