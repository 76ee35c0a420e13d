/** Short durations as people write them: `10m`, `1h`, `90 minutes`, `1h30m`, `10分`, `1時間半`. */

const hours = '(\\d{1,3}) ?(?:h|hrs?|hours?|時間)'
const minutes = '(\\d{1,4}) ?(?:m|mins?|minutes?|分間?)'
const spoken = new RegExp(`^(?:${hours})?(?: ?(半)| ?(?:and )?${minutes})?$`)

/** @returns undefined for other text, also for a number without a unit */
export function parseMinutes(text: string): number | undefined {
  const words = text.slice(0, 60).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  const found = words === '' ? undefined : spoken.exec(words)
  if (!found) return undefined
  const [, hour, half, minute] = found
  // `半` needs hours before it.
  if (half && hour === undefined) return undefined
  return Number(hour ?? 0) * 60 + (half ? 30 : Number(minute ?? 0))
}
