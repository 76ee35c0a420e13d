import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IncidentFact } from '../../src/domain/model/events.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { SavedRecoveries, type SavedRecovery } from '../../src/vault/saved-recovery.ts'

const when = '2026-11-22T18:00:00.000Z'
const opened: IncidentFact = {
  type: 'incident-opened',
  incident: 'k7tm',
  have: [],
  lost: ['phone'],
  scenario: 'phone-lost',
  odds: 'medium',
  when,
}
const step: IncidentFact = {
  type: 'incident-step',
  incident: 'k7tm',
  playbook: 'phone-lost',
  step: 'stop-sim',
  outcome: 'done',
  when,
}
const draft: SavedRecovery = { facts: [opened, step], saved: 1 }

let folder = ''
let count = 0
const drafts = (): SavedRecoveries => new SavedRecoveries(join(folder, 'igcodes'), () => `name${count++}`)
const path = (): string => join(folder, 'igcodes', 'recover', 'unnamed.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'igcodes-walk-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a walk that was left', () => {
  test('is there again, for its owner alone, until it is forgotten', () => {
    drafts().keep(draft)
    expect(drafts().recall()).toEqual(draft)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    drafts().keep({ facts: [opened, step, step], saved: 3 })
    expect(drafts().recall()?.facts).toHaveLength(3)
    expect(readdirSync(join(folder, 'igcodes', 'recover'))).toEqual(['unnamed.json'])
    drafts().forget()
    expect(drafts().recall()).toBeUndefined()
  })

  test.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is no JSON', '{"facts":['],
    ['is another JSON', '[]'],
    ['has no beginning', JSON.stringify({ facts: [step], saved: 0 })],
    ['has a fact that is none', JSON.stringify({ facts: [opened, { type: 'code-used' }], saved: 0 })],
    ['has a wrong member', JSON.stringify({ facts: [{ ...opened, scenario: 'none' }], saved: 0 })],
  ])('is nothing where the note %s', (_, text) => {
    if (text !== undefined) {
      drafts().keep(draft)
      writeFileSync(path(), text)
    }
    expect(drafts().recall()).toBeUndefined()
  })

  test('is kept for each account apart; without a name the latest is meant', () => {
    const walk = (account: string, when: string): SavedRecovery => ({
      facts: [{ ...opened, handle: parseHandle(account), when }],
      saved: 0,
    })
    const tokyo = walk('shop_tokyo', '2026-11-22T18:00:00.000Z')
    const osaka = walk('shop_osaka', '2026-11-22T19:00:00.000Z')
    drafts().keep(osaka)
    drafts().keep(tokyo)
    expect(drafts().recall(parseHandle('shop_tokyo'))).toEqual(tokyo)
    expect(drafts().recall(parseHandle('shop_t'))).toEqual(tokyo)
    expect(drafts().recall(parseHandle('shop'))).toBeUndefined()
    expect(drafts().recall(parseHandle('shop_kyoto'))).toBeUndefined()
    expect(drafts().recall()).toEqual(osaka)
    drafts().forget(parseHandle('shop_osaka'))
    expect(drafts().recall()).toEqual(tokyo)
    drafts().keep(draft)
    // One without an account may be about any account: it is offered for none by name.
    expect(drafts().recall(parseHandle('shop_kyoto'))).toBeUndefined()
  })

  test('never counts more as saved than there is', () => {
    drafts().keep(draft)
    writeFileSync(path(), JSON.stringify({ facts: [opened], saved: 9 }))
    expect(drafts().recall()).toEqual({ facts: [opened], saved: 1 })
  })

  test('tells when it cannot be kept', () => {
    writeFileSync(join(folder, 'igcodes'), 'a file where the folder should be')
    expect(() => drafts().keep(draft)).toThrow(expect.objectContaining({ code: 'storage' }))
  })
})
