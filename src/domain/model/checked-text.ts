/** Texts that people type, checked before they are stored: not too long, and without a code in them. */
import { type RecordKind, UserError } from '../../errors.ts'
import { mayHoldCode } from '../text/code-shape.ts'
import { phoneNumberOf } from '../text/phone-number.ts'
import type { FactorKind } from './registry.ts'

/** In characters: enough for a report, too short for a log. */
const maxText = 2000
/** In characters: fits one line. */
const maxName = 80
/** In characters: one sentence, such as how a person is reached. */
const maxLine = 160

/**
 * Returns the text unchanged. It may appear in a report that others read, so a text with a code in it is refused.
 *
 * @throws UserError `text-too-long`, `text-holds-code`
 */
export function checkedText(text: string): string {
  const characters = [...text].length
  if (characters > maxText) throw new UserError('text-too-long', { characters, most: maxText })
  if (mayHoldCode(text)) throw new UserError('text-holds-code')
  return text
}

/** @throws UserError `name-empty`, `text-too-long`, `text-holds-code` */
export function checkedName(kind: RecordKind, text: string): string {
  const name = oneLine(text, maxName)
  if (name === '') throw new UserError('name-empty', { kind })
  return name
}

/** Normalizes phone numbers, which can look like codes, and the full-width letters of mail addresses. */
export function checkedLabel(kind: FactorKind, text: string): string {
  if (kind === 'mail') return checkedName('factor', text.normalize('NFKC'))
  const number = kind === 'sms' || kind === 'whatsapp' ? phoneNumberOf(text) : undefined
  return number ?? checkedName('factor', text)
}

/** @throws UserError `text-too-long`, `text-holds-code` */
export function checkedLine(text: string): string {
  return oneLine(text, maxLine)
}

/** Trims, and turns line ends and repeated spaces into one space. */
function oneLine(text: string, most: number): string {
  const line = checkedText(text).trim().replaceAll(/\s+/gu, ' ')
  const characters = [...line].length
  if (characters > most) throw new UserError('text-too-long', { characters, most })
  return line
}
