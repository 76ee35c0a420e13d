/** Guides a person through the recovery plan step by step, branches where a step fails, and records everything. */
import type { StepOutcome } from '../../domain/model/ids.ts'
import type { Incident } from '../../domain/model/incident.ts'
import type { Scenario } from '../../domain/model/scenarios.ts'
import type { Situation } from '../../domain/model/situation.ts'
import { failures, hasGotIn, nextStep, wasAt } from '../../domain/recovery/guided-recovery.ts'
import { deadlineOf, scenarioOf } from '../../domain/recovery/incidents.ts'
import { type TriageOptions, triage } from '../../domain/recovery/triage.ts'
import { timeLeft } from '../../domain/text/deadline.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { isFailure, UserError } from '../../errors.ts'
import { filled } from '../../playbooks/in-language.ts'
import type { Step } from '../../playbooks/playbook.ts'
import { type PlannedStep, plannedSteps, type RecoveryPlan, recoveryPlan } from '../../playbooks/recovery-plan.ts'
import { loadPlaybook } from '../../playbooks/table.ts'
import * as messages from '../../terminal/messages/recovery/guided-recovery.ts'
import { timeLeft as timeLeftWords } from '../../terminal/messages/recovery/incident.ts'
import type { Choice, Prompts } from '../../terminal/prompt-types.ts'
import { exists } from '../../vault/vault-file.ts'
import { askForAccount } from '../codes/account-choice.ts'
import { handOut } from '../codes/hand-out.ts'
import type { Context } from '../context.ts'
import { shownStep, stepLines, stopText } from './answer.ts'
import { storeCodes, voidOldSet } from './ending.ts'
import { inform, type KnownMethods, nothingKnown } from './known-methods.ts'
import type { RecoveryLog } from './session-log.ts'

/** How the recovery ended. */
export interface Ending {
  readonly how: 'in' | 'given-up' | 'leave' | 'paused'
  readonly way: RecoveryPlan
}

type Turn = 'next' | Ending['how']

/** Possible answers to a step; which are offered depends on the step. */
type Answer = 'hand-out' | 'store' | 'done' | 'wait' | 'failed' | 'skipped' | 'leave'

/** The limit in the playbooks: after two refused codes the whole set is in doubt. */
const maxRefusals = 2

export class GuidedRecovery {
  readonly #context: Context
  readonly #prompts: Prompts
  readonly #log: RecoveryLog
  readonly #known: (handle: Handle | undefined) => TriageOptions
  #methods: KnownMethods = nothingKnown

  constructor(
    context: Context,
    prompts: Prompts,
    log: RecoveryLog,
    known: (handle: Handle | undefined) => TriageOptions,
  ) {
    this.#context = context
    this.#prompts = prompts
    this.#log = log
    this.#known = known
  }

  /** Runs until the person is in, gives up, or leaves. */
  async toTheEnd(): Promise<Ending> {
    let turn = await this.#pausing()
    if (turn === 'next') turn = await this.#checkDeadline()
    for (;;) {
      const way = await this.#way()
      if (turn !== 'next') return { how: turn, way }
      const planned = plannedSteps(way)
      const route = planned.filter(({ isAfterwards }) => !isAfterwards)
      const { steps } = this.#incident
      if (isLockedOut(way) && hasGotIn(route, steps)) return { how: 'in', way }
      const next = nextStep(route, steps)
      turn = next ? await this.#take(next, planned.length, way) : await this.#whenAllIsTried(way)
    }
  }

  get #incident(): Incident {
    return this.#log.incident
  }

  /** The plan for the current playbook. It keeps the answers given at the start, but for a device that turned out to be signed out. */
  async #way(): Promise<RecoveryPlan> {
    const { see, have, lost, absent = [], handle, steps } = this.#incident
    const told = {
      have: new Set(have),
      lost: new Set(lost),
      absent: new Set(absent),
      ...(see !== undefined && { see }),
    }
    const { situation, known } = inform(this.#context, handle, told)
    this.#methods = known
    const way = await this.#planFor(situation)
    const isSignedOut = way.route.some(({ id, steps: found }) =>
      found.some(
        ({ id: step, does }) =>
          does === 'open-session' &&
          steps.some(one => one.playbook === id && one.step === step && one.outcome === 'failed'),
      ),
    )
    return isSignedOut ? this.#planFor(withoutSession(situation)) : way
  }

  async #planFor(situation: Situation): Promise<RecoveryPlan> {
    const { codes } = this.#known(this.#incident.handle)
    return recoveryPlan(triage(situation, { scenario: scenarioOf(this.#incident), ...(codes && { codes }) }))
  }

  /** Continues a pause that has begun, and records its step as done when it is over. A pause followed by other steps is ignored. */
  async #pausing(): Promise<Turn> {
    const { steps, pauses } = this.#incident
    const pause = pauses.at(-1)
    if (pause === undefined || (steps.at(-1)?.at ?? '') > pause.at) return 'next'
    const next = nextStep(plannedSteps(await this.#way()), steps)
    if (next?.step.does !== 'wait') return 'next'
    const { terminal, system } = this.#context
    const minutes = Math.ceil((Date.parse(pause.until) - system.now().getTime()) / 60_000)
    if (minutes <= 0) return this.#tried(next, 'done')
    terminal.note(messages.stillPaused, { until: terminal.time(pause.until), minutes }, 'warning')
    // The playbook's hint says whether the time is our own precaution or comes from Instagram.
    const { hint } = next.step
    if (hint) terminal.note(messages.playbookText, { text: filled(hint, terminal.language) }, 'dim')
    return this.#prompts.choose<Turn>(terminal.text(messages.whereTo, undefined), [
      { value: 'paused', name: terminal.text(messages.waitMore, undefined) },
      { value: 'next', name: terminal.text(messages.goOnAnyway, undefined) },
    ])
  }

  /** Says how much time is left. After the deadline another playbook is offered. */
  async #checkDeadline(): Promise<Turn> {
    const deadline = deadlineOf(this.#incident)
    if (deadline === null) return 'next'
    const { terminal, system } = this.#context
    const isOver = Date.parse(deadline) <= system.now().getTime()
    const left = terminal.text(timeLeftWords, timeLeft(deadline, system.now()))
    terminal.note(messages.deadline, { at: terminal.time(deadline), left, isOver }, isOver ? 'warning' : 'plain')
    return isOver ? this.#offer('deadline-passed') : 'next'
  }

  /** Shows one step and asks how it went. */
  async #take(planned: PlannedStep, of: number, way: RecoveryPlan): Promise<Turn> {
    const { terminal } = this.#context
    const { language } = terminal
    const { section, step, number } = planned
    const title = filled(section.title, language)
    terminal.answer(
      '',
      ...terminal.fit(terminal.color.dim(terminal.text(messages.stepOf, { number, of, title }))),
      ...stepLines(terminal, shownStep(language, planned, this.#methods, this.#incident.handle)),
    )
    const answer = await this.#ask(step)
    switch (answer) {
      case 'leave':
        return 'leave'
      case 'skipped':
        return this.#tried(planned, 'skipped')
      case 'failed':
        await this.#tried(planned, 'failed')
        return this.#afterFailure(step, way)
      case 'wait':
        return this.#pause(step)
      case 'hand-out':
        return this.#handOut(planned, way)
      case 'store':
        return this.#tried(planned, await storeCodes(this.#context, this.#prompts, this.#log))
      case 'done':
        return this.#done(planned, way)
    }
  }

  /** A step that lets the person in is done only if they are in: the record says what worked. */
  async #done(planned: PlannedStep, way: RecoveryPlan): Promise<Turn> {
    const { step } = planned
    const isIn = step.getsIn === true && (!isLockedOut(way) || (await this.#isIn()))
    await this.#tried(planned, step.getsIn && !isIn ? 'failed' : 'done')
    if (step.does === 'close-incident') return 'given-up'
    if (step.does === 'store-codes') await voidOldSet(this.#context, this.#prompts, this.#log)
    return isIn ? 'in' : 'next'
  }

  async #ask(step: Step): Promise<Answer> {
    const { terminal } = this.#context
    const name = (message: typeof messages.done): string => terminal.text(message, undefined)
    const minutes = step.waitMinutes
    const hands = step.does === 'hand-out'
    const stores = step.does === 'store-codes'
    const fromVault = hands && exists(this.#context.vaultPath)
    const done =
      minutes !== undefined
        ? messages.waitIsOver
        : hands
          ? messages.codeFromPaper
          : stores
            ? messages.storedElsewhere
            : messages.done
    const choices: readonly (Choice<Answer> | false)[] = [
      fromVault && { value: 'hand-out', name: name(messages.handMeACode) },
      stores && { value: 'store', name: name(messages.storeNow) },
      minutes !== undefined && { value: 'wait', name: terminal.text(messages.iWillWait, { minutes }) },
      { value: 'done', name: name(done), says: 'yes' },
      { value: 'failed', name: name(messages.didNotWork), says: 'no' },
      { value: 'skipped', name: name(messages.skip) },
      { value: 'leave', name: name(messages.stopForNow) },
    ]
    return this.#prompts.choose(
      name(messages.howDidItGo),
      choices.filter(choice => choice !== false),
      { undecided: true },
    )
  }

  async #tried({ section, step }: PlannedStep, outcome: StepOutcome): Promise<'next'> {
    await this.#log.add({
      type: 'incident-step',
      incident: this.#incident.id,
      playbook: section.id,
      step: step.id,
      outcome,
      when: this.#log.now,
    })
    return 'next'
  }

  async #isIn(): Promise<boolean> {
    const { handle } = this.#incident
    return this.#prompts.confirm(this.#context.terminal.text(messages.areYouIn, { account: handle }), 'neither')
  }

  async #pause({ waitMinutes = 0 }: Step): Promise<Turn> {
    const { terminal, system } = this.#context
    const until = new Date(system.now().getTime() + waitMinutes * 60_000).toISOString()
    const { id: incident, handle } = this.#incident
    await this.#log.add({ type: 'incident-paused', incident, until, when: this.#log.now })
    terminal.note(messages.pausedUntil, { until: terminal.time(until), account: handle })
    return 'paused'
  }

  /** Hands out a code from the vault. Only here is the passphrase asked for. */
  async #handOut(planned: PlannedStep, way: RecoveryPlan): Promise<Turn> {
    const { terminal } = this.#context
    try {
      const vault = await this.#context.open()
      const handle = this.#incident.handle ?? (await askForAccount(this.#context, vault))
      this.#log.nameAccount(handle)
      await this.#log.save()
      const told = await handOut(this.#context, vault, handle)
      if (told === 'later') return this.#tried(planned, 'skipped')
      await this.#tried(planned, told === 'worked' ? 'done' : 'failed')
      return told === 'worked' ? 'in' : this.#afterFailure(planned.step, way)
    } catch (error) {
      if (!(error instanceof UserError) || isFailure(error, 'interrupted')) throw error
      // Shown here and not thrown, because there are other steps to try.
      await terminal.showError(this.#context.afterSaving(error))
      const instead = insteadOfCode(error)
      // No code was tried, so the step is still open and can be done from paper.
      if (!instead) return 'next'
      await this.#tried(planned, 'failed')
      return this.#offer(instead)
    }
  }

  /** Says what to do after a failed step, and offers the playbook that follows. */
  async #afterFailure(step: Step, way: RecoveryPlan): Promise<Turn> {
    const { terminal } = this.#context
    terminal.blank()
    terminal.note(messages.playbookText, { text: filled(step.otherwise, terminal.language) })
    const handOuts = way.route.flatMap(({ steps }) => steps.filter(({ does }) => does === 'hand-out'))
    const refused = failures(this.#incident.steps, new Set(handOuts.map(({ id }) => id)))
    const { stop } = way.playbook
    if (step.does === 'hand-out' && refused >= maxRefusals && stop.goTo) {
      terminal.note(messages.playbookText, { text: this.#stopText(way) }, 'warning')
      return this.#offer(stop.goTo)
    }
    return step.goTo ? this.#offer(step.goTo) : 'next'
  }

  /** Offers another playbook, unless this recovery has already been there. */
  async #offer(scenario: Scenario): Promise<Turn> {
    if (wasAt(this.#incident, scenario)) return 'next'
    const { terminal } = this.#context
    const answer = await this.#prompts.choose(terminal.text(messages.whereTo, undefined), [
      { value: 'go', name: await this.#nameOf(scenario) },
      { value: 'stay', name: terminal.text(messages.nextStepHere, undefined) },
      { value: 'leave', name: terminal.text(messages.stopForNow, undefined) },
    ])
    if (answer === 'leave') return 'leave'
    if (answer === 'go') await this.#moveTo(scenario)
    return 'next'
  }

  async #moveTo(scenario: Scenario): Promise<void> {
    const { id: incident } = this.#incident
    await this.#log.add({ type: 'incident-moved', incident, scenario, when: this.#log.now })
  }

  async #nameOf(scenario: Scenario): Promise<string> {
    const { title } = await loadPlaybook(scenario)
    const { terminal } = this.#context
    return terminal.text(messages.goOnWith, { scenario, title: filled(title, terminal.language) })
  }

  /** Every step was tried: the stop rule, the playbooks that follow, or the end. */
  async #whenAllIsTried(way: RecoveryPlan): Promise<Turn> {
    // The person was never locked out, and has done all steps.
    if (!isLockedOut(way) && way.triage.scenario !== 'deadline-passed') return 'in'
    const { terminal } = this.#context
    terminal.blank()
    terminal.note(messages.routeIsOver, undefined)
    terminal.note(messages.playbookText, { text: this.#stopText(way) })
    const { next, stop } = way.playbook
    const named = new Set([...(stop.goTo ? [stop.goTo] : []), ...next.map(({ scenario }) => scenario)])
    const open = [...named, 'deadline-passed' as const].filter(scenario => !wasAt(this.#incident, scenario))
    const answer = await this.#prompts.choose<Scenario | 'in' | 'given-up' | 'leave'>(
      terminal.text(messages.whereTo, undefined),
      [
        ...(await Promise.all([...new Set(open)].map(async value => ({ value, name: await this.#nameOf(value) })))),
        { value: 'in', name: terminal.text(messages.iAmIn, undefined) },
        { value: 'leave', name: terminal.text(messages.stopForNow, undefined) },
        { value: 'given-up', name: terminal.text(messages.giveUp, undefined) },
      ],
    )
    if (answer === 'in' || answer === 'leave' || answer === 'given-up') return answer
    await this.#moveTo(answer)
    return 'next'
  }

  #stopText({ playbook }: RecoveryPlan): string {
    const { terminal } = this.#context
    const { after, goOn } = playbook.stop
    return stopText(terminal, {
      after: filled(after, terminal.language),
      goOn: filled(goOn, terminal.language),
      ...(playbook.stop.isTurn && { isTurn: true }),
    })
  }
}

function isLockedOut({ triage }: RecoveryPlan): boolean {
  return triage.methods.length > 0
}

function withoutSession(told: Situation): Situation {
  return {
    ...told,
    have: new Set([...told.have].filter(asset => asset !== 'session')),
    absent: new Set([...(told.absent ?? []), 'session' as const]),
  }
}

/** The playbook to use if the vault hands out no code. */
function insteadOfCode(error: UserError): Scenario | undefined {
  if (isFailure(error, 'cool-down')) return 'stale-set'
  return isFailure(error, 'no-codes-left') ? 'codes-spent-out' : undefined
}
