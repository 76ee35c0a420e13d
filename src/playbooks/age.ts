/** How long a playbook can be relied on: after half a year Instagram's screens may have changed. */
const daysUntilOld = 180

/** The time from which on a playbook is old that was reviewed on this day. */
export function oldFrom(reviewedOn: string): number {
  return Date.parse(reviewedOn) + (daysUntilOld + 1) * 86_400_000
}
