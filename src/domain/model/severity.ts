/** Severities, and the alarm that scripts get from the worst one. */

/** The worst first. */
export const severities = ['critical', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

export function mostSevereFirst(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

export type Alarm = 'ok' | 'attention' | 'critical'

/** `info` raises no alarm. */
export function alarmOf(found: readonly Severity[]): Alarm {
  if (found.includes('critical')) return 'critical'
  return found.includes('warning') ? 'attention' : 'ok'
}

/** The exit codes of `status --check`, `check` and `audit`. */
export const alarmExits = { ok: 0, attention: 30, critical: 31 } as const satisfies Record<Alarm, number>
