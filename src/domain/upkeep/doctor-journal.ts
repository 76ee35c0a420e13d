/** The laws of the journal: what a merge, a copied state or a wrong clock leaves behind. They block nothing. */
import type { StoredEvent } from '../model/events.ts'
import { localDay } from '../text/date.ts'
import { type DoctorFinding, finding } from './doctor.ts'

/** In ms: time zones and clocks of two machines. */
const aDay = 86_400_000

/** @param unknownTypes of events that only a newer igcodes can judge */
export function journalFindings(
  events: readonly StoredEvent[],
  unknownTypes: readonly string[],
  now: Date,
): readonly DoctorFinding[] {
  const { twice, missing, outOfOrder } = numbering(events)
  const future = futureTimes(events, now)
  const [latest] = future.toSorted().toReversed()
  return [
    ...(twice > 0 ? [finding('number-twice', { count: twice })] : []),
    ...(missing > 0 ? [finding('numbers-missing', { count: missing })] : []),
    ...(outOfOrder > 0 ? [finding('order-broken', { count: outOfOrder })] : []),
    ...(latest === undefined ? [] : [finding('future-events', { count: future.length, latest })]),
    ...(unknownTypes.length > 0 ? [finding('newer-records', { types: unknownTypes })] : []),
  ]
}

interface Numbering {
  /** Events that have the number of another one of their replica. */
  readonly twice: number
  readonly missing: number
  /** Events whose Lamport time is not after that of their replica's event before. */
  readonly outOfOrder: number
}

function numbering(events: readonly StoredEvent[]): Numbering {
  const byReplica = new Map<string, StoredEvent[]>()
  for (const event of events) {
    const known = byReplica.get(event.replica)
    if (known) known.push(event)
    else byReplica.set(event.replica, [event])
  }
  let [twice, missing, outOfOrder] = [0, 0, 0]
  for (const own of byReplica.values()) {
    let before = { n: 0, lamport: 0 }
    for (const event of own.toSorted((a, b) => a.n - b.n || a.lamport - b.lamport)) {
      if (event.n === before.n) twice++
      else {
        missing += event.n - before.n - 1
        if (event.lamport <= before.lamport) outOfOrder++
      }
      before = event
    }
  }
  return { twice, missing, outOfOrder }
}

/** Times and days that are still to come, and cannot be. A deadline, the end of a pause or an ignored rule may be. */
function futureTimes(events: readonly StoredEvent[], now: Date): readonly string[] {
  const latestTime = new Date(now.getTime() + aDay).toISOString()
  const latestDay = localDay(new Date(now.getTime() + aDay))
  return events.flatMap(({ at, issuedOn, day }) => {
    if (at > latestTime) return at
    return [issuedOn, day].filter(one => typeof one === 'string').filter(one => one > latestDay)
  })
}
