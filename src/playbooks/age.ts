/** After half a year Instagram's screens may have changed. */
const daysUntilOld = 180

/** The time from which a playbook is old. */
export function oldFrom(reviewedOn: string): number {
  return Date.parse(reviewedOn) + (daysUntilOld + 1) * 86_400_000
}
