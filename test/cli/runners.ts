/** The processes of runner.cjs: as many as there are runs at once. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('runner.cjs', import.meta.url))

interface Run {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly input: string | Uint8Array
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const folders = new Set<string>()
function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
process.once('exit', removeFolders)
// Vitest ends its workers by a signal, which is no exit.
process.once('SIGTERM', () => {
  removeFolders()
  process.kill(process.pid, 'SIGTERM')
})

class Runner {
  readonly #folder = mkdtempSync(join(tmpdir(), 'igcodes-runner-'))
  readonly #child: ChildProcess

  constructor() {
    // A session of its own (setsid), so that /dev/tty cannot be opened.
    this.#child = fork(script, { detached: true, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    this.#child.unref()
    folders.add(this.#folder)
  }

  async run({ input, ...run }: Run): Promise<Ended> {
    const [stdin = '', stdout = '', stderr = ''] = ['stdin', 'stdout', 'stderr'].map(name => join(this.#folder, name))
    writeFileSync(stdin, input)
    this.#child.channel?.ref()
    const code = await new Promise<number>((resolve, reject) => {
      const ended = (): void => reject(new Error(`The process that ran igcodes ${run.argv.join(' ')} ended`))
      this.#child.once('exit', ended)
      this.#child.once('message', (answer: { code: number }) => {
        this.#child.off('exit', ended)
        resolve(answer.code)
      })
      this.#child.send({ ...run, stdin, stdout, stderr })
    })
    this.#child.channel?.unref()
    return { code, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') }
  }
}

const idle: Runner[] = []

export async function runInRunner(run: Run): Promise<Ended> {
  const runner = idle.pop() ?? new Runner()
  const ended = await runner.run(run)
  idle.push(runner)
  return ended
}
