/** Kills an agent that does not answer. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type AgentNote, notePath, parseNote } from './agent-protocol.ts'
import { isSystemError, readSmallFile, seen } from './disk.ts'
import { processFacts } from './machine.ts'

const maxNoteBytes = 1024
/** For each signal. */
const timeoutMs = 1000

/**
 * Kills the agent of that socket, whose process id is in the note beside it. SIGKILL is the last resort: the keys are not wiped then.
 *
 * @returns the note; undefined unless its process is certainly that agent
 */
export async function endProcess(socket: string): Promise<AgentNote | undefined> {
  const note = noteBeside(socket)
  if (!note || !isAgentOf(socket, note.pid)) return undefined
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAgentOf(socket, note.pid)) break
    send(note.pid, signal)
    for (let waited = 0; waited < timeoutMs && isRunning(note.pid); waited += 20) await setTimeout(20)
  }
  return note
}

function noteBeside(socket: string): AgentNote | undefined {
  const bytes = seen(() => readSmallFile(notePath(socket), maxNoteBytes, 'refuse'))
  return Buffer.isBuffer(bytes) ? parseNote(bytes) : undefined
}

/** Whether its arguments name the program and the socket: the id may belong to another process by now. */
function isAgentOf(socket: string, pid: number): boolean {
  if (!isRunning(pid)) return false
  const command = commandOf(pid)
  return command.includes('agent.js') && command.includes(socket)
}

function isRunning(pid: number): boolean {
  return processFacts(pid)?.ended === false
}

/** Empty if unknown. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', `${pid}`], { encoding: 'utf8', timeout: 2000 })
  } catch {
    return ''
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}
