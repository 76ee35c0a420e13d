/**
 * A calendar of due days as iCalendar text (RFC 5545). Importing it again updates the days that were imported before: every day
 * keeps its UID, and SEQUENCE and DTSTAMP only grow.
 */

export interface CalendarDay {
  /** The same for every turn of the same duty. */
  readonly key: string
  /** `2026-12-01`: the whole day. */
  readonly on: string
  readonly summary: string
  readonly description: string
}

export interface Calendar {
  /** Shown by calendar programs. */
  readonly name: string
  readonly days: readonly CalendarDay[]
  readonly writtenAt: Date
}

/** Identifies a calendar as ours. */
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
      // It does not make anybody busy.
      transparency: TRANSPARENT,
    })
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore: secondsInADay })
  }
  // 3.1: the last line ends with CRLF too.
  return `${calendar}\r\n`
}

/** Whether calendarText wrote it, so that it may be overwritten. */
export function isOurCalendar(text: string): boolean {
  const productId = `-//${product.company}//${product.product}//${product.language}`
  return text.startsWith(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:${productId}\r\n`)
}

const secondsInADay = 86_400

/** In minutes: they fit the 32 bits of an INTEGER for thousands of years. */
function sequenceOf(writtenAt: Date): number {
  return Math.floor(writtenAt.getTime() / 60_000)
}

/** ASCII without characters that need escaping, because programs compare it literally. */
function uidOf(key: string): string {
  return `${encodeURIComponent(key).replaceAll(/[!'()*]/g, found => `%${found.charCodeAt(0).toString(16)}`)}@igcodes`
}

/** 3.3.11: a TEXT may have no control characters but line breaks. */
function printable(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ')
}
