/** The few words that the prompts themselves need; the questions arrive ready from the messages. */
import type { Language } from '../language.ts'

export interface PromptWords {
  readonly yes: string
  readonly no: string
  readonly yesOrNo: string
  readonly chooseHelp: string
  /** Where y and n are among the answers. */
  readonly chooseYesNoHelp: string
  readonly severalHelp: string
  readonly none: string
  /** Enter, and no row is chosen. */
  readonly nothingChosen: string
  /** Enter, and nothing was picked: it may be meant, or not. */
  readonly nothingPicked: string
  /** @param isKept whether Enter alone leaves what is picked already */
  numbersUpTo(count: number, isKept: boolean): string
  numberUpTo(count: number): string
  /** Where the rows name numbers of their own. */
  readonly numberOfThese: string
  linesAbove(count: number): string
  /** What was typed is dropped, and what follows it, up to the next Enter. */
  tooLong(most: number): string
  /** After that Enter. */
  wasTooLong(most: number): string
}

export const promptWords: Record<Language, PromptWords> = {
  en: {
    yes: 'yes',
    no: 'no',
    yesOrNo: 'Please answer y or n.',
    chooseHelp: '↑↓ move · Enter choose',
    chooseYesNoHelp: '↑↓ move · y, n · Enter choose',
    severalHelp: '↑↓ move · Space pick · Enter done',
    none: 'none',
    nothingChosen: 'Nothing chosen yet: ↑↓ or a number.',
    nothingPicked: 'None? Enter again. Space picks.',
    numbersUpTo: (count, isKept) =>
      `Please type numbers from 1 to ${count}, with spaces between; ${isKept ? 'Enter alone: as it is; 0: none' : '0: none'}.`,
    numberUpTo: count => `Please type a number from 1 to ${count}.`,
    numberOfThese: 'Please type one of these numbers.',
    linesAbove: count => (count === 1 ? '… 1 line above' : `… ${count} lines above`),
    tooLong: most => `This is too long: ${most} bytes at most. Enter clears it.`,
    wasTooLong: most => `That was too long: ${most} bytes at most. Once more:`,
  },
  ja: {
    yes: 'はい',
    no: 'いいえ',
    yesOrNo: 'y か n で答えてください。',
    chooseHelp: '↑↓で選び、Enterで決定',
    chooseYesNoHelp: '↑↓か y・n で選び、Enterで決定',
    severalHelp: '↑↓で移動、Spaceで選択、Enterで決定',
    none: 'なし',
    nothingChosen: '↑↓か番号で選んでください。',
    nothingPicked: 'なしならもう一度Enter、選択はSpace',
    numbersUpTo: (count, isKept) =>
      `1から${count}までの番号を、空白で区切って入力してください。${isKept ? 'Enterだけなら今のまま、なしなら0。' : 'なしなら0。'}`,
    numberUpTo: count => `1から${count}までの番号を入力してください。`,
    numberOfThese: '上の番号のどれかを入力してください。',
    linesAbove: count => `… 上に${count}行`,
    tooLong: most => `長すぎます(${most}バイトまで)。Enterで消えます。`,
    wasTooLong: most => `長すぎました(${most}バイトまで)。もう一度:`,
  },
}

/** With what a Japanese input method makes of the letters: の of no, ん of n. */
const yesWords = ['y', 'yes', 'はい', 'ハイ', 'いぇs']
const noWords = ['n', 'no', 'いいえ', 'イイエ', 'ん', 'の']

/** What Enter alone answers. */
export type ByDefault = boolean | 'neither'

/** Reads an answer in either language; full-width letters count as well (ｙ). Undefined when it is neither. */
export function yesOrNo(answer: string, byDefault: ByDefault): boolean | undefined {
  const word = wordOf(answer)
  if (word === '') return byDefault === 'neither' ? undefined : byDefault
  if (yesWords.includes(word)) return true
  return noWords.includes(word) ? false : undefined
}

/** `(Y/n)`: the capital is what Enter alone answers. */
export function yesOrNoHint(byDefault: ByDefault): string {
  if (byDefault === 'neither') return '(y/n)'
  return byDefault ? '(Y/n)' : '(y/N)'
}

/** What can be typed for an answer of a list: yes, no, or the number that it names; without one, its place counts. */
export type Says = 'yes' | 'no' | `${number}` | undefined

/** More than the longest word. */
export const maxTyped = 8

/** What the keys so far mean: the longest word at their end, as a slip before it is not on the screen to be taken back. */
export function positionAtEnd(typed: string, answers: readonly Says[]): number | undefined {
  const characters = [...typed].slice(-maxTyped)
  for (let start = 0; start < characters.length; start++) {
    const position = positionOf(characters.slice(start).join(''), answers)
    if (position !== undefined) return position
  }
  return undefined
}

/** The place of the answer that a whole word means. */
export function positionOf(typed: string, answers: readonly Says[]): number | undefined {
  const word = wordOf(typed)
  const found = answers.findIndex((says, index) => {
    if (says === 'yes' && yesWords.includes(word)) return true
    if (says === 'no' && noWords.includes(word)) return true
    return word === (namesNumbers(answers) ? says : String(index + 1))
  })
  return found < 0 ? undefined : found
}

/** A 4 anywhere in the text chooses “No. 4”. */
export function namesNumbers(answers: readonly Says[]): boolean {
  return answers.some(says => says !== undefined && says !== 'yes' && says !== 'no')
}

/** Whether y and n are worth a word. */
export function saysYesAndNo(answers: readonly Says[]): boolean {
  return answers.includes('yes') && answers.includes('no')
}

function wordOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** What was pasted, without the empty lines around it. */
export function finished(text: string): string {
  return text.replace(/^\s*\n/, '').trimEnd()
}

/** How long an empty line waits for the rest of a paste, in milliseconds. Nobody notices it, a slow ssh needs it. */
export const pasteTimeoutMs = 80

/** What the screen shows once a paste has ended: the caller's text, or nothing when nothing came. */
export function pasteEnding(text: string, done: (lineCount: number) => string): string {
  const lineCount = text.split('\n').filter(line => line.trim() !== '').length
  return lineCount === 0 ? '' : `  ${done(lineCount).replaceAll('\n', '\n  ')}\n`
}
