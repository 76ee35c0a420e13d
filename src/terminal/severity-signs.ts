import type { Severity } from '../domain/model/severity.ts'

/** Readable without colors. */
export const severitySigns = { critical: '✗', warning: '⚠', info: '·' } as const satisfies Record<Severity, string>
