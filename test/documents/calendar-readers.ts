/** What other programs make of our calendars: ical.js, which Thunderbird reads with, and Debian's python3-icalendar. */
import ICAL from 'ical.js'
import { debianPythonHas, runDebianPython } from '../interop/debian-python.ts'

export interface ReadCalendar {
  readonly name: string
  readonly events: readonly ReadEvent[]
}

interface ReadEvent {
  readonly uid: string
  /** `2026-12-01`, and nothing about a time. */
  readonly start: string
  /** `2026-11-22T18:04:05Z` */
  readonly stamp: string
  readonly sequence: number
  readonly summary: string
  readonly description: string
  readonly alarms: readonly { readonly action: string; readonly trigger: string; readonly description: string }[]
}

/** @throws Error where a line is none of RFC 5545's (3.1), ical.js finds no calendar, or a UID stands for two events */
export function readCalendar(text: string): ReadCalendar {
  checkLines(text)
  const calendar = ICAL.Component.fromString(text)
  if (textOf(calendar, 'version') !== '2.0') throw new Error('no calendar of version 2.0')
  const events = calendar
    .getAllSubcomponents('vevent')
    .map(event => ({
      uid: textOf(event, 'uid'),
      start: dayOf(event, 'dtstart'),
      stamp: textOf(event, 'dtstamp'),
      sequence: Number(textOf(event, 'sequence')),
      summary: textOf(event, 'summary'),
      description: textOf(event, 'description'),
      alarms: event
        .getAllSubcomponents('valarm')
        .map(alarm => ({
          action: textOf(alarm, 'action'),
          trigger: textOf(alarm, 'trigger'),
          description: textOf(alarm, 'description'),
        })),
    }))
  if (new Set(events.map(({ uid }) => uid)).size !== events.length) throw new Error('a UID occurs twice')
  return { name: textOf(calendar, 'name'), events }
}

/** Its own words for a value: dates as ISO 8601, numbers in digits. */
function textOf(component: ICAL.Component, name: string): string {
  const [property, ...more] = component.getAllProperties(name)
  if (!property || more.length > 0) throw new Error(`${component.name} needs one ${name}`)
  return String(property.getFirstValue())
}

function dayOf(component: ICAL.Component, name: string): string {
  const day = component.getFirstPropertyValue(name)
  if (!(day instanceof ICAL.Time && day.isDate)) throw new Error(`${name} is no whole day`)
  return day.toString()
}

/** 3.1: every line ends with CRLF and has at most 75 octets of whole characters. Readers forgive it; some programs do not. */
function checkLines(text: string): void {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF')
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (line === '') throw new Error('an empty line')
    if (/[^\P{Cc}\t]/u.test(line)) throw new Error(`a control character: ${JSON.stringify(line)}`)
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`)
    if (Buffer.from(line).toString('utf8') !== line) throw new Error(`cut inside a character: ${line}`)
  }
}

export const pythonReadsCalendars: boolean = debianPythonHas('icalendar')

export function readCalendarWithPython(text: string): unknown {
  return JSON.parse(runDebianPython(['-c', program], text))
}

const program = `
import json, sys
from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
assert calendar['version'] == '2.0' and not calendar.errors
events = calendar.walk('VEVENT')
assert not any(event.errors for event in events)
json.dump({
    'name': calendar['name'],
    'events': [{
        'uid': event['uid'],
        'start': event.decoded('dtstart').isoformat(),
        'stamp': event.decoded('dtstamp').strftime('%Y-%m-%dT%H:%M:%SZ'),
        'sequence': event['sequence'],
        'summary': event['summary'],
        'description': event['description'],
        'alarms': [{
            'action': alarm['action'],
            'trigger': alarm['trigger'].to_ical().decode(),
            'description': alarm['description'],
        } for alarm in event.walk('VALARM')],
    } for event in events],
}, sys.stdout)
`
