/**
 * A strict reader of iCalendar text, from RFC 5545's grammar and sharing nothing with the writer: content lines (3.1), parameters
 * (3.2), components (3.6), and the values that a calendar of days has.
 */

export interface CalendarEvent {
  readonly uid: string
  /** `20261201` */
  readonly start: string
  readonly sequence: number
  readonly summary: string
  readonly description: string
  readonly alarms: readonly Component[]
}

export interface Component {
  readonly name: string
  readonly properties: readonly Property[]
  readonly components: readonly Component[]
}

interface Property {
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  readonly value: string
}

export function parseCalendar(text: string): {
  readonly calendar: Component
  readonly events: readonly CalendarEvent[]
} {
  const calendar = parseComponents(unfolded(text).map(contentLine))
  if (calendar.name !== 'VCALENDAR') throw new Error(`no VCALENDAR: ${calendar.name}`)
  if (only(calendar, 'VERSION').value !== '2.0') throw new Error('no version 2.0')
  only(calendar, 'PRODID')
  const events = calendar.components.filter(({ name }) => name === 'VEVENT').map(eventOf)
  const uids = new Set(events.map(({ uid }) => uid))
  if (uids.size !== events.length) throw new Error('a UID occurs twice')
  return { calendar, events }
}

/** 3.1: every line ends with CRLF and has at most 75 octets of whole characters; a line that begins with a blank continues. */
function unfolded(text: string): readonly string[] {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF')
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line break: ${JSON.stringify(line)}`)
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`)
    if (Buffer.from(line).toString('utf8') !== line || line.includes('\ufffd'))
      throw new Error(`cut inside a character: ${line}`)
    if (line === '') throw new Error('an empty line')
  }
  const lines: string[] = []
  for (const line of physical) {
    if (!/^[ \t]/.test(line)) lines.push(line)
    else lines.push((lines.pop() ?? fail('the first line continues nothing')) + line.slice(1))
  }
  return lines
}

/** contentline = name *(";" param) ":" value */
function contentLine(line: string): Property {
  if (/[^\P{Cc}\t]/u.test(line)) throw new Error(`a control character: ${JSON.stringify(line)}`)
  const quoted = '"[^"]*"'
  const plain = '[^";:,]*'
  const parameter = `;[A-Za-z0-9-]+=(?:${quoted}|${plain})(?:,(?:${quoted}|${plain}))*`
  const match = new RegExp(`^([A-Za-z0-9-]+)((?:${parameter})*):(.*)$`).exec(line)
  if (!match) throw new Error(`no content line: ${line}`)
  const [, name = '', parameters = '', value = ''] = match
  const pairs = [...parameters.matchAll(/;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g)]
  return {
    name: name.toUpperCase(),
    parameters: new Map(pairs.map(([, key = '', value = '']) => [key.toUpperCase(), value])),
    value,
  }
}

interface Open {
  readonly name: string
  readonly properties: Property[]
  readonly components: Component[]
}

function parseComponents(lines: readonly Property[]): Component {
  const open: Open[] = []
  for (const [index, line] of lines.entries()) {
    const current = open.at(-1)
    if (line.name === 'BEGIN') {
      const component: Open = { name: line.value, properties: [], components: [] }
      current?.components.push(component)
      open.push(component)
    } else if (line.name === 'END') {
      const ended = open.pop()
      if (ended?.name !== line.value) throw new Error(`END:${line.value} inside ${ended?.name}`)
      if (open.length === 0) {
        if (index !== lines.length - 1) throw new Error('something follows the calendar')
        return ended
      }
    } else if (current) current.properties.push(line)
    else throw new Error(`${line.name} outside any component`)
  }
  throw new Error('a component without its END')
}

function eventOf(component: Component): CalendarEvent {
  const start = only(component, 'DTSTART')
  if (start.parameters.get('VALUE') !== 'DATE' || !/^\d{8}$/.test(start.value))
    throw new Error('DTSTART is no DATE')
  if (!/^\d{8}T\d{6}Z$/.test(only(component, 'DTSTAMP').value)) throw new Error('DTSTAMP is no UTC time')
  const sequence = only(component, 'SEQUENCE').value
  if (!/^\d+$/.test(sequence) || Number(sequence) > 2_147_483_647) throw new Error('SEQUENCE is no INTEGER')
  const alarms = component.components.filter(({ name }) => name === 'VALARM')
  for (const alarm of alarms) {
    // 3.6.6: a display alarm needs just these.
    if (only(alarm, 'ACTION').value !== 'DISPLAY') throw new Error('an alarm that displays nothing')
    if (!/^[+-]?P(\d+W|\d+D)$/.test(only(alarm, 'TRIGGER').value)) throw new Error('TRIGGER is no DURATION')
    textOf(only(alarm, 'DESCRIPTION'))
  }
  return {
    uid: textOf(only(component, 'UID')),
    start: start.value,
    sequence: Number(sequence),
    summary: textOf(only(component, 'SUMMARY')),
    description: textOf(only(component, 'DESCRIPTION')),
    alarms,
  }
}

function only({ name, properties }: Component, wanted: string): Property {
  const [found, ...more] = properties.filter(property => property.name === wanted)
  if (!found || more.length > 0) throw new Error(`${name} needs one ${wanted}`)
  return found
}

/** 3.3.11: a backslash stands before \ ; , n and N, and nowhere else; ; and , never stand alone. */
function textOf({ name, value }: Property): string {
  if (!/^(?:[^\\;,]|\\[\\;,nN])*$/.test(value)) throw new Error(`${name} is no TEXT: ${value}`)
  return value.replaceAll(/\\(.)/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped))
}

function fail(problem: string): never {
  throw new Error(problem)
}
