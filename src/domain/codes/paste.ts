/**
 * Finds backup codes in pasted text: the app's screen, a web page, a list, a chat (design, section 9).
 *
 * Two mistakes must not happen: storing a number that is no code, and leaving out a code silently. So a line has codes, or is prose, or is
 * refused. Codes that may be something else are kept apart: only a person can say.
 */
import { type BadLine, type CodeDoubt, UserError } from '../../errors.ts'
import { type BackupCode, masked } from '../model/backup-code.ts'
import type { Handle } from '../text/handle.ts'
import { maxPasteBytes } from '../text/limits.ts'
import { linesOf } from './paste-line.ts'
import { tableIn } from './paste-table.ts'
import { type FoundCode, type ReadText, readText } from './paste-text.ts'

export interface Paste {
  /** In the order of the paste; all different. */
  readonly codes: readonly BackupCode[]
  /** Lines with a tick or other words beside a code: it may be marked as used. */
  readonly notes: readonly PasteNote[]
  /** The codes, and the doubtful ones in their places. */
  readonly inOrder: readonly BackupCode[]
  /** Not among the codes. */
  readonly doubtful: readonly DoubtfulCodes[]
}

export interface PasteNote {
  /** From 1. */
  readonly line: number
}

/** Codes in a row that are in doubt for the same reason. */
export interface DoubtfulCodes {
  readonly doubt: CodeDoubt
  readonly firstLine: number
  readonly lastLine: number
  readonly codes: readonly BackupCode[]
}

export interface PasteOptions {
  /** Whose codes they should be. Codes below another account's name are doubtful. */
  readonly handle?: Handle | undefined
  /** Up to which a number may be a date. */
  readonly latestYear?: number | undefined
}

/** What a dialogue needs to settle the rest with the person. */
export interface PasteDraft {
  readonly read: ReadText
  readonly bad: readonly BadLine[]
  /** More than one list, if the text does not say which one is valid. */
  readonly lists: readonly (readonly BackupCode[])[]
}

/**
 * Reads pasted bytes: UTF-8, or UTF-16 with a byte order mark (Notepad's "Unicode"). Accepts any number of codes.
 *
 * @throws UserError all of `draftPaste`; `paste-bad-line`, `paste-two-lists`, and all of `settledPaste`
 */
export function parsePaste(bytes: Uint8Array, options: PasteOptions = {}): Paste {
  const { read, bad } = draftPaste(bytes, options)
  const [first] = bad
  if (first) throw new UserError('paste-bad-line', first)
  const paste = settledPaste(read, options)
  const lists = listsOf(read, options)
  if (lists.length > 1) throw new UserError('paste-two-lists', { lists: lists.map(placeOf) })
  return paste
}

/**
 * Reads a paste without refusing single lines.
 *
 * @throws UserError `paste-empty`, `paste-too-large`, `paste-binary`, `paste-table`, `paste-no-codes`
 */
export function draftPaste(bytes: Uint8Array, options: PasteOptions = {}): PasteDraft {
  const text = decode(bytes)
  if (linesOf(text).every(line => line.trim() === '')) throw new UserError('paste-empty')
  if (tableIn(text)) throw new UserError('paste-table')
  const read = readText(text, options.latestYear ?? defaultLatestYear)
  const bad = read.odd.map(({ line, masked, kind }) => ({ line, masked, kind }))
  return { read, bad, lists: listsOf(read, options).map(list => list.map(({ code }) => code)) }
}

const defaultLatestYear = 2040

function listsOf({ lists }: ReadText, options: PasteOptions): readonly (readonly FoundCode[])[] {
  const ours = lists
    .map(list => list.filter(found => doubtAbout(found, options) === undefined))
    .filter(list => list.length > 0)
  return ours.length > 1 ? ours : []
}

/**
 * The paste without its odd lines.
 *
 * @param only of the codes in these lines; undefined: of all
 * @throws UserError `paste-no-codes`, `paste-doubled`
 */
export function settledPaste(
  read: Pick<ReadText, 'codes' | 'notes'>,
  options: PasteOptions = {},
  only?: ReadonlySet<BackupCode>,
): Paste {
  const wanted = read.codes.filter(({ code }) => only === undefined || only.has(code))
  if (wanted.length === 0) throw new UserError('paste-no-codes')
  const firstLines = new Map<BackupCode, number>()
  for (const { code, line } of wanted) {
    const firstLine = firstLines.get(code)
    if (firstLine !== undefined) throw new UserError('paste-doubled', { line, firstLine, masked: masked(code) })
    firstLines.set(code, line)
  }
  const doubtful: (DoubtfulCodes & { codes: BackupCode[] })[] = []
  const codes: BackupCode[] = []
  for (const found of wanted) {
    const doubt = doubtAbout(found, options)
    const last = doubtful.at(-1)
    if (doubt === undefined) codes.push(found.code)
    else if (last?.doubt === doubt && last.codes.at(-1) === previous(wanted, found)) {
      doubtful[doubtful.length - 1] = { ...last, lastLine: found.line, codes: [...last.codes, found.code] }
    } else doubtful.push({ doubt, firstLine: found.line, lastLine: found.line, codes: [found.code] })
  }
  const lines = new Set(wanted.map(({ line }) => line))
  const inOrder = wanted.map(({ code }) => code)
  return { codes, notes: read.notes.filter(({ line }) => lines.has(line)), inOrder, doubtful }
}

function previous(all: readonly FoundCode[], one: FoundCode): BackupCode | undefined {
  return all[all.indexOf(one) - 1]?.code
}

function doubtAbout({ doubt, owner }: FoundCode, { handle }: PasteOptions): CodeDoubt | undefined {
  return doubt ?? (handle !== undefined && owner !== undefined && owner !== handle ? 'other-account' : undefined)
}

function placeOf(list: readonly FoundCode[]): { firstLine: number; lastLine: number; count: number } {
  return { firstLine: list[0]?.line ?? 0, lastLine: list.at(-1)?.line ?? 0, count: list.length }
}

// Bytes to text

function decode(bytes: Uint8Array): string {
  if (bytes.length > maxPasteBytes) throw new UserError('paste-too-large', { limit: maxPasteBytes })
  const text = decodeStrictly(bytes)
  // Text needs only tabs and line ends; a form feed separates the pages of a PDF.
  if (text === undefined || /[^\P{Cc}\t\n\f\r]/u.test(text)) throw new UserError('paste-binary')
  return text
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** By the byte order mark. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
