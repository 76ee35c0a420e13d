/** The people of people.ts: each gets the playbook, the first step and the odds that a knowing friend would give. */
import { describe, expect, test } from 'vitest'
import { type Asset, assets, isOut, type Situation } from '../../src/domain/model/situation.ts'
import { triage } from '../../src/domain/recovery/triage.ts'
import { plannedSteps, recoveryPlan } from '../../src/playbooks/recovery-plan.ts'
import { listed, type Person, people } from './people.ts'

function wordsOf(text = ''): ReadonlySet<Asset> {
  const words = text.split(',').filter(word => word !== '')
  const known = assets.filter(asset => words.includes(asset))
  if (known.length !== words.length) throw new Error(`an unknown word in ${text}`)
  return new Set(known)
}

function situationOf({ see, have, lost, listed: isListed }: Person): Situation {
  const told = { have: wordsOf(have), lost: wordsOf(lost), ...(see !== undefined && { see }) }
  // A number that gets no SMS is what the question is about, so it is not in the list.
  const isSilent = see === 'no-sms' || see === 'no-service'
  const others = [...wordsOf(listed)].filter(
    asset => !told.have.has(asset) && !told.lost.has(asset) && !(isSilent && asset === 'sms'),
  )
  return { ...told, ...(isListed && { absent: new Set(others) }) }
}

test('there are 50 situations of the review, and 30 more', () => {
  expect(people.length).toBeGreaterThanOrEqual(80)
})

describe('a person', () => {
  test.each(people.map((person, index) => [index + 1, person.who, person] as const))(
    '%i, %s',
    async (_, __, person) => {
      const situation = situationOf(person)
      const found = triage(situation, person.named === undefined ? {} : { scenario: person.named })
      const steps = plannedSteps(await recoveryPlan(found))
      expect({ scenario: found.scenario, first: steps[0]?.step.id, odds: found.odds }).toEqual({
        scenario: person.scenario,
        first: person.first,
        odds: person.odds,
      })
      expect(found.reasons.length).toBeGreaterThan(0)
      // No step needs what the person does not have, but for a password that is set anew on the way.
      for (const { step, isAfterwards } of steps)
        if (!isAfterwards)
          for (const asset of step.needs ?? [])
            if (asset !== 'password') expect(isOut(found.situation, asset), `${step.id} needs ${asset}`).toBe(false)
      // Still signed in: new codes come before anything that waits or ends a session.
      if (!situation.have.has('session') || person.scenario === 'codes-exposed') return
      const codes = steps.findIndex(({ step }) => step.does === 'store-codes')
      const ends = steps.findIndex(({ step }) => step.does === 'sign-out')
      if (codes >= 0 && ends >= 0 && person.scenario !== 'hacked-mail-changed') expect(codes).toBeLessThan(ends)
    },
  )
})
