/** Reads a text of many lines: its codes, which of them are doubtful, and whether it has more than one list. */
import type { BadLineKind, CodeDoubt } from '../../errors.ts'
import type { BackupCode } from '../model/backup-code.ts'
import { normalized } from '../text/code-shape.ts'
import { type Handle, handleIn } from '../text/handle.ts'
import { linesOf, type PasteLine, readLine, withoutRunningNumbers } from './paste-line.ts'
import { isOldHeading, namesInstagram, namesOtherService, saysAge, saysOther } from './paste-words.ts'

export interface FoundCode {
  readonly code: BackupCode
  /** From 1. */
  readonly line: number
  /** Why it is perhaps no code of this account. */
  readonly doubt?: CodeDoubt | undefined
  /** The account that the text names above it. */
  readonly owner?: Handle | undefined
}

export interface ReadText {
  /** In the order of the text, also doubled ones. */
  readonly codes: readonly FoundCode[]
  /** Lines with digits that make no code. */
  readonly odd: readonly (NonNullable<PasteLine['odd']> & {
    readonly line: number
    readonly owner?: Handle | undefined
  })[]
  /** Lines with a tick or other words beside a code: it may be marked as used. */
  readonly notes: readonly { readonly line: number }[]
  /** The lists that it seems to have, if nothing says which one is valid. Else one list, or none. */
  readonly lists: readonly (readonly FoundCode[])[]
}

/** @param latestYear up to which a number may be a date */
export function readText(text: string, latestYear: number): ReadText {
  const raw = text.split(/\r\n|[\n\r\u2028\u2029]/u)
  const codes: FoundCode[] = []
  const odd: ReadText['odd'][number][] = []
  const notes: { line: number }[] = []
  const blocks = new Blocks()
  let owner: Handle | undefined
  /** Another service's name is above: in a heading, or beside the code before. */
  let service: 'heading' | 'line' | undefined
  for (const [index, { text: content, number }] of withoutRunningNumbers(linesOf(text)).entries()) {
    const line = index + 1
    const named = content.length > maxHeading ? undefined : accountNamed(raw[index] ?? content)
    if (named !== undefined) {
      owner = named
      service = undefined
      blocks.part(content, true)
      continue
    }
    const read = readLine(content)
    if (read.odd) odd.push({ ...read.odd, line, owner })
    if (read.noted) notes.push({ line })
    if (read.codes.length === 0) {
      if (namesInstagram(content.slice(0, maxHeading))) service = undefined
      else if (isServiceHeading(content, read)) service = 'heading'
      else if (service === 'line') service = undefined
      if (!isMistyped(content, read)) blocks.part(content, false)
      continue
    }
    owner = accountBeside(raw[index] ?? content) ?? owner
    const words = read.words.slice(0, maxWords)
    const doubt = doubtBy(words, service !== undefined)
    const here = read.codes.map(code => ({
      code,
      line,
      owner,
      doubt: doubt ?? (isDate(code, latestYear) ? ('date' as const) : undefined),
    }))
    if (namesOtherService(words)) service ??= 'line'
    else if (namesInstagram(words)) service = undefined
    codes.push(...here)
    blocks.add(here, { ...read, number: number ?? read.number })
  }
  const old = blocks.alone()
  const judged = (found: FoundCode): FoundCode =>
    old.has(found) ? { ...found, doubt: found.doubt ?? 'old-list' } : found
  return { codes: codes.map(judged), odd, notes, lists: blocks.lists().map(list => list.map(judged)) }
}

/** A code with a slip in it belongs to its list, and is no heading in the middle of it. */
function isMistyped(content: string, { odd }: PasteLine): boolean {
  return odd !== undefined && slips.includes(odd.kind) && !saysAge(content.slice(0, maxHeading))
}

const slips: readonly BadLineKind[] = ['half', 'seven-digits', 'nine-digits', 'letters', 'apart']

/** @param service the lines above name another service */
function doubtBy(words: string, service: boolean): CodeDoubt | undefined {
  if (namesOtherService(words)) return 'other-service'
  if (service && !namesInstagram(words)) return 'other-service'
  return saysOther(words) ? 'other-number' : undefined
}

/** In characters: patterns are slow on longer text. */
const maxWords = 2000

/** 20251120, 20112025 or 11202025, from 1900 on. */
function isDate(code: string, latestYear: number): boolean {
  const [first, second, third, fourth] = [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6)].map(
    Number,
  )
  const isYear = (year: string) => Number(year) >= 1900 && Number(year) <= latestYear
  const isDay = (month = 0, day = 0) => month >= 1 && month <= 12 && day >= 1 && day <= 31
  if (isYear(code.slice(0, 4)) && isDay(third, fourth)) return true
  return isYear(code.slice(4)) && (isDay(first, second) || isDay(second, first))
}

// Headings

/** In characters: of a line that names what follows it. */
const maxHeading = 80

function isServiceHeading(content: string, { odd }: PasteLine): boolean {
  return !odd && content.length <= maxHeading && namesOtherService(content)
}

/** `@shop_tokyo` on a line of its own, with a few signs around it, or the address of its profile. */
const heading =
  /^[\s#*>・•【[(-]*(?:(?:instagram|インスタ(?:グラム)?|account|アカウント|cuenta|conta|compte|konto)[\s:：]*)?(?:[@＠]|(?:https?:\/\/)?(?:www\.)?instagram\.com\/)([a-z0-9._]{1,30})\/?[\s:：*\])】]*$/iu

function accountNamed(line: string): Handle | undefined {
  const name = heading.exec(normalized(line).trimEnd())?.[1]
  // `@12345678` is rather a code with a sign.
  return name === undefined || /^[0-9]{6,}$/.test(name) ? undefined : handleIn(name)
}

/** `@shop_tokyo 1234 5678`: only one name, and no mail address. */
function accountBeside(line: string): Handle | undefined {
  const [first, ...more] = normalized(line.slice(0, maxWords)).matchAll(
    /(?<![\p{L}\p{Nd}._@-])@([a-z][a-z0-9._]{0,29})(?![\p{L}\p{Nd}._@])/giu,
  )
  return first?.[1] === undefined || more.length > 0 ? undefined : handleIn(first[1])
}

// Lists

interface Block {
  readonly owner: Handle | undefined
  readonly codes: FoundCode[]
  /** What parts it from the one before: a line of words, or only an empty line. */
  readonly isHard: boolean
  /** A word such as "old" is above it. */
  readonly hasAge: boolean
  /** The heading above it says that its codes no longer count. */
  readonly isOld: boolean
}

/** Lists of codes, parted by lines of words, by empty lines, and by numbers that begin again with 1. */
class Blocks {
  readonly #blocks: Block[] = []
  #hard = false
  #soft = false
  #age = false
  #old = false
  #lastNumber = 0

  part(content: string, isAccount: boolean): void {
    if (isAccount || /\p{L}/u.test(content)) {
      this.#hard = true
      if (isAccount) this.#age = false
      this.#age ||= saysAge(content.slice(0, maxHeading))
      if (content.length > maxHeading) return
      if (isOldHeading(content)) this.#old = true
      // "Old: none", then "New".
      else if (saysAge(content)) this.#old = false
    } else this.#soft ||= content.trim() === ''
  }

  add(codes: readonly FoundCode[], { number = 0, words }: PasteLine): void {
    const certain = codes.filter(({ doubt }) => doubt === undefined || doubt === 'date')
    if (certain.length === 0) return
    const last = this.#blocks.at(-1)
    const restarts = number === 1 && this.#lastNumber > 1
    const owner = certain[0]?.owner
    const isAged = isAgeHeading(words)
    const isOld = isAged ? isOldHeading(words.split('\t', 1)[0] ?? '') : this.#hard || !last ? this.#old : last.isOld
    if (!last || last.owner !== owner || this.#hard || this.#soft || restarts || isAged)
      this.#blocks.push({
        owner,
        codes: [...certain],
        isHard: this.#hard || restarts || isAged,
        hasAge: this.#age || isAged,
        isOld,
      })
    else last.codes.push(...certain)
    ;[this.#hard, this.#soft, this.#age, this.#old] = [false, false, false, false]
    this.#lastNumber = number === 0 ? this.#lastNumber : number
  }

  lists(): readonly (readonly FoundCode[])[] {
    const owners = [...new Set(this.#blocks.map(({ owner }) => owner))]
    return owners.flatMap(owner => partsOf(this.#blocks.filter(block => block.owner === owner)))
  }

  /** The codes of old lists that are the only one of their account: of several, a person is asked which one counts. */
  alone(): ReadonlySet<FoundCode> {
    const old = this.#blocks.filter(({ isOld }) => isOld)
    const isAlone = ({ owner }: Block) => partsOf(this.#blocks.filter(block => block.owner === owner)).length === 1
    return new Set(old.filter(isAlone).flatMap(({ codes }) => codes))
  }
}

/** `Old: 1234 5678`: not `1234 5678 used`. */
function isAgeHeading(words: string): boolean {
  const [before = ''] = words.split('\t', 1)
  return saysAge(before) && /[:：]\s*$/u.test(before)
}

/** Instagram issues 5 codes; the article says 10. */
const usualSizes: readonly number[] = [5, 10]

function partsOf(blocks: readonly Block[]): readonly (readonly FoundCode[])[] {
  if (blocks.length === 0) return []
  const [first, second] = blocks
  if (first && second && blocks.length === 2 && !second.isHard) {
    const isTwice = first.codes.length === second.codes.length && usualSizes.includes(first.codes.length)
    return isTwice ? [first.codes, second.codes] : [[...first.codes, ...second.codes]]
  }
  const parts: { codes: FoundCode[]; hasAge: boolean }[] = []
  for (const { codes, isHard, hasAge } of blocks) {
    const last = parts.at(-1)
    if (last && !isHard) last.codes.push(...codes)
    else parts.push({ codes: [...codes], hasAge })
  }
  // In a chat, each code may have its sender above it.
  const isSeveral = parts.length >= 2 && parts.some(({ codes }) => codes.length >= 2)
  const hasAges = parts.length >= 2 && parts.some(({ hasAge }) => hasAge)
  return isSeveral || hasAges ? parts.map(({ codes }) => codes) : [parts.flatMap(({ codes }) => codes)]
}
