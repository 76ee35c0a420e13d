/** A note as the screen shows it: its sign, and its lines within the width. */
import type { ChalkInstance } from 'chalk'
import { wrap } from './wrap.ts'

/** How a note is meant; each has a sign, so that it can be read without color. */
export type Tone = 'plain' | 'good' | 'warning' | 'bad' | 'dim'

/** Breaks every line at the width, each continued under its own beginning. */
export function fitted(text: string, columns: number): string {
  if (!Number.isFinite(columns)) return text
  return text
    .split('\n')
    .flatMap(line => {
      const indent = line.length - line.trimStart().length
      // Text goes beside its sign, not below it.
      const sign = /^\S*[✓⚠✗]\S* /u.test(line) ? 2 : 0
      return wrap(line.trimStart(), columns, { indent, hanging: Math.min(indent + sign, columns >> 1) })
    })
    .join('\n')
}

export function toned(text: string, tone: Tone, color: ChalkInstance): string {
  switch (tone) {
    case 'good':
      return `${color.green('✓')} ${text}`
    case 'warning':
      return `${color.yellow('⚠')} ${text}`
    case 'bad':
      return `${color.red('✗')} ${text}`
    case 'dim':
      return color.dim(text)
    case 'plain':
      return text
  }
}

export function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}
