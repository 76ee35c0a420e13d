/** The sign before what is wrong, by how much it matters. */
import type { Severity } from '../../domain/model/severity.ts'

export const severitySigns = { critical: '✗', warning: '⚠', info: '·' } as const satisfies Record<Severity, string>
