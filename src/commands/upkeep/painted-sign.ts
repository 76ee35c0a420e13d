import type { Severity } from '../../domain/model/severity.ts'
import { severitySigns } from '../../terminal/messages/severity-signs.ts'
import type { Terminal } from '../../terminal/terminal.ts'

export function paintedSign({ colour }: Terminal, severity: Severity): string {
  const sign = severitySigns[severity]
  return { critical: colour.red(sign), warning: colour.yellow(sign), info: sign }[severity]
}
