/** Damages files in the ways in which files are damaged, and attacked. All of it follows from the random numbers. */

/** From 0 to 1, without 1. */
export type Random = () => number

/** Mulberry32: quick, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit)
}

export function oneOf<T>(all: readonly T[], random: Random): T {
  const one = all[below(all.length, random)]
  if (one === undefined) throw new RangeError('nothing to choose from')
  return one
}

/** One of the files with one to six changes. */
export function mutated(corpus: readonly Buffer[], random: Random): Buffer {
  let file = oneOf(corpus, random)
  for (let changes = 1 + below(6, random); changes > 0; changes--)
    file = oneOf(byteMutations, random)(file, oneOf(corpus, random), random).subarray(0, maxBytes)
  return file
}

/** In bytes: what is longer than a paste may be finds limits, not faults. */
const maxBytes = 96 * 1024

type Mutation = (file: Buffer, other: Buffer, random: Random) => Buffer

interface Piece {
  readonly start: number
  readonly end: number
}

/** Mostly short. */
function piece(file: Buffer, random: Random): Piece {
  const start = below(file.length + 1, random)
  return { start, end: start + Math.floor((file.length - start) * random() ** 4) }
}

function put(file: Buffer, { start, end }: Piece, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([file.subarray(0, start), ...parts, file.subarray(end)])
}

const changeBit: Mutation = (file, _, random) => {
  const changed = Buffer.from(file)
  const at = below(file.length, random)
  if (at < file.length) changed[at] = (changed[at] ?? 0) ^ (1 << below(8, random))
  return changed
}

const setBytes: Mutation = (file, _, random) => {
  const { start } = piece(file, random)
  const bytes = Buffer.from(
    oneOf(['00', 'ff', '7f', '80', 'ffffffff', '0d', 'efbbbf', 'e280a8', 'c285'], random),
    'hex',
  )
  return put(file, { start, end: Math.min(file.length, start + bytes.length) }, bytes)
}

const cut: Mutation = (file, _, random) => put(file, piece(file, random))

const cutEnd: Mutation = (file, _, random) => file.subarray(0, below(file.length + 1, random))

const splice: Mutation = (file, other, random) =>
  Buffer.concat([file.subarray(0, below(file.length + 1, random)), other.subarray(below(other.length + 1, random))])

const insertPiece: Mutation = (file, other, random) => {
  const { start, end } = piece(other, random)
  const at = below(file.length + 1, random)
  return put(file, { start: at, end: at }, other.subarray(start, end))
}

const repeatPiece: Mutation = (file, _, random) => {
  const { start, end } = piece(file, random)
  const times = random() < 0.02 ? 1 + maxBytes / Math.max(1, end - start) : 1 + below(8, random)
  return put(file, { start, end }, Buffer.alloc(Math.min(maxBytes, (end - start) * times), file.subarray(start, end)))
}

/** What has a meaning in one of the formats. */
const words = [
  ...[
    '"',
    '""',
    "'",
    ',',
    ';',
    '\t',
    '|',
    ':',
    '\r',
    '\n',
    '\r\n',
    '=',
    '\\',
    '\\"',
    '\\u0034',
    '\\ud800',
    '\0',
    '\x1b[31m',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '{}',
    '[]',
    '"":',
    '-1',
    'null',
    'true',
    '<',
    '>',
    '</',
    '/>',
    '<b>',
    '<br/>',
    '</div>',
    '<!--',
    '-->',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE',
    '<Entry>',
    '</Entry>',
    '<Group>',
    '&',
    '&amp;',
    '&#52;',
    '&#x34;',
    '&nbsp;',
    '&lt;',
  ],
  ...[
    '.',
    '-',
    ' - ',
    '–',
    'ー',
    '/',
    '①',
    '1) ',
    '1. ',
    '（1）',
    '1/5 ',
    'code: ',
    'コード',
    '✓',
    'used',
    '済',
    'old',
    '古い',
  ],
  ...['@shop_tokyo', '@x', 'Instagram', 'インスタ', 'IG', 'Facebook', 'Google', '楽天', 'PIN', 'TEL:', 'パスワード'],
  ...['48217730', '19560284', '４８２１', '٤٨٢١', '4821 7730', '4821\u00a07730', '4821', 'O', '20261129'],
  ...['\u200b', '\u202e', '\ufeff', '\u3000', '\u2028', '\u0301', '\u0316', 'é', '😀', '\x85'],
].map(word => Buffer.from(word))

const insertWord: Mutation = (file, _, random) => {
  const { start, end } = piece(file, random)
  const word = oneOf(words, random)
  const times = random() < 0.01 ? below(20_000, random) : 1
  return put(file, { start, end: random() < 0.5 ? start : end }, Buffer.alloc(word.length * times, word))
}

const exchangeLines: Mutation = (file, other, random) => {
  const lines = linesOf(file)
  const theirs = random() < 0.5 ? lines : linesOf(other)
  const at = below(lines.length, random)
  const line = oneOf(theirs, random)
  if (random() < 0.5) return Buffer.from(lines.toSpliced(at, 0, line).join('\n'), 'latin1')
  return Buffer.from(
    lines
      .with(at, line)
      .with(below(lines.length, random), lines[at] ?? '')
      .join('\n'),
    'latin1',
  )
}

function linesOf(file: Buffer): readonly string[] {
  return file.toString('latin1').split('\n')
}

const numbers = [
  '0',
  '-1',
  '1e308',
  '4294967295',
  '9007199254740993',
  '00000000',
  '99999999',
  '1',
  '12',
  '20261129',
  '1.5',
]

/** One number in the place of another. */
const exchangeNumbers: Mutation = (file, other, random) => {
  const places = [...file.toString('latin1').matchAll(/\d+/gu)]
  if (places.length === 0) return file
  const { 0: found, index } = oneOf(places, random)
  const theirs = [...numbers, ...(other.toString('latin1').match(/\d+/gu) ?? [])]
  return put(file, { start: index, end: index + found.length }, Buffer.from(oneOf(theirs, random)))
}

const brackets = [
  ['[', ']'],
  ['{"a":', '}'],
  ['(', ')'],
  ['<Group>', '</Group>'],
  ['<Entry>', '</Entry>'],
  ['<div>', '</div>'],
  ['"', '"'],
  ['{"items":[', ']}'],
] as const

const nest: Mutation = (file, _, random) => {
  const { start, end } = piece(file, random)
  const [open, close] = oneOf(brackets, random)
  const depth = 1 + below(random() < 0.03 ? 8_000 : 200, random)
  const around = (text: string, times: number) => Buffer.from(text.repeat(times))
  return put(
    file,
    { start, end },
    around(open, depth),
    file.subarray(start, end),
    around(close, depth - below(2, random)),
  )
}

const byteMutations: readonly Mutation[] = [
  changeBit,
  changeBit,
  setBytes,
  cut,
  cutEnd,
  splice,
  insertPiece,
  insertPiece,
  repeatPiece,
  insertWord,
  insertWord,
  insertWord,
  exchangeLines,
  exchangeLines,
  exchangeNumbers,
  nest,
]

/** One of the files with one to six of its values changed: what comes out is JSON. */
export function mutatedJson(corpus: readonly Buffer[], random: Random): Buffer {
  const [file, other] = [oneOf(corpus, random), oneOf(corpus, random)]
  const root = { '': jsonOf(file) }
  const others = placesIn({ '': jsonOf(other) })
  for (let changes = 1 + below(6, random); changes > 0; changes--) {
    const places = placesIn(root)
    const { parent, name } = oneOf(places, random)
    const source = oneOf(random() < 0.5 ? places : others, random)
    const value = structuredClone(random() < 0.3 ? oneOf(values, random) : source.parent[source.name])
    if (random() < 0.15 && parent !== root) delete parent[name]
    else if (random() < 0.2) parent[source.name] = value
    else if (Array.isArray(parent) && random() < 0.5) parent.push(value)
    else parent[name] = value
  }
  return Buffer.from(JSON.stringify(root['']) ?? '')
}

const values: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, '', 'x', '__proto__', 'constructor', [], {}, [[]], '48217730'],
  ...[
    '2026-02-30',
    '2026-11-29',
    '2026-11-29T12:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    'shop_tokyo',
    '\ud800',
    '\u202e',
  ],
]

interface Placed {
  readonly parent: Record<string, unknown>
  readonly name: string
}

function placesIn(value: object): readonly Placed[] {
  const places: Placed[] = []
  const inside = [value]
  for (const one of inside) {
    const parent = one as Record<string, unknown>
    for (const name of Object.keys(parent)) {
      places.push({ parent, name })
      const child = parent[name]
      if (typeof child === 'object' && child !== null) inside.push(child)
    }
  }
  return places
}

function jsonOf(file: Buffer): unknown {
  try {
    return JSON.parse(file.toString())
  } catch {
    return undefined
  }
}
