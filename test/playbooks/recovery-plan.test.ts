/** The recovery plan, filled with the playbooks' steps: what must hold in every situation. */
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/domain/model/scenarios.ts'
import { type Asset, type Situation, sights } from '../../src/domain/model/situation.ts'
import { triage } from '../../src/domain/recovery/triage.ts'
import type { Playbook, Step } from '../../src/playbooks/playbook.ts'
import { planFrom, type RecoveryPlan, recoveryPlan } from '../../src/playbooks/recovery-plan.ts'
import { loadPlaybooks } from '../../src/playbooks/table.ts'
import { situations } from '../domain/situations.ts'
import { halved } from '../thorough.ts'

const playbooks: ReadonlyMap<Scenario, Playbook> = new Map(
  (await loadPlaybooks()).map(playbook => [playbook.id, playbook]),
)

function playbookOf(scenario: Scenario): Playbook {
  const playbook = playbooks.get(scenario)
  if (!playbook) throw new Error(`No playbook ${scenario}`)
  return playbook
}

function situation(have: readonly Asset[], lost: readonly Asset[]): Situation {
  return { see: 'code-prompt', have: new Set(have), lost: new Set(lost) }
}

const allOf = (steps: readonly Step[]): readonly string[] => steps.map(({ id }) => id)

describe('the route', () => {
  test('is the playbook, then the other entry methods, without what is lost', async () => {
    const { route } = await recoveryPlan(
      triage(situation(['mail', 'codes'], ['session', 'phone', 'sms', 'authenticator', 'whatsapp', 'facebook'])),
    )
    expect(route.map(({ kind, id, steps }) => [kind, id, allOf(steps)])).toEqual([
      ['scenario', 'phone-lost', ['code-elsewhere', 'new-sim']],
      ['entry-method', 'passkey', ['use-passkey']],
      ['entry-method', 'mail', ['mail-code']],
      ['entry-method', 'trusted-device', ['trusted-device']],
      ['entry-method', 'portfolio', ['find-administrator', 'business-case']],
      ['entry-method', 'official-page', ['open-page']],
      ['entry-method', 'friends', ['ask-friends']],
      ['entry-method', 'face', ['selfie']],
    ])
  })

  test('takes a code before the call to the carrier, which follows right after the new codes', async () => {
    const { route, afterwards } = await recoveryPlan(triage(situation(['codes'], ['phone', 'sms'])))
    expect(allOf(route[0]?.steps ?? [])[0]).toBe('code-elsewhere')
    expect(allOf(afterwards).slice(0, 4)).toEqual(['new-codes', 'stop-sim', 'lock-phone', 'sign-lost-phone-out'])
    const without = await recoveryPlan(triage(situation([], ['phone', 'codes'])))
    expect(allOf(without.route[0]?.steps ?? [])[0]).toBe('stop-sim')
  })

  test('never stops a line that works: a broken phone is not a lost one', async () => {
    const { route, afterwards } = await recoveryPlan(triage(situation(['sms'], ['phone'])))
    const all = [...route.flatMap(({ steps }) => allOf(steps)), ...allOf(afterwards)]
    expect(all[0]).toBe('move-sim')
    expect(all).not.toContain('stop-sim')
    expect(all).not.toContain('new-sim')
  })

  test('stops the SIM first, then uses the device that is still signed in before any code', async () => {
    const { route } = await recoveryPlan(triage(situation(['session', 'codes'], ['phone', 'sms'])))
    expect(route.slice(0, 3).map(({ id, steps }) => [id, allOf(steps)])).toEqual([
      ['phone-lost', ['stop-sim', 'lock-phone']],
      ['session', ['find-device']],
      ['phone-lost', ['code-elsewhere', 'new-sim']],
    ])
  })

  test('resets a forgotten password before a code is typed', async () => {
    const { route } = await recoveryPlan(triage(situation(['codes', 'mail'], ['phone', 'password'])))
    expect(route.slice(0, 2).map(({ id }) => id)).toEqual(['password-forgotten', 'phone-lost'])
    expect(allOf(route[1]?.steps ?? [])).toContain('code-elsewhere')
  })

  test('signs no device out before new codes are stored while a session is the last way in', async () => {
    const last = await recoveryPlan(
      triage(situation(['session'], ['phone', 'sms', 'codes', 'authenticator', 'whatsapp'])),
    )
    const ids = allOf(last.afterwards)
    expect(ids.indexOf('new-codes')).toBeLessThan(ids.indexOf('sign-lost-phone-out'))
    const other = await recoveryPlan(triage(situation(['session', 'codes'], ['phone'])))
    expect(allOf(other.afterwards).slice(0, 2)).toEqual(['new-codes', 'sign-lost-phone-out'])
    // A stranger who is in would see the new codes.
    const attacked = triage({ ...situation(['session', 'codes'], []), see: 'approved' })
    expect(allOf((await recoveryPlan(attacked)).afterwards)[0]).toBe('sign-others-out')
  })
})

/** What is wrong with a plan; undefined if nothing is. */
function fault({ have, lost }: Situation, { triage: { first }, route, afterwards }: RecoveryPlan): string | undefined {
  const [now] = route[0]?.steps ?? []
  if (!now) return 'nothing to do now'
  // The first playbook resets the password.
  const gone = (asset: Asset): boolean => lost.has(asset) && !(asset === 'password' && first.length > 0)
  const last =
    have.has('session') && !(['codes', 'authenticator', 'sms', 'whatsapp'] as const).some(one => have.has(one))
  for (const { id, steps } of route) {
    if (steps.length === 0) return `${id} without a step`
    for (const { id: step, needs = [], needsOneOf = [], does } of steps) {
      const missing = needs.find(gone)
      if (missing) return `${step} of ${id} needs ${missing}, which is gone`
      if (needsOneOf.length > 0 && needsOneOf.every(gone)) return `${step} of ${id} needs one of ${needsOneOf}`
      if (does === 'sign-out') return `${step} of ${id} signs out`
      if (does === 'hand-out' && lost.has('codes')) return `${step} of ${id} hands out a code that is gone`
    }
  }
  const signOut = afterwards.findIndex(({ does }) => does === 'sign-out')
  const storing = afterwards.findIndex(({ does }) => does === 'store-codes')
  return last && signOut >= 0 && signOut < storing ? 'signs out before new codes are stored' : undefined
}

test.each(halved([undefined, ...sights]))(
  'the plan is right for all combinations of assets (%s)',
  see => {
    const faults = new Map<string, string>()
    for (const told of situations(see)) {
      const found = triage(told)
      const plan = planFrom(found, playbookOf(found.scenario), found.first.map(playbookOf))
      const wrong = fault(told, plan)
      if (wrong !== undefined && !faults.has(wrong)) faults.set(wrong, `have ${[...told.have]}; lost ${[...told.lost]}`)
    }
    expect([...faults]).toEqual([])
  },
  120_000,
)

test('every scenario is the result of some answers, or follows from one that is', () => {
  const reached = new Set<Scenario>()
  const reach = (scenario: Scenario): void => {
    if (reached.has(scenario)) return
    reached.add(scenario)
    const { next, stop, steps, afterwards } = playbookOf(scenario)
    for (const { scenario: follower } of next) reach(follower)
    if (stop.goTo) reach(stop.goTo)
    for (const { goTo } of [...steps, ...afterwards]) if (goTo) reach(goTo)
  }
  for (const see of sights) reach(triage({ see, have: new Set(), lost: new Set() }).scenario)
  expect([...playbooks.keys()].filter(scenario => !reached.has(scenario))).toEqual([])
})
