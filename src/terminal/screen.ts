/** Stdout: how text is laid out there, and whether it takes colors. */
import type { Environment } from '../environment.ts'
import { Layout } from './layout.ts'
import { outputIsTerminal } from './output.ts'

/** What styled lines are made for: `Terminal` for the stdout that there is, `pipe` for the build. */
export interface Screen {
  readonly layout: Layout
  readonly color: Emphasis
}

/** It only adds to what the text says without it. */
interface Emphasis {
  bold(text: string): string
  dim(text: string): string
}

/** Longer lines are hard to read. */
export const widest = 100

export function outputColumns(): number {
  return outputIsTerminal() ? Math.max(20, process.stdout.columns || 80) : Number.POSITIVE_INFINITY
}

/** No wider than is easy to read; in a pipe each paragraph is one line. */
export function outputLayout(): Layout {
  const columns = outputColumns()
  return new Layout(Number.isFinite(columns) ? Math.min(widest, columns) : columns)
}

/** no-color.org: any value but the empty one turns color off. */
export function wantsColor(env: Environment, isTerminal: boolean): boolean {
  if (env.NO_COLOR || env.TERM === 'dumb') return false
  return isTerminal || (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0')
}

/** A pipe or a file: each paragraph is one line, without colors. */
export function pipe(): Screen {
  return { layout: new Layout(Number.POSITIVE_INFINITY), color: { bold: text => text, dim: text => text } }
}
