/**
 * Breaks text into lines: between words in English; in Japanese where a phrase begins, else anywhere that the rules a
 * reader expects (禁則) allow: no line begins with 、 or ends with 「.
 */
import { Pen, pieces } from './ansi.ts'
import { graphemes, widthOf } from './width.ts'

export interface Margins {
  /** Blank columns before the first line. */
  readonly indent?: number
  /** Blank columns before the lines that follow. */
  readonly hanging?: number
}

/** One character with the color changes before it, and how good it would be to begin a line with it. */
interface Cell {
  readonly text: string
  readonly width: number
  readonly isSpace: boolean
  readonly colors: readonly string[]
  readonly breakBefore: number
}

/** How good a place is to break at. A better one is taken even when that leaves a line shorter. */
const rank = { never: -1, desperate: 0, insideWord: 1, insideCommand: 2, good: 3 } as const

const neverFirst = new Set(
  '、。，．・：；？！゛゜ヽヾゝゞ々ー…‥）〕］｝〉》」』】”’％ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ､｡･｣ｰﾞﾟｧｨｩｪｫｯｬｭｮ,.!?:;)]}%·',
)
const neverLast = new Set('（〔［｛〈《「『【“‘｢([{')

const hiragana = /^\p{sc=Hiragana}/u
const kanjiOrKatakana = /^[\p{sc=Han}\p{sc=Katakana}ー]/u
const latin = /^[\p{sc=Latin}@]/u
const closing = /^[、。，．・：；？！）〕］｝〉》」』】]/u
const opening = /^[（〔［｛〈《「『【]/u
/** With what the second half of a compound verb begins: 貼り付け, 取り込む, 書き出す, 打ち直す. */
const secondVerb = /^[付込出直取替換切合違戻続終始回方]/u
/** In backticks; or by its name, with words up to the end of a clause. */
const commands = /`[^`]+`|igcodes(?: [\w@.:<>|/-]*[\w>])+(?= {2}| ?[^ -~]|\)|$)/g

/** The text as lines of at most so many columns. A line break in the text stays one; spaces at a break are dropped. */
export function wrap(text: string, columns: number, { indent = 0, hanging = 0 }: Margins = {}): string[] {
  const pen = new Pen()
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    for (const cells of filled(cellsOf(paragraph), columns - indent, columns - hanging, lines.length === 0)) {
      lines.push(written(cells, ' '.repeat(lines.length === 0 ? indent : hanging), pen))
    }
  }
  return lines
}

/** Cuts the cells into lines: the longest that fit, ended at the best place within. */
function filled(cells: readonly Cell[], firstRoom: number, room: number, isFirst: boolean): Cell[][] {
  const lines: Cell[][] = []
  let start = 0
  do {
    const end = endOfLine(cells, start, isFirst && lines.length === 0 ? firstRoom : room)
    lines.push(cells.slice(start, end))
    start = end
  } while (start < cells.length)
  return lines
}

function endOfLine(cells: readonly Cell[], start: number, room: number): number {
  let width = 0
  let best: number | undefined
  let bestRank: number = rank.never
  for (let index = start; index < cells.length; index += 1) {
    const cell = cells[index]
    if (cell === undefined) break
    if (index > start && cell.breakBefore > rank.never && cell.breakBefore >= bestRank) {
      best = index
      bestRank = cell.breakBefore
    }
    width += cell.width
    // A space that overhangs is dropped at the break, so it needs no room.
    if (width > room && !cell.isSpace) return best ?? index + 1
  }
  return cells.length
}

function written(cells: readonly Cell[], margin: string, pen: Pen): string {
  const lastInk = cells.findLastIndex(cell => !cell.isSpace)
  let line = pen.resume
  cells.forEach((cell, index) => {
    for (const color of cell.colors) {
      pen.apply(color)
      line += color
    }
    if (index <= lastInk) line += cell.text
  })
  return line === '' ? '' : margin + line + pen.pause
}

function cellsOf(paragraph: string): Cell[] {
  const parts = pieces(paragraph)
  const plain = parts
    .filter(part => !part.isColor)
    .map(part => part.text)
    .join('')
  const ranks = ranksOf(plain)

  const cells: Cell[] = []
  let colors: string[] = []
  let offset = 0
  for (const part of parts) {
    if (part.isColor) {
      colors.push(part.text)
      continue
    }
    for (const text of graphemes(part.text)) {
      const breakBefore = ranks.get(offset) ?? rank.never
      cells.push({ text, width: widthOf(text), isSpace: isSpace(text), colors, breakBefore })
      colors = []
      offset += text.length
    }
  }
  // Colors that end after the last character still have to reach the pen.
  if (colors.length > 0) cells.push({ text: '', width: 0, isSpace: true, colors, breakBefore: rank.never })
  return cells
}

/** For each character's offset, how good a line break before it would be. */
function ranksOf(text: string): Map<number, number> {
  const inCommand = commandSpans(text)
  const ranks = new Map<number, number>()

  let offset = 0
  let before = ''
  let hasInk = false
  for (const character of graphemes(text)) {
    // Breaking off a paragraph's own indent would leave an empty line.
    const found = rankBetween(before, character, inCommand(offset))
    ranks.set(offset, hasInk ? found : Math.min(found, rank.desperate))
    hasInk ||= !isSpace(character)
    // Across a space the characters on both its sides decide.
    before = isSpace(character) && !before.endsWith(' ') ? `${before} ` : before
    if (!isSpace(character)) before = character
    offset += character.length
  }
  return ranks
}

function rankBetween(before: string, after: string, isInCommand: boolean): number {
  if (isSpace(after)) return rank.never
  const isAfterSpace = before.endsWith(' ')
  if (neverFirst.has(after) || neverLast.has(before.trimEnd())) return rank.desperate
  if (isInCommand) return isAfterSpace ? rank.insideCommand : rank.insideWord
  return isAfterSpace || beginsPhrase(before, after) ? rank.good : rank.insideWord
}

/**
 * A Japanese phrase mostly ends in kana (particles, endings) and the next begins with another script: 新しい｜コードを｜取得.
 * A dictionary (Intl.Segmenter) splits ください and differs from one Node to the next; this rule does neither.
 */
function beginsPhrase(before: string, after: string): boolean {
  if (closing.test(before) || opening.test(after)) return true
  if (hiragana.test(before)) return !hiragana.test(after) && !goesOn(before, after)
  if (kanjiOrKatakana.test(before)) return latin.test(after)
  // A number stays with what it counts (3件), a name with its particle (@shop_tokyoの).
  return latin.test(before) && kanjiOrKatakana.test(after)
}

/** What kana cannot be the end of: お and ご honor what follows, っ and the stem of 取り込む lean on it, か counts (3か月). */
function goesOn(before: string, after: string): boolean {
  if (/[おごっ]/.test(before)) return true
  if (/[いきぎしちびみりえけせべめれ]/.test(before)) return secondVerb.test(after)
  return before === 'か' && after === '月'
}

/** Tells whether an offset lies inside a command, which should stay on one line to be copied. */
function commandSpans(text: string): (offset: number) => boolean {
  const spans = Array.from(text.matchAll(commands), match => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  return offset => spans.some(({ start, end }) => offset > start && offset < end)
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\u3000'
}
