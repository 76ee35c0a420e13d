/** Texts that people type, as they may stand in the vault: never too long for whoever reads them, and never with a code in them. */
import { type RecordKind, UserError } from '../../errors.ts'
import { mayHoldCode } from '../text/code-shape.ts'
import { phoneNumberOf } from '../text/phone-number.ts'
import type { FactorKind } from './registry.ts'

/** In characters. A report is read by people; a log belongs beside it. */
export const longestText = 2000
/** In characters: what still fits a line. */
const longestName = 80
/** How somebody is reached, how codes are handed over: a sentence. */
const longestLine = 160

/**
 * A text as it was typed, if it may stand in a report that is handed on.
 *
 * @throws UserError `text-too-long`, `text-holds-code`
 */
export function checkedText(text: string): string {
  const characters = [...text].length
  if (characters > longestText) throw new UserError('text-too-long', { characters, most: longestText })
  if (mayHoldCode(text)) throw new UserError('text-holds-code')
  return text
}

/** @throws UserError `name-empty`, `text-too-long`, `text-holds-code` */
export function checkedName(kind: RecordKind, text: string): string {
  const name = oneLine(text, longestName)
  if (name === '') throw new UserError('name-empty', { kind })
  return name
}

/** A number is its own label, and may be spelled in ways that look like a code; an address may come with full-width letters. */
export function checkedLabel(kind: FactorKind, text: string): string {
  if (kind === 'mail') return checkedName('factor', text.normalize('NFKC'))
  const number = kind === 'sms' || kind === 'whatsapp' ? phoneNumberOf(text) : undefined
  return number ?? checkedName('factor', text)
}

/** @throws UserError `text-too-long`, `text-holds-code` */
export function checkedLine(text: string): string {
  return oneLine(text, longestLine)
}

/** However it was pasted. */
function oneLine(text: string, most: number): string {
  const line = checkedText(text).trim().replaceAll(/\s+/gu, ' ')
  const characters = [...line].length
  if (characters > most) throw new UserError('text-too-long', { characters, most })
  return line
}
