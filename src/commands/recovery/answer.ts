/** The result of triage, as an object for scripts and as lines for people. */
import type { Handle } from '../../domain/text/handle.ts'
import { filled, type PrintedStep, playbookIn, stepIn } from '../../playbooks/in-language.ts'
import type { Step } from '../../playbooks/playbook.ts'
import type { RecoveryPlan } from '../../playbooks/recovery-plan.ts'
import type { Layout } from '../../terminal/layout.ts'
import { goOn, mayDiffer, otherScreen, stopAfter } from '../../terminal/messages/playbooks/playbook.ts'
import * as messages from '../../terminal/messages/recovery/recover.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { padEnd } from '../../terminal/width.ts'

/** The fixed shape (design, section 8): scenario, odds, reasons, now, route, never, stop; more keys may be added. */
export function answerObject(
  { language }: Terminal,
  { triage, playbook, route, afterwards }: RecoveryPlan,
  handle?: Handle,
): object {
  const steps = (found: readonly Step[]): readonly PrintedStep[] => found.map(step => stepIn(step, language, handle))
  const sections = route.map(({ kind, id, title, steps: found }) => ({
    [kind === 'scenario' ? 'scenario' : 'factor']: id,
    title: filled(title, language),
    steps: steps(found),
  }))
  const { title, never, stop } = playbookIn(playbook, language, handle)
  return {
    ...(handle !== undefined && { account: handle }),
    scenario: triage.scenario,
    title,
    odds: triage.odds,
    reasons: triage.reasons.map(code => ({ code, message: messages.reasonWords[code][language] })),
    now: sections[0]?.steps[0] ?? null,
    route: sections,
    afterwards: steps(afterwards),
    never,
    stop,
  }
}

/** `brief`: steps are only listed, because each is shown later. */
export type Detail = 'brief' | 'full'

/** The same for people: verdict, reasons, steps in order, what never to do, when to stop. */
export function answerLines(terminal: Terminal, way: RecoveryPlan, detail: Detail, handle?: Handle): readonly string[] {
  const { language } = terminal
  const { triage, playbook, route, afterwards } = way
  const { title, never, stop } = playbookIn(playbook, language, handle)
  const page = new Page(terminal)
  const steps = (found: readonly Step[], first: number): readonly string[] =>
    found.flatMap((step, index) => page.step(stepIn(step, language, handle), first + index, detail))

  const own = route.filter(({ kind }) => kind === 'scenario').flatMap(({ steps }) => steps)
  // If no step of the playbook is possible, use the first section that is.
  const main = own.length > 0 ? own : (route[0]?.steps ?? [])
  const others = own.length > 0 ? route.filter(({ kind }) => kind === 'way') : route.slice(1)
  const otherTitles = others.map(({ title }) => filled(title, language))
  const join = language === 'ja' ? '・' : ' · '
  return [
    ...page.heading(terminal.text(messages.verdict, { title, odds: triage.odds })),
    ...triage.reasons.flatMap(reason => page.line(messages.reasonWords[reason][language])),
    '',
    ...page.part('now', steps(main, 1)),
    ...(otherTitles.length > 0 ? page.part('else', page.text(otherTitles.join(' → '))) : []),
    ...(afterwards.length > 0 ? page.part('onceIn', steps(afterwards, main.length + 1)) : []),
    ...page.part('never', page.text(never.map(line => line.replace(/[.。]$/, '')).join(join))),
    ...page.part('stop', [
      ...page.text(stopText(terminal, stop)),
      ...(stop.scenario === undefined ? [] : page.command(`igcodes playbook ${stop.scenario}`)),
    ]),
    '',
    ...page.line(terminal.text(messages.readAll, undefined)),
    ...page.command(`igcodes playbook ${triage.scenario}`, 4),
  ]
}

/** When to stop, and what then. */
export function stopText(terminal: Terminal, stop: { readonly after: string; readonly goOn: string }): string {
  const [after, then] = [terminal.text(stopAfter, stop), terminal.text(goOn, stop)]
  return terminal.language === 'ja' ? after + then : `${after} ${then}`
}

/** One step to do now: the action in bold, help below it. */
export function stepLines(terminal: Terminal, step: PrintedStep): readonly string[] {
  const layout = terminal.layout
  return [...layout.paragraph(terminal.colour.bold(step.text), 2), ...details(terminal, layout, step, 4)]
}

/** What helps to do a step. */
function details(
  terminal: Terminal,
  layout: Layout,
  { hint, menu, otherScreen: labels, address, command, mayDiffer: differs }: PrintedStep,
  indent: number,
): readonly string[] {
  const { dim } = terminal.colour
  return [
    hint === undefined ? [] : layout.paragraph(hint, indent),
    menu === undefined ? [] : layout.paragraph(menu.join(' → '), indent),
    labels === undefined ? [] : layout.paragraph(dim(terminal.text(otherScreen, { labels })), indent),
    differs ? layout.paragraph(dim(terminal.text(mayDiffer, undefined)), indent) : [],
    address === undefined ? [] : [layout.copyable(address, indent + 2)],
    command === undefined ? [] : [layout.copyable(command, indent + 2)],
  ].flat()
}

/** From this width on, the marks have a column of their own. */
const wide = 60
const markWidth = 10

/** The answer's layout: marks in the left column, or above their part on a narrow screen. */
class Page {
  readonly #terminal: Terminal
  readonly #layout: Layout
  readonly #indent: number

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    this.#layout = terminal.layout
    this.#indent = terminal.columns >= wide ? markWidth + 2 : 2
  }

  heading(text: string): readonly string[] {
    return this.#layout.paragraph(this.#terminal.colour.bold(text), 2)
  }

  line(text: string): readonly string[] {
    return this.#layout.paragraph(text, 2)
  }

  text(text: string): readonly string[] {
    return this.#layout.paragraph(text, this.#indent)
  }

  command(text: string, indent = this.#indent + 2): readonly string[] {
    return [this.#layout.copyable(text, indent)]
  }

  step(step: PrintedStep, number: number, detail: Detail): readonly string[] {
    const lines = this.#layout.paragraph(`${String(number).padStart(2)}  ${step.text}`, this.#indent, this.#indent + 4)
    return detail === 'brief' ? lines : [...lines, ...details(this.#terminal, this.#layout, step, this.#indent + 4)]
  }

  part(mark: keyof typeof messages.marks, lines: readonly string[]): readonly string[] {
    const { language, colour } = this.#terminal
    const word = messages.marks[mark][language]
    const [first = '', ...rest] = lines
    if (this.#indent === 2) return [`  ${colour.bold(word)}`, ...lines]
    return [`  ${colour.bold(padEnd(word, markWidth))}${first.slice(this.#indent)}`, ...rest]
  }
}
