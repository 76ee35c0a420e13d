import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportOf, type OwnExport, parseOwnExport } from '../../src/domain/import/own-export.ts'
import { takeOver } from '../../src/domain/import/take-over.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { add, type House, house, make, mark, newName, open, payloadOf, states, use } from './samples.ts'

let place: House
let other: string

beforeEach(() => {
  place = house()
  other = join(place.folder, 'data', 'other.igcodes')
})
afterEach(() => place.remove())

function exported(vault: Vault): OwnExport {
  const { state, events } = vault
  const digits = (id: string) => vault.digits(id)
  return exportOf(
    { state, events, digits, totpKey: id => vault.totpKey(id) },
    { at: '2026-11-25T00:00:00Z', by: 'aki' },
  )
}

async function take(vault: Vault, found: OwnExport): Promise<number> {
  const read = parseOwnExport(JSON.parse(JSON.stringify(found)))
  if (!read) throw new Error('broken')
  const { facts } = await vault.change(state => {
    const plan = takeOver(state, read, { identify: vault.identify, newId: newName })
    if (!plan) throw new Error('not taken')
    return plan
  })
  return facts.length
}

/** Code ids follow from each vault's own key, unless the digits are gone. */
function content(vault: Vault): unknown {
  const { accounts, incidents, persons } = exported(vault)
  const withoutIds = accounts.map(account => ({
    ...account,
    sets: account.sets.map(set => ({ ...set, codes: set.codes.map(one => (one.code ? { ...one, id: '' } : one)) })),
  }))
  return { accounts: withoutIds, incidents, persons }
}

describe('an export of another vault', () => {
  it('is saved with its states, and stays so when the vault is opened again', async () => {
    const vault = await make(place)
    await add(vault, 1)
    await add(vault, 2)
    await use(vault, place.system)
    await mark(vault, 'worked')
    await use(vault, place.system)
    const target = await make(place, other)
    expect(await take(target, exported(vault))).toBeGreaterThan(0)
    expect(content(target)).toEqual(content(vault))
    const again = await open(other, place.system)
    expect(content(again)).toEqual(content(vault))
    expect(states(again)).toBe(states(vault))
    expect(await take(again, exported(vault))).toBe(0)
    // The used code's digits are in neither file, and so are those of the list before it.
    expect(Object.keys((await payloadOf(other)).secrets)).toHaveLength(4)
  })

  it('hands nothing out here: no claim is made, and the next code is another one', async () => {
    const vault = await make(place)
    await add(vault)
    const shown = await use(vault, place.system)
    const target = await make(place, other)
    await take(target, exported(vault))
    expect(existsSync(join(place.state, 'vaults', target.id, 'claims'))).toBe(false)
    expect(await use(target, place.system)).not.toBe(shown)
    expect(
      states(target)
        .split(' ')
        .filter(state => state === 'reserved'),
    ).toHaveLength(2)
  })
})
