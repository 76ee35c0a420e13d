/** A desktop without a screen, whose clipboard is a real one: Xvfb. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where releases are judged (CI) it must be there. */
export const hasDisplay =
  Boolean(process.env.CI) || ['Xvfb', 'xclip', 'xsel'].every(name => spawnSync('which', [name]).status === 0)

export interface Display {
  readonly name: string
  /** The text on its clipboard. */
  content(): string
  put(text: string): void
  close(): void
}

export async function openDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '64x64x8', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const name = `:${await firstLine(server)}`
  const env = { ...process.env, DISPLAY: name }
  return {
    name,
    content: () => execFileSync('xsel', ['--clipboard', '--output'], { env, encoding: 'utf8' }),
    put: input => {
      execFileSync('xsel', ['--clipboard', '--input'], { env, input, stdio: ['pipe', 'ignore', 'ignore'] })
    },
    close: () => server.kill(),
  }
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).once('exit', () => reject(new Error('Xvfb did not start')))
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
  })
}

/** A folder for PATH in which just these programs are found; a text is a shell script that stands for one. */
export function pathWith(folder: string, programs: Readonly<Record<string, string | undefined>>): string {
  mkdirSync(folder)
  for (const [name, script] of Object.entries(programs)) {
    const file = join(folder, name)
    if (script === undefined) symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), file)
    else {
      writeFileSync(file, `#!/bin/sh\n${script}\n`)
      chmodSync(file, 0o755)
    }
  }
  return folder
}
