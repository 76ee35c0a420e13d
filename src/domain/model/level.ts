export const levels = ['ok', 'low', 'critical', 'empty'] as const
export type Level = (typeof levels)[number]

/**
 * How many of an account's codes are left, as a level.
 *
 * `low`: at most max(2, 30 % of the set, rounded up); `critical`: one.
 */
export function levelOf(remaining: number, setSize: number): Level {
  if (remaining === 0) return 'empty'
  if (remaining === 1) return 'critical'
  return remaining <= Math.max(2, Math.ceil(setSize * 0.3)) ? 'low' : 'ok'
}

export function worstLevel(all: readonly Level[]): Level {
  return levels[Math.max(0, ...all.map(level => levels.indexOf(level)))] ?? 'ok'
}
