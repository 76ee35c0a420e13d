/** The result of triage, as an object for scripts and as lines for people. */
import type { Handle } from '../../domain/text/handle.ts'
import type { Language } from '../../language.ts'
import { filled, type PrintedStep, type PrintedStop, playbookIn, stepIn } from '../../playbooks/in-language.ts'
import { type PlannedStep, plannedSteps, type RecoveryPlan } from '../../playbooks/recovery-plan.ts'
import { isItDown } from '../../playbooks/shared-lines.ts'
import type { Layout } from '../../terminal/layout.ts'
import { goOn, mayDiffer, otherScreen, stopAfter } from '../../terminal/messages/playbooks/playbook.ts'
import * as messages from '../../terminal/messages/recovery/recover.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { padEnd } from '../../terminal/width.ts'
import type { KnownMethods } from './known-methods.ts'

/** A step as it is shown: with its number in the plan, and what the vault knows of it. */
export interface ShownStep extends PrintedStep {
  readonly number: number
  /** `counter iPad (Suzuki Jiro, 090-1234-5678)`. */
  readonly known?: string
}

export function shownStep(
  language: Language,
  { step, number }: PlannedStep,
  known: KnownMethods,
  handle?: Handle,
): ShownStep {
  const name = (step.needs ?? []).map(asset => known.nameOf(asset)).find(found => found !== undefined)
  return { ...stepIn(step, language, handle), number, ...(name !== undefined && { known: name }) }
}

/** The fixed shape (design, section 8): scenario, odds, reasons, now, route, never, stop; more keys may be added. */
export function answerObject({ language }: Terminal, way: RecoveryPlan, known: KnownMethods, handle?: Handle): object {
  const { triage, playbook } = way
  const planned = plannedSteps(way)
  const steps = (wanted: (one: PlannedStep) => boolean): readonly ShownStep[] =>
    planned.filter(wanted).map(one => shownStep(language, one, known, handle))
  const sections = way.route.map(section => ({
    [section.kind === 'scenario' ? 'scenario' : 'factor']: section.id,
    title: filled(section.title, language),
    steps: steps(one => one.section === section),
  }))
  const { title, firstChecks, never, stop } = playbookIn(playbook, language, handle)
  return {
    ...(handle !== undefined && { account: handle }),
    scenario: triage.scenario,
    title,
    odds: triage.odds,
    reasons: triage.reasons.map(code => ({ code, message: messages.reasonWords[code][language] })),
    firstChecks: [
      ...(asksForOutage(way) && !playbook.firstChecks.includes(isItDown) ? [isItDown[language]] : []),
      ...firstChecks,
    ],
    now: sections[0]?.steps[0] ?? null,
    route: sections,
    afterwards: steps(({ isAfterwards }) => isAfterwards),
    never,
    stop,
  }
}

/** An outage looks like any other lockout. */
function asksForOutage({ triage, playbook }: RecoveryPlan): boolean {
  return triage.methods.length > 0 && playbook.id !== 'deadline-passed'
}

/** The same for people: verdict, reasons, all steps in order, what never to do, when to stop. */
export function answerLines(
  terminal: Terminal,
  way: RecoveryPlan,
  known: KnownMethods,
  handle?: Handle,
): readonly string[] {
  const { language } = terminal
  const { never, stop } = playbookIn(way.playbook, language, handle)
  const page = new Page(terminal)
  const parts = partsOf(way)
  const steps = (found: readonly PlannedStep[]): readonly string[] =>
    found.flatMap(one => page.step(shownStep(language, one, known, handle), 'full'))
  const join = language === 'ja' ? '・' : ' · '
  return [
    ...verdictLines(terminal, page, way, Number.POSITIVE_INFINITY),
    ...page.part('now', steps(parts.now)),
    ...(parts.otherwise.length > 0 ? page.part('else', steps(parts.otherwise)) : []),
    ...(parts.onceIn.length > 0 ? page.part('onceIn', steps(parts.onceIn)) : []),
    ...page.part('never', page.text(never.map(line => line.replace(/[.。]$/, '')).join(join))),
    ...page.part('stop', [
      ...page.text(stopText(terminal, stop)),
      ...(stop.scenario === undefined ? [] : page.command(`igcodes playbook ${stop.scenario}`)),
    ]),
    '',
    ...page.line(terminal.text(messages.readAll, undefined)),
    ...page.command(`igcodes playbook ${way.triage.scenario}`, 4),
  ]
}

/** Room for the question below the plan. */
const questionRows = 5
const mostReasons = 3

/** Before the guided recovery: what to do now, and as much of the rest as the window holds. Each step is shown in full in its turn. */
export function briefLines(
  terminal: Terminal,
  way: RecoveryPlan,
  known: KnownMethods,
  handle?: Handle,
): readonly string[] {
  const page = new Page(terminal)
  const { now, otherwise, onceIn } = partsOf(way)
  const step = (one: PlannedStep): readonly string[] =>
    page.step(shownStep(terminal.language, one, known, handle), 'brief')
  const lines = [
    ...verdictLines(terminal, page, way, mostReasons),
    ...page.part('now', now.slice(0, mostReasons).flatMap(step)),
  ]
  let count = now.length - Math.min(now.length, mostReasons)
  for (const [mark, steps] of [
    ['else', otherwise],
    ['onceIn', onceIn],
  ] as const) {
    const shown: string[] = []
    for (const [index, one] of steps.entries()) {
      const more = step(one)
      if (index >= 2 || lines.length + shown.length + more.length > terminal.window.rows - questionRows - 2) break
      shown.push(...more)
      count -= 1
    }
    count += steps.length
    if (shown.length > 0) lines.push(...page.part(mark, shown))
  }
  return count > 0 ? [...lines, ...page.line(terminal.text(messages.stepsToCome, { count }))] : lines
}

interface Parts {
  readonly now: readonly PlannedStep[]
  readonly otherwise: readonly PlannedStep[]
  readonly onceIn: readonly PlannedStep[]
}

/** Now: up to the first step that lets the person in. */
function partsOf(way: RecoveryPlan): Parts {
  const planned = plannedSteps(way)
  const route = planned.filter(({ isAfterwards }) => !isAfterwards)
  const first = route.findIndex(({ step }) => step.getsIn)
  const end = first < 0 || way.triage.methods.length === 0 ? route.length : first + 1
  return {
    now: route.slice(0, end),
    otherwise: route.slice(end),
    onceIn: planned.filter(({ isAfterwards }) => isAfterwards),
  }
}

function verdictLines(terminal: Terminal, page: Page, way: RecoveryPlan, most: number): readonly string[] {
  const { language } = terminal
  const { triage, playbook } = way
  return [
    ...page.heading(terminal.text(messages.verdict, { title: filled(playbook.title, language), odds: triage.odds })),
    ...triage.reasons.slice(0, most).flatMap(reason => page.line(messages.reasonWords[reason][language])),
    ...(asksForOutage(way) ? page.line(isItDown[language]) : []),
    '',
  ]
}

/** When to stop, and what then. */
export function stopText(terminal: Terminal, stop: PrintedStop): string {
  const [after, then] = [terminal.text(stopAfter, stop), terminal.text(goOn, stop)]
  return terminal.language === 'ja' ? after + then : `${after} ${then}`
}

/** One step to do now: the action in bold, help below it. */
export function stepLines(terminal: Terminal, step: ShownStep): readonly string[] {
  const layout = terminal.layout
  return [...layout.paragraph(terminal.color.bold(step.text), 2), ...details(terminal, layout, step, 4)]
}

/** What helps to do a step. */
function details(
  terminal: Terminal,
  layout: Layout,
  { hint, menu, menuNote, otherScreen: labels, address, command, mayDiffer: differs, known }: ShownStep,
  indent: number,
): readonly string[] {
  const { dim } = terminal.color
  return [
    known === undefined ? [] : layout.paragraph(terminal.text(messages.inTheVault, { name: known }), indent),
    hint === undefined ? [] : layout.paragraph(hint, indent),
    menu === undefined ? [] : layout.paragraph(menu.join(' → '), indent),
    labels === undefined ? [] : layout.paragraph(dim(terminal.text(otherScreen, { labels })), indent),
    menuNote === undefined
      ? differs
        ? layout.paragraph(dim(terminal.text(mayDiffer, undefined)), indent)
        : []
      : layout.paragraph(dim(menuNote), indent),
    address === undefined ? [] : [layout.copyable(address, indent + 2)],
    command === undefined ? [] : [layout.copyable(command, indent + 2)],
  ].flat()
}

/** From this width on, the marks have a column of their own. */
const wide = 60
const markWidth = 10

/** The answer's layout: marks in the left column, or above their part on a narrow screen. */
/** `brief`: steps are only listed, because each is shown later. */
type Detail = 'brief' | 'full'

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
    return this.#layout.paragraph(this.#terminal.color.bold(text), 2)
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

  step(step: ShownStep, detail: Detail): readonly string[] {
    const known = detail === 'brief' && step.known !== undefined
    const text = `${String(step.number).padStart(2)}  ${step.text}`
    const lines = [
      ...this.#layout.paragraph(text, this.#indent, this.#indent + 4),
      ...(known ? this.#layout.paragraph(`→ ${step.known}`, this.#indent + 4) : []),
    ]
    return detail === 'brief' ? lines : [...lines, ...details(this.#terminal, this.#layout, step, this.#indent + 4)]
  }

  part(mark: keyof typeof messages.marks, lines: readonly string[]): readonly string[] {
    const { language, color } = this.#terminal
    const word = messages.marks[mark][language]
    const [first = '', ...rest] = lines
    if (this.#indent === 2) return [`  ${color.bold(word)}`, ...lines]
    return [`  ${color.bold(padEnd(word, markWidth))}${first.slice(this.#indent)}`, ...rest]
  }
}
