/** What stdout is written on: how text is laid out there, and whether it takes colours. */
import type { Environment } from '../environment.ts'
import { Layout } from './layout.ts'
import { outputIsTerminal } from './output.ts'

export interface Screen {
  readonly lines: Layout
  readonly paint: Paint
}

/** Colours that only add to what the text says without them. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
}

/** Longer lines are hard to read. */
export const widest = 100

/** Stdout as it is. */
export function screenOf(env: Environment): Screen {
  const isTerminal = outputIsTerminal()
  return {
    lines: new Layout(isTerminal ? Math.min(widest, outputColumns()) : Number.POSITIVE_INFINITY),
    paint: wantsColour(env, isTerminal) ? coloured : plain,
  }
}

export function outputColumns(): number {
  return outputIsTerminal() ? Math.max(20, process.stdout.columns || 80) : Number.POSITIVE_INFINITY
}

/** no-color.org: any value but the empty one turns colour off. */
export function wantsColour(env: Environment, isTerminal: boolean): boolean {
  if (env.NO_COLOR || env.TERM === 'dumb') return false
  return isTerminal || (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0')
}

/** What a pipe or a file is: each paragraph is one line. */
export function pipe(): Screen {
  return { lines: new Layout(Number.POSITIVE_INFINITY), paint: plain }
}

const plain: Paint = { bold: text => text, dim: text => text }
const coloured: Paint = { bold: text => `\x1b[1m${text}\x1b[22m`, dim: text => `\x1b[2m${text}\x1b[22m` }
