/**
 * A film of a terminal as SVG: the frames' text as text, so that it can be searched and stays sharp, moved by CSS alone. What stays
 * on the screen from frame to frame is drawn once and shown from its first to its last moment. Who asked their system for less
 * motion sees the last frame.
 */
import type { Cell } from '../cli/session.ts'

export type Row = readonly Cell[]

export interface Frame {
  readonly rows: readonly Row[]
  /** How long it is shown, in seconds. */
  readonly seconds: number
}

export interface Film {
  readonly language: string
  readonly title: string
  /** For who cannot see it. */
  readonly description: string
  readonly columns: number
  readonly frames: readonly Frame[]
}

/** In pixels; a full-width character takes two columns. */
const column = 8.4
const line = 20
const margin = 16
const bar = 28

/** Each stands out against the background by 4.5:1 or more, as WCAG 2.2 (1.4.3) asks for. */
const background = '#0d1117'
const colors: Readonly<Record<number, string>> = {
  1: '#ff7b72',
  2: '#56d364',
  3: '#e3b341',
  4: '#79c0ff',
  5: '#d2a8ff',
  6: '#56d4dd',
}
const foreground = '#e6edf3'
const dimmed = '#9198a1'

const fonts = `ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK JP","BIZ UDGothic","Hiragino Sans",IPAGothic,monospace`

export function filmSvg({ language, title, description, columns, frames }: Film): string {
  const scenes = scenesOf(frames)
  const rows = Math.max(...scenes.map(({ row }) => row)) + 1
  const width = Math.round(columns * column + 2 * margin)
  const height = bar + rows * line + margin
  const seconds = frames.reduce((sum, frame) => sum + frame.seconds, 0)
  const spans = [...new Set(scenes.map(spanOf))]
  const groups = spans.map((span, index) =>
    group(
      scenes.filter(scene => spanOf(scene) === span),
      name(index),
      frames,
      seconds,
    ),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title what" xml:lang="${language}">
<title id="title">${escaped(title)}</title>
<desc id="what">${escaped(description)}</desc>
<style>
text{white-space:pre;font:14px ${fonts};fill:${foreground}}.W{font-size:15px}
.B{font-weight:bold}.D{fill:${dimmed}}.I{fill:${background}}
${Object.entries(colors)
  .map(([number, color]) => `.C${number}{fill:${color}}`)
  .join('')}
g{visibility:hidden}.last{visibility:visible}
@media (prefers-reduced-motion:no-preference){
${groups.map(({ rule }) => rule).join('\n')}
}
</style>
<rect width="${width}" height="${height}" rx="8" fill="${background}"/>
<path d="M16 16h0M34 16h0M52 16h0" stroke="#30363d" stroke-width="10" stroke-linecap="round"/>
${groups.map(({ drawn }) => drawn).join('\n')}
</svg>
`
}

/** A row as it is between two frames. */
interface Scene {
  readonly row: number
  readonly from: number
  readonly to: number
  readonly drawn: string
}

function scenesOf(frames: readonly Frame[]): readonly Scene[] {
  const scenes: Scene[] = []
  const open = new Map<number, Scene>()
  frames.forEach(({ rows }, at) => {
    const drawn = rows.map((cells, row) => drawnRow(cells, row))
    for (const row of new Set([...open.keys(), ...drawn.keys()])) {
      const before = open.get(row)
      const now = drawn[row] ?? ''
      if (before?.drawn === now) continue
      if (before) scenes.push({ ...before, to: at })
      if (now === '') open.delete(row)
      else open.set(row, { row, from: at, to: frames.length, drawn: now })
    }
  })
  return [...scenes, ...open.values()].toSorted((a, b) => a.from - b.from || a.to - b.to || a.row - b.row)
}

function spanOf({ from, to }: Scene): string {
  return `${from} ${to}`
}

/** Scenes with the same beginning and end: they come and go together. */
function group(scenes: readonly Scene[], name: string, frames: readonly Frame[], seconds: number) {
  const [{ from, to } = { from: 0, to: 0 }] = scenes
  const isLast = to === frames.length
  const percent = (frame: number): string => {
    const before = frames.slice(0, frame).reduce((sum, frame) => sum + frame.seconds, 0)
    return `${+((100 * before) / seconds).toFixed(2)}%`
  }
  const steps = [
    ...(from === 0 ? [] : ['0%{visibility:hidden}']),
    `${percent(from)}{visibility:visible}`,
    ...(isLast ? [] : [`${percent(to)}{visibility:hidden}`]),
  ]
  return {
    rule: `.${name}{animation:${name} ${+seconds.toFixed(2)}s step-end infinite}@keyframes ${name}{${steps.join('')}}`,
    drawn: `<g class="${name}${isLast ? ' last' : ''}">${scenes.map(({ drawn }) => drawn).join('')}</g>`,
  }
}

interface Run {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly look: string
  readonly wide: boolean
  readonly inverse: boolean
}

function drawnRow(cells: Row, row: number): string {
  return runsOf(cells)
    .map(run => (run.inverse ? drawnBox(run, row) : '') + drawnText(run, row))
    .join('')
}

function drawnBox({ start, end }: Run, row: number): string {
  const width = pixels((end - start) * column)
  return `<rect x="${pixels(margin + start * column)}" y="${bar + row * line}" width="${width}" height="${line}" fill="${foreground}"/>`
}

/** Stretched to the columns that it takes, whatever font the reader has. Blanks at the edges would not count. */
function drawnText({ text, start, end, look, wide }: Run, row: number): string {
  const before = text.length - text.trimStart().length
  const after = text.length - text.trimEnd().length
  if (before === text.length) return ''
  const x = pixels(margin + (start + before) * column)
  const length = pixels((end - start - before - after) * column)
  const classes = [look, wide ? 'W' : ''].filter(Boolean).join(' ')
  const looks = classes === '' ? '' : ` class="${classes}"`
  return `<text x="${x}" y="${bar + row * line + 15}" textLength="${length}"${looks}>${escaped(text.trim())}</text>`
}

/**
 * What stands together in one look and width, as no font has Japanese letters just twice as wide as others. Two blanks divide columns,
 * which must not move when a font is wider or narrower.
 */
function runsOf(cells: Row): readonly Run[] {
  const runs: Run[] = []
  let at = 0
  let blanks = 0
  for (const cell of cells) {
    const { text, width, inverse } = cell
    const start = at
    at += width
    if (text === ' ' && !inverse) {
      blanks++
      continue
    }
    const last = runs.at(-1)
    const look = lookOf(cell)
    const wide = width === 2
    const isSame = last?.look === look && last.wide === wide && last.inverse === inverse
    if (last && isSame && blanks < 2)
      runs.splice(-1, 1, { ...last, text: last.text + ' '.repeat(blanks) + text, end: at })
    else runs.push({ text, start, end: at, look, wide, inverse })
    blanks = 0
  }
  return runs
}

function lookOf({ bold, dim, inverse, color }: Cell): string {
  // The bright ones are 8 to 15.
  const known = color === undefined ? undefined : color % 8
  const looks = [
    bold ? 'B' : '',
    dim || color === 8 ? 'D' : '',
    known !== undefined && known in colors ? `C${known}` : '',
    inverse ? 'I' : '',
  ]
  return looks.filter(Boolean).join(' ')
}

/** a, b, … z, ba, … */
function name(index: number): string {
  const letters = index
    .toString(26)
    .replaceAll(/[0-9a-p]/g, digit => String.fromCharCode(97 + Number.parseInt(digit, 26)))
  return `f${letters}`
}

function pixels(number: number): string {
  return String(+number.toFixed(1))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
