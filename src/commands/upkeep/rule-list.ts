/** `audit --rules`: every rule with its name, what it looks for, why, how to fix it, and where it comes from. */
import { type Severity, severities } from '../../domain/model/severity.ts'
import { requireRule, ruleIds } from '../../domain/upkeep/audit.ts'
import { type RuleId, rules } from '../../domain/upkeep/audit-rules.ts'
import { severityWords } from '../../terminal/messages/upkeep/audit.ts'
import * as messages from '../../terminal/messages/upkeep/rule-list.ts'
import { ruleWords } from '../../terminal/messages/upkeep/rules/rules.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { sourceOf } from './audit-source.ts'

/**
 * @param only this one; all if it is left out
 * @throws UserError `unknown-rule`
 */
export async function listRules(terminal: Terminal, only: string | undefined): Promise<void> {
  const shown = only === undefined ? ruleIds : [requireRule(only)]
  if (terminal.json) {
    terminal.answerJson({ rules: shown.map(rule => jsonOf(terminal, rule)) })
    return
  }
  const count = only === undefined ? terminal.fit(terminal.text(messages.ruleCount, { count: shown.length })) : []
  await terminal.answerPaged([...severities.flatMap(severity => section(terminal, severity, shown)), ...count])
}

function jsonOf(terminal: Terminal, rule: RuleId): object {
  const { language } = terminal
  const { severity, about, source } = rules[rule]
  return {
    rule,
    severity,
    about,
    message: messages.looksFor[rule][language],
    why: ruleWords[rule].why[language],
    mend: fixOf(terminal, rule),
    source: sourceOf(language, source),
  }
}

function section(terminal: Terminal, severity: Severity, shown: readonly RuleId[]): readonly string[] {
  const { color, language } = terminal
  const lines = shown
    .filter(rule => rules[rule].severity === severity)
    .flatMap(rule => [...linesOf(terminal, rule), ''])
  return lines.length === 0 ? [] : [color.bold(severityWords[severity][language]), ...lines]
}

function linesOf(terminal: Terminal, rule: RuleId): readonly string[] {
  const { color, language } = terminal
  const layout = terminal.layout
  const source = terminal.text(messages.sourceLine, { source: sourceOf(language, rules[rule].source) })
  return [
    `  ${color.bold(rule)}`,
    ...layout.paragraph(messages.looksFor[rule][language], 4),
    ...layout.paragraph(ruleWords[rule].why[language], 4),
    ...layout.instruction('→', fixOf(terminal, rule), 4, 1),
    ...layout.paragraph(source, 4).map(line => color.dim(line)),
  ]
}

/** As in a finding, with placeholders for its names. */
function fixOf(terminal: Terminal, rule: RuleId): string {
  const { account, name } = messages.placeholders
  const { language } = terminal
  const gaps = { account: account[language], names: [name[language]], count: 1, day: null }
  return terminal.text(ruleWords[rule].fix, gaps)
}
