import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IncidentFact } from '../../src/domain/model/events.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { SavedRecoveries, type SavedRecovery } from '../../src/vault/saved-recovery.ts'
import { refusal } from '../domain/samples.ts'

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
    expect([path(), join(path(), '..')].map(one => statSync(one).mode & 0o777)).toEqual([0o600, 0o700])
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
    ['has no facts', JSON.stringify({ facts: [], saved: 0 })],
    ['has something else as facts', JSON.stringify({ facts: { 0: opened }, saved: 0 })],
    ['is larger than any that we write', JSON.stringify({ facts: [opened], saved: 0, x: 'x'.repeat(4 * 1024 * 1024) })],
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

  test.each([
    [9, 1],
    [1, 1],
    [0, 0],
    ['1', 0],
    [0.5, 0],
    [null, 0],
  ])('never counts more as saved than there is: %j', (written, saved) => {
    drafts().keep(draft)
    writeFileSync(path(), JSON.stringify({ facts: [opened], saved: written }))
    expect(drafts().recall()).toEqual({ facts: [opened], saved })
  })

  test('is written with nothing but its facts, and what a killed writer left goes', () => {
    mkdirSync(join(path(), '..'), { recursive: true })
    writeFileSync(join(path(), '..', '~unnamed.json.killed.tmp'), 'half')
    drafts().keep(Object.assign({ code: '12345678' }, draft))
    expect(readFileSync(path(), 'utf8')).toBe(`${JSON.stringify({ facts: [opened, step], saved: 1 })}\n`)
    expect(readdirSync(join(path(), '..'))).toEqual(['unnamed.json'])
  })

  test('has a temporary name of its own each time', () => {
    const before = count
    for (let n = 0; n < 2; n++) drafts().keep(draft)
    expect(count).toBe(before + 2)
  })

  test('with nothing in it is kept, and offered to nobody', () => {
    drafts().keep({ facts: [], saved: 0 })
    expect(readFileSync(path(), 'utf8')).toBe('{"facts":[],"saved":0}\n')
    expect(drafts().recall()).toBeUndefined()
  })

  test('tells when it cannot be kept', () => {
    writeFileSync(join(folder, 'igcodes'), 'a file where the folder should be')
    const error = refusal(() => drafts().keep(draft))
    expect(error.code).toBe('storage')
    expect(error.details).toEqual({ doing: 'remember', path: join(folder, 'igcodes', 'recover'), cause: 'ENOTDIR' })
    expect(drafts().recall()).toBeUndefined()
  })
})

describe('of several walks', () => {
  const early = '2026-11-22T17:00:00.000Z'
  const late = '2026-11-22T21:00:00.000Z'
  const begin = (handle: string, when: string): IncidentFact => ({ ...opened, handle: parseHandle(handle), when })
  const noted: IncidentFact = { type: 'incident-noted', incident: 'k7tm', text: 'called the shop' }
  const recall = (handle?: string) => drafts().recall(handle === undefined ? undefined : parseHandle(handle))

  /** As a file of any name, as a sync program or an earlier igcodes could leave it. */
  function put(name: string, facts: readonly IncidentFact[]): SavedRecovery {
    mkdirSync(join(path(), '..'), { recursive: true })
    const walk = { facts, saved: 0 }
    writeFileSync(join(path(), '..', name), JSON.stringify(walk))
    return walk
  }

  test('the one with the latest step is the latest, not the one that was begun last', () => {
    put('1.json', [begin('cafe', '2026-11-22T20:00:00.000Z')])
    const latest = put('2.json', [begin('shop', early), { ...step, when: late }, noted])
    put('3.json', [begin('bar', '2026-11-22T20:30:00.000Z'), noted])
    expect(recall()).toEqual(latest)
    const unnamed = put('0.json', [{ ...opened, when: '2026-11-22T22:00:00.000Z' }])
    expect(recall()).toEqual(unnamed)
    expect(recall('shop')).toEqual(latest)
  })

  test('the one with the whole name is meant, though a later one begins with it', () => {
    const shop = put('1.json', [begin('shop', early)])
    put('2.json', [begin('shop_tokyo', late)])
    expect(recall('shop')).toEqual(shop)
  })

  test('the latest of an account is meant, also by the beginning of its name', () => {
    const last = put('1.json', [begin('shop_tokyo', late)])
    put('2.json', [begin('shop_tokyo', early)])
    put('3.json', [begin('tokyo_shop', late)])
    for (const name of ['shop_tokyo', 'shop_t', 'shop']) expect(recall(name)).toEqual(last)
    expect(recall('tokyo')).toMatchObject({ facts: [{ handle: 'tokyo_shop' }] })
  })

  test('only notes count, and one that cannot be read hides no other', () => {
    put('~unnamed.json.x.tmp', [begin('shop', late)])
    put('shop.json.bak', [begin('shop', late)])
    expect(recall()).toBeUndefined()
    mkdirSync(join(path(), '..', 'a.json'))
    symlinkSync('/nowhere', join(path(), '..', 'b.json'))
    const shop = put('c.json', [begin('shop', early)])
    expect(recall()).toEqual(shop)
  })
})
