/**
 * A calendar of days to keep, as iCalendar text (RFC 5545) that programs import. Importing it again updates what it brought
 * before: every day keeps its UID, and SEQUENCE and DTSTAMP only grow.
 */

export interface CalendarDay {
  /** Stays the same for the same duty, whenever it comes round. */
  readonly key: string
  /** `2026-12-01`: the whole day. */
  readonly on: string
  readonly summary: string
  readonly description: string
}

export interface Calendar {
  /** What programs call it. */
  readonly name: string
  readonly days: readonly CalendarDay[]
  readonly writtenAt: Date
}

/** By this a calendar is known as one of ours. */
const productId = '-//igcodes//igcodes//EN'

export function calendarText({ name, days, writtenAt }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${productId}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(day => event(day, writtenAt)),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** Whether a text begins as calendarText writes it: then another may take its place. */
export function isOurCalendar(text: string): boolean {
  return text.startsWith(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:${productId}\r\n`)
}

function event({ key, on, summary, description }: CalendarDay, writtenAt: Date): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(key)}`,
    `DTSTAMP:${utc(writtenAt)}`,
    // In minutes, which fit the 32 bits of an INTEGER for some thousand years.
    `SEQUENCE:${Math.floor(writtenAt.getTime() / 60_000)}`,
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    // Nobody is busy because of it.
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** In ASCII, and without a character that would have to be escaped: programs compare it as it stands. */
function uidOf(key: string): string {
  return `${encodeURIComponent(key).replaceAll(/[!'()*]/g, found => `%${found.charCodeAt(0).toString(16)}`)}@igcodes`
}

/** 3.3.5, form 2: `20261122T180400Z`. */
function utc(time: Date): string {
  return time
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')
}

/** 3.3.11. A control character has no place in a TEXT at all. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, ' ')
}

const encoder = new TextEncoder()
const longest = 75

/** 3.1: lines of at most 75 octets, each continued after a space; never cut inside a character. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > longest) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}
