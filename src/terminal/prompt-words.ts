/** The few words that the prompts themselves need; the questions arrive ready from the messages. */

import type { Language } from './language.ts'

export interface PromptWords {
  readonly yes: string
  readonly no: string
  readonly yesOrNo: string
  readonly chooseHelp: string
  readonly severalHelp: string
  readonly none: string
  /** @param isKept whether Enter alone leaves what is picked already */
  numbersUpTo(count: number, isKept: boolean): string
  numberUpTo(count: number): string
  linesAbove(count: number): string
}

export const promptWords: Record<Language, PromptWords> = {
  en: {
    yes: 'yes',
    no: 'no',
    yesOrNo: 'Please answer y or n.',
    chooseHelp: '↑↓ move · Enter choose',
    severalHelp: '↑↓ move · Space pick · Enter done',
    none: 'none',
    numbersUpTo: (count, isKept) =>
      `Please type numbers from 1 to ${count}, with spaces between; ${isKept ? 'Enter alone: as it is; 0: none' : 'Enter alone: none'}.`,
    numberUpTo: count => `Please type a number from 1 to ${count}.`,
    linesAbove: count => (count === 1 ? '… 1 line above' : `… ${count} lines above`),
  },
  ja: {
    yes: 'はい',
    no: 'いいえ',
    yesOrNo: 'y か n で答えてください。',
    chooseHelp: '↑↓で選び、Enterで決定',
    severalHelp: '↑↓で移動、Spaceで選択、Enterで決定',
    none: 'なし',
    numbersUpTo: (count, isKept) =>
      `1から${count}までの番号を、空白で区切って入力してください。${isKept ? 'Enterだけなら今のまま、なしなら0。' : 'なければEnterだけ。'}`,
    numberUpTo: count => `1から${count}までの番号を入力してください。`,
    linesAbove: count => `… 上に${count}行`,
  },
}

const yes = new Set(['y', 'yes', 'はい', 'ハイ'])
const no = new Set(['n', 'no', 'いいえ', 'イイエ'])

/** Reads an answer in either language; full-width letters count as well (ｙ). Undefined when it is neither. */
export function yesOrNo(answer: string, byDefault: boolean): boolean | undefined {
  const word = answer.normalize('NFKC').trim().toLowerCase()
  if (word === '') return byDefault
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}

/** `(Y/n)`: the capital is what Enter alone answers. */
export function yesOrNoHint(byDefault: boolean): string {
  return byDefault ? '(Y/n)' : '(y/N)'
}

/** What was pasted, without the empty lines around it. */
export function finished(text: string): string {
  return text.replace(/^\s*\n/, '').trimEnd()
}

/** How long an empty line waits for the rest of a paste, in milliseconds. Nobody notices it, a slow ssh needs it. */
export const patience = 80

/** What stands on the screen once a paste has ended: the caller's word on it, none when nothing came. */
export function pasteEnding(text: string, done: (lineCount: number) => string): string {
  const lineCount = text.split('\n').filter(line => line.trim() !== '').length
  return lineCount === 0 ? '' : `  ${done(lineCount).replaceAll('\n', '\n  ')}\n`
}
