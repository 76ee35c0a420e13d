/** Ids that two machines made apart: stored so that they stay two, shown as short as they can be. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordTasks, requireHandover, startHandover } from '../../../src/domain/continuity/handovers.ts'
import { exportOf } from '../../../src/domain/import/own-export.ts'
import { isKnown } from '../../../src/domain/journal/event-schema.ts'
import { storedId, withShownIds, withStoredIds } from '../../../src/domain/journal/shown-ids.ts'
import { onlyIn } from '../../../src/domain/journal/union.ts'
import type { Decision } from '../../../src/domain/model/decision.ts'
import type { State } from '../../../src/domain/model/state.ts'
import { findIncident, noteIncident, openIncident, requireIncident } from '../../../src/domain/recovery/incidents.ts'
import { findRecord, idFrom, requireRecord, takenIds } from '../../../src/domain/registry/names.ts'
import { removeRecord } from '../../../src/domain/registry/remove.ts'
import { saveDevice, saveFactor, savePerson } from '../../../src/domain/registry/save.ts'
import { type MergeReport, mergeReport } from '../../../src/domain/upkeep/merge-report.ts'
import { random } from '../../envelope/samples.ts'
import { runs } from '../../thorough.ts'
import { Copy, list, noon, refusal, shop } from '../samples.ts'

/** A copy whose facts are stored as the vault stores them. */
class Machine extends Copy {
  store<D extends Decision>(decide: (state: State) => D): D {
    const { state } = this
    const decision = decide(state)
    this.record(...withStoredIds(state, decision.facts, random))
    return decision
  }

  override on(replica: string): Machine {
    return new Machine(replica, this.events)
  }

  with(other: Machine): State {
    const merged = this.on(this.replica)
    merged.take(other)
    return merged.state
  }
}

const opening = { have: [], lost: [], scenario: 'phone-lost', odds: 'high', when: noon.toISOString() } as const

function withIncident(machine: Machine, id: string): void {
  machine.store(state => openIncident(state, { id, handle: shop, ...opening }))
}

describe('an incident', () => {
  it('has the id that it was given, for people, and a longer one in the journal', () => {
    const machine = new Machine()
    withIncident(machine, 'k7tm')
    expect([...machine.state.incidents.keys()]).toEqual(['k7tm'])
    expect(machine.state.incidents.get('k7tm')?.id).toBe('k7tm')
    expect(machine.events.map(event => event.incident)).toEqual([expect.stringMatching(/^k7tm[a-z0-9]{12}$/)])
  })

  it('that two machines opened under one id is two, each found by what is shown of it and by no less', () => {
    const [ours, theirs] = [new Machine('ours'), new Machine('theirs')]
    for (const machine of [ours, theirs]) {
      withIncident(machine, 'k7tm')
      machine.store(state => noteIncident(state, 'k7tm', `by ${machine.replica}`))
    }
    const state = ours.with(theirs)
    expect(theirs.with(ours).incidents).toEqual(state.incidents)
    const notes = [...state.incidents.values()].map(({ notes }) => notes.map(({ text }) => text))
    expect(notes.toSorted()).toEqual([['by ours'], ['by theirs']])
    for (const incident of state.incidents.values()) {
      expect(incident.id).toMatch(/^k7tm[a-z0-9]{1,3}$/)
      expect(findIncident(state, incident.id)).toBe(incident)
      expect(findIncident(state, storedId(state, 'incident', incident.id))).toBe(incident)
    }
    expect(findIncident(state, 'k7tm')).toBeUndefined()
    const meant = [...state.incidents.keys()].map(id => `${id} @shop`)
    expect(refusal(() => requireIncident(state, 'k7tm')).details).toMatchObject({ incident: 'k7tm', meant })
  })

  it('of an earlier version keeps its id, also beside a new one that begins like it', () => {
    const [ours, theirs] = [new Machine('ours'), new Machine('theirs')]
    ours.record(...openIncident(ours.state, { id: 'k7tm', ...opening }).facts)
    withIncident(theirs, 'k7tm')
    const [old, made] = [...ours.with(theirs).incidents.keys()].toSorted()
    expect(old).toBe('k7tm')
    expect(made).toMatch(/^k7tm[a-z0-9]$/)
  })
})

describe('a record', () => {
  const sato = (state: State) => savePerson(state, { name: 'Sato' })

  /** Two Satos, each with a phone and an app on it. */
  function apart(): { ours: Machine; theirs: Machine } {
    const [ours, theirs] = [new Machine('ours'), new Machine('theirs')]
    for (const machine of [ours, theirs]) {
      machine.store(sato)
      machine.store(state => saveDevice(state, { name: `Phone of ${machine.replica}`, holder: 'sato' }))
    }
    return { ours, theirs }
  }

  it('has its name as its id, for people and in what is exported, and a tail in the journal', () => {
    const { ours } = apart()
    expect([...ours.state.registry.persons.keys()]).toEqual(['sato'])
    expect(ours.state.registry.devices.get('phone-of-ours')?.holder).toBe('sato')
    const [saved, device] = ours.events
    expect(saved?.person).toMatch(/^sato--[a-z0-9]{12}$/)
    expect(device?.holder).toBe(saved?.person)
    const contents = { state: ours.state, events: ours.events, digits: () => undefined, totpKey: () => undefined }
    expect(JSON.stringify(exportOf(contents, { at: '', by: '' }))).not.toContain('--')
  })

  it('that two machines made of one name is two: both are numbered, and the plain name is refused', () => {
    const { ours, theirs } = apart()
    const state = ours.with(theirs)
    expect(theirs.with(ours).registry).toEqual(state.registry)
    const { registry } = state
    expect([...registry.persons.keys()].toSorted()).toEqual(['sato-1', 'sato-2'])
    const holders = ['phone-of-ours', 'phone-of-theirs'].map(id => registry.devices.get(id)?.holder)
    expect(holders.toSorted()).toEqual(['sato-1', 'sato-2'])
    for (const typed of ['sato', 'Sato']) {
      expect(findRecord(registry, 'person', typed)).toBeUndefined()
      expect(refusal(() => requireRecord(registry, 'person', typed)).details).toMatchObject({
        nearest: ['sato-1', 'sato-2'],
      })
    }
  })

  it('is changed alone, and has the plain name again when the other is gone', () => {
    const { ours, theirs } = apart()
    ours.take(theirs)
    ours.store(state => savePerson(state, { name: 'Sato Yuki' }, 'sato-2'))
    const names = [...ours.state.registry.persons.values()].map(({ id, name }) => [id, name])
    expect(names.toSorted()).toEqual([
      ['sato-1', 'Sato'],
      ['sato-2', 'Sato Yuki'],
    ])
    ours.store(state => removeRecord(state, 'person', 'sato-1'))
    expect([...ours.state.registry.persons.values()].map(({ id, name }) => [id, name])).toEqual([['sato', 'Sato Yuki']])
  })

  it('of three of one name keeps its number when another is removed', () => {
    const machines = ['a', 'b', 'c'].map(name => new Machine(name))
    for (const machine of machines) machine.store(sato)
    const [all = new Machine(), ...others] = machines
    for (const other of others) all.take(other)
    all.store(state => removeRecord(state, 'person', 'sato-1'))
    expect([...all.state.registry.persons.keys()]).toEqual(['sato-2', 'sato-3'])
    // A fourth gets an id of its own, and is found by it.
    const { id } = all.store(state => savePerson(state, { name: 'SATO!' }))
    expect(id).not.toBe('sato')
    expect([...all.state.registry.persons.keys()]).toEqual(['sato-2', 'sato-3', id])
  })

  it('of an earlier version keeps its id', () => {
    const [ours, theirs] = [new Machine('ours'), new Machine('theirs')]
    ours.record(...sato(ours.state).facts)
    theirs.wait(1)
    theirs.store(sato)
    expect([...ours.with(theirs).registry.persons.keys()].toSorted()).toEqual([
      'sato',
      expect.stringMatching(/^sato-\d$/),
    ])
  })

  it('that is entered again after its removal has the same name', () => {
    const machine = new Machine()
    machine.store(sato)
    machine.store(state => removeRecord(state, 'person', 'sato'))
    machine.store(sato)
    expect([...machine.state.registry.persons.keys()]).toEqual(['sato'])
    expect(new Set(machine.events.map(event => event.person)).size).toBe(2)
  })

  it('is named in the report of a merge, with the other one', () => {
    const { ours, theirs } = apart()
    expect(reportOf(ours, theirs).decide).toEqual([
      { code: 'made-apart', record: 'person:sato-1', other: 'person:sato-2' },
    ])
    expect(reportOf(ours, theirs).gained.records).toHaveLength(2)
    // Known to both, and changed by one: nothing to decide.
    const third = ours.on('third')
    third.store(state => savePerson(state, { phone: '090-0000-0000' }, 'sato'))
    expect(reportOf(ours, third).decide).toEqual([])
  })

  function reportOf(ours: Machine, theirs: Machine): MergeReport {
    return mergeReport({
      ours: ours.state,
      theirs: theirs.state,
      united: ours.with(theirs),
      onlyOurs: onlyIn(ours.events, theirs.events),
      onlyTheirs: onlyIn(theirs.events, ours.events),
    })
  }
})

describe('a hand-over', () => {
  function staffed(): Machine {
    const machine = new Machine()
    machine.add(shop, list(1))
    for (const name of ['Sato', 'Tanaka']) {
      machine.store(state => savePerson(state, { name }))
      const label = `Number of ${name}`
      machine.store(state => saveFactor(state, { label, kind: 'sms', holders: [name], link: [shop] }))
    }
    return machine
  }

  function begin(machine: Machine, person: string): void {
    machine.store(state => startHandover(state, 'p4xa', 'leave', [{ kind: 'person', id: person }]))
  }

  it('can be worked through, also when what it is about has been removed', () => {
    const machine = staffed()
    begin(machine, 'sato')
    const { id, about, tasks } = requireHandover(machine.state, 'sato')
    expect([id, about]).toEqual(['p4xa', ['person:sato']])
    expect(tasks.map(({ task }) => task).join(' ')).toContain('factor:number-of-sato')
    machine.store(state => removeRecord(state, 'factor', 'number-of-sato'))
    machine.store(state => saveFactor(state, { label: 'Number of Sato', kind: 'sms' }))
    for (const task of requireHandover(machine.state, 'p4xa').tasks)
      machine.store(state => recordTasks(state, 'p4xa', [task], 'done'))
    expect(machine.state.registry.handovers.get('p4xa')?.closedAt).toBeDefined()
  })

  it('that two machines began under one id is two, about two persons, each with its tasks', () => {
    const common = staffed()
    const [ours, theirs] = [common.on('ours'), common.on('theirs')]
    begin(ours, 'sato')
    begin(theirs, 'tanaka')
    ours.take(theirs)
    const all = [...ours.state.registry.handovers.values()]
    expect(all.map(({ about }) => about.join(' ')).toSorted()).toEqual(['person:sato', 'person:tanaka'])
    for (const one of all) expect(requireHandover(ours.state, one.id)).toEqual(one)
    expect(refusal(() => requireHandover(ours.state, 'p4xa')).details).toMatchObject({
      open: all.map(({ id, about }) => `${id} (${about.join('')})`),
    })
  })
})

describe('ids', () => {
  it('that are stored are such as every version reads, however long the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), name => {
        const machine = new Machine()
        const id = idFrom(name, takenIds(machine.state, 'device'))
        const device = { name, kind: 'phone', owner: 'company', holder: null, since: null, vault: false } as const
        machine.store(() => ({ facts: [{ type: 'device-saved', device: id, ...device }] }))
        expect(machine.events.every(isKnown)).toBe(true)
        expect([...machine.state.registry.devices.keys()]).toEqual([id])
        expect(machine.events[0]?.device).toMatch(/--[a-z0-9]{6,12}$/)
      }),
      { numRuns: runs(100) },
    )
  })

  it('are shown differently wherever they are stored differently, and lead back', () => {
    const names = fc.array(fc.constantFrom('sato', 'sato-1', 'sato-2', 'sato-1-1', 'Sato'), { maxLength: 8 })
    const steps = fc.array(fc.tuple(fc.boolean(), names), { maxLength: 4 })
    fc.assert(
      fc.property(steps, machines => {
        const all = new Machine('all')
        for (const [place, [isOld, saved]] of machines.entries()) {
          const machine = new Machine(`m${place}`)
          for (const name of saved) {
            const id = idFrom(name, takenIds(machine.state, 'person'))
            const roles = { roles: [], agency: false, left: null }
            const fact = { type: 'person-saved', person: id, name, ...roles } as const
            if (isOld) machine.record(fact)
            else machine.store(() => ({ facts: [fact] }))
          }
          all.take(machine)
        }
        const { state } = all
        const stored = new Set(all.events.map(event => String(event.person)))
        const shown = [...state.registry.persons.keys()]
        expect(shown).toHaveLength(stored.size)
        expect(new Set(shown.map(id => storedId(state, 'person', id)))).toEqual(stored)
        for (const event of all.events) expect(shown).toContain(withShownIds(state, event).person)
        for (const id of stored) if (!id.includes('--')) expect(shown).toContain(id)
      }),
      { numRuns: runs(200) },
    )
  })
})
