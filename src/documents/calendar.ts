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
const product = { company: 'igcodes', product: 'igcodes', language: 'EN' }

export async function calendarText({ name, days, writtenAt }: Calendar): Promise<string> {
  const {
    ICalAlarmType,
    ICalCalendar,
    ICalCalendarMethod: { PUBLISH },
    ICalEventTransparency: { TRANSPARENT },
  } = await import('ical-generator')
  const calendar = new ICalCalendar({ name, prodId: product, method: PUBLISH, scale: 'GREGORIAN' })
  for (const { key, on, summary, description } of days) {
    const event = calendar.createEvent({
      id: uidOf(key),
      stamp: writtenAt,
      lastModified: writtenAt,
      sequence: sequenceOf(writtenAt),
      // Without a time zone: the same day wherever the calendar is opened.
      start: on,
      allDay: true,
      summary: printable(summary),
      description: printable(description),
      // Nobody is busy because of it.
      transparency: TRANSPARENT,
    })
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore: secondsInADay })
  }
  // 3.1: the last line ends with CRLF like every other.
  return `${calendar}\r\n`
}

/** Whether a text begins as calendarText writes it: then another may take its place. */
export function isOurCalendar(text: string): boolean {
  const productId = `-//${product.company}//${product.product}//${product.language}`
  return text.startsWith(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:${productId}\r\n`)
}

const secondsInADay = 86_400

/** In minutes, which fit the 32 bits of an INTEGER for some thousand years. */
function sequenceOf(writtenAt: Date): number {
  return Math.floor(writtenAt.getTime() / 60_000)
}

/** In ASCII, and without a character that would have to be escaped: programs compare it as it stands. */
function uidOf(key: string): string {
  return `${encodeURIComponent(key).replaceAll(/[!'()*]/g, found => `%${found.charCodeAt(0).toString(16)}`)}@igcodes`
}

/** 3.3.11: a control character other than a line break has no place in a TEXT at all. */
function printable(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ')
}
