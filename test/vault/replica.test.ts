import { execFileSync } from 'node:child_process'
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileFault } from '../../src/errors.ts'
import { latest, missingChanges, Replica } from '../../src/vault/replica.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house, newName, tree } from './samples.ts'

let place: House
let state: string
let replica: Replica

beforeEach(() => {
  place = house()
  state = place.state
  replica = new Replica(state, newName)
})
afterEach(() => place.remove())

const memoryPath = () => join(state, 'vaults', 'v1', 'memory.json')

describe('a replica’s id', () => {
  it('is made on first need, and kept', () => {
    expect(tree(place.folder)).toEqual(new Map([['data/', 0o700]]))
    const { id } = replica
    expect(id).toMatch(/^[\w-]{24}$/)
    expect(replica.id).toBe(id)
    expect(new Replica(state, newName).id).toBe(id)
    expect(readdirSync(state)).toEqual(['replica'])
    expect(statSync(join(state, 'replica')).mode & 0o777).toBe(0o600)
    expect(statSync(state).mode & 0o777).toBe(0o700)
  })

  it('is that of the process which was first, when two start at once', () => {
    const other = new Replica(state, newName)
    let raced = false
    const late = new Replica(state, () => {
      if (!raced) {
        raced = true
        expect(other.id).toMatch(/^[\w-]{24}$/)
      }
      return newName()
    })
    expect(late.id).toBe(other.id)
  })

  it.each<[FileFault, (path: string) => void]>([
    ['empty', path => writeFileSync(path, '')],
    ['empty', path => writeFileSync(path, '\n')],
    ['content', path => writeFileSync(path, 'short')],
    ['content', path => writeFileSync(path, '../../../etc/passwd00')],
    ['content', path => writeFileSync(path, `../${'a'.repeat(24)}`)],
    ['content', path => writeFileSync(path, `${'a'.repeat(24)} not-a-place\n`)],
    ['large', path => writeFileSync(path, 'a'.repeat(5000))],
    ['folder', path => mkdirSync(path)],
    ['special', path => execFileSync('mkfifo', [path])],
    ['link', path => symlinkSync('/nowhere', path)],
    ['special', path => symlinkSync('/dev/zero', path)],
  ])('is not guessed from what is %s, which is left as it is', (fault, put) => {
    mkdirSync(state)
    const path = join(state, 'replica')
    put(path)
    const before = lstatSync(path)
    expect(refusal(() => replica.id)).toMatchObject({ code: 'replica-broken', details: { path, fault } })
    expect(replica.mark).toBeUndefined()
    // Reading goes on without it.
    expect(replica.recall('v1').written).toBe(0)
    expect(lstatSync(path).ino).toBe(before.ino)
  })

  it('is read through a link to a file', () => {
    mkdirSync(state)
    writeFileSync(join(place.folder, 'elsewhere'), `${'a'.repeat(24)}\n`)
    symlinkSync(join(place.folder, 'elsewhere'), join(state, 'replica'))
    expect(replica.id).toBe('a'.repeat(24))
  })

  it('cannot be made where the state is no folder', () => {
    writeFileSync(state, '')
    expect(refusal(() => replica.id).details).toEqual({ doing: 'remember', path: state, cause: 'EEXIST' })
  })
})

describe('in a copy of the state', () => {
  const earlier = 'id-of-an-earlier-igcodes'

  /** This state as it is at another place. */
  const at = (where: string) => new Replica(state, newName, () => where)
  const [home, laptop] = ['0000000000000001', '0000000000000002']

  it('a replica gets an id of its own, once; the one of before keeps its', () => {
    const { id, mark } = at(home)
    const copy = at(laptop)
    expect(copy.id).not.toBe(id)
    expect(copy.mark).not.toBe(mark)
    expect(at(laptop).id).toBe(copy.id)
    expect(at(home).id).toBe(id)
  })

  it('a real one is told by its folder', () => {
    const { id } = replica
    const copied = join(place.folder, 'copied')
    cpSync(state, copied, { recursive: true })
    const other = new Replica(copied, newName)
    expect(other.id).not.toBe(id)
    expect(replica.id).toBe(id)
    renameSync(state, join(place.folder, 'moved'))
    expect(new Replica(join(place.folder, 'moved'), newName).id).toBe(id)
  })

  it('what was claimed and seen stays, but the number of its own latest event begins anew', () => {
    const first = at(home)
    first.remember('v1', { counters: new Map([[first.id, 7]]), written: 7, slot: 'k1' })
    first.claim('v1', ['c1'])
    first.noteUsed('v1', ['c1'])

    const copy = at(laptop)
    expect(copy.recall('v1')).toEqual({ counters: new Map([[first.id, 7]]), written: 0, slot: 'k1' })
    expect(copy.claims('v1')).toEqual(first.claims('v1'))
    copy.remember('v1', { counters: new Map([[first.id, 7]]), written: 2 })
    // Back at the first place, as with a home that two machines share.
    expect(at(home).recall('v1').written).toBe(7)
    expect(at(laptop).recall('v1').written).toBe(2)
  })

  it('an id that an earlier igcodes made is kept and bound at its first use', () => {
    mkdirSync(join(state, 'vaults', 'v1'), { recursive: true })
    writeFileSync(join(state, 'replica'), `${earlier}\n`)
    writeFileSync(memoryPath(), `{"counters":{"${earlier}":5},"written":6,"slot":"k1"}`)
    expect(at(home).recall('v1')).toMatchObject({ written: 6 })
    expect(at(home).id).toBe(earlier)
    expect(readFileSync(join(state, 'replica'), 'utf8')).toBe(`${earlier} ${home}\n`)

    const copy = at(laptop)
    expect(copy.recall('v1')).toMatchObject({ written: 0 })
    copy.remember('v1', { counters: new Map(), written: 1 })
    expect(at(home).recall('v1')).toMatchObject({ written: 6 })
  })

  it('the ids of an earlier igcodes that are not bound yet stay as they are', () => {
    const others = ['id-of-another-igcodes-one', 'id-of-another-igcodes-two']
    mkdirSync(state)
    writeFileSync(join(state, 'replica'), `${earlier}\n${others.join('\n')}\n`)
    expect(at(home).id).toBe(earlier)
    expect(readFileSync(join(state, 'replica'), 'utf8')).toBe(`${earlier} ${home}\n${others.join('\n')}\n`)
  })

  it('a number of an earlier igcodes counts also before there is an id', () => {
    mkdirSync(join(state, 'vaults', 'v1'), { recursive: true })
    writeFileSync(memoryPath(), '{"counters":{},"written":6}')
    expect(at(home).recall('v1').written).toBe(6)
  })

  it('that cannot be told from it, both take a new id; what was seen and claimed stays', () => {
    const first = at(home)
    first.remember('v1', { counters: new Map([[first.id, 7]]), written: 7 })
    first.claim('v1', ['c1'])
    const { id } = first
    const renewed = first.renew()
    expect(renewed).not.toBe(id)
    expect(at(home).id).toBe(renewed)
    expect(at(home).recall('v1')).toEqual({ counters: new Map([[id, 7]]), written: 0 })
    expect(at(home).claims('v1').handedOut).toEqual(new Set(['c1']))
    expect(at(laptop).id).not.toBe(id)
  })

  it('copied on and on it keeps the first and the latest ids', () => {
    const places = Array.from({ length: 40 }, (_, n) => n.toString(16).padStart(16, '0'))
    const ids = places.map(where => at(where).id)
    expect(new Set(ids).size).toBe(40)
    expect(readFileSync(join(state, 'replica'), 'utf8').trim().split('\n')).toHaveLength(32)
    expect(at(places[0] ?? '').id).toBe(ids[0])
    expect(at(places[39] ?? '').id).toBe(ids[39])
  })
})

describe('what git had', () => {
  it('is kept for each vault, private', () => {
    expect(replica.recallGit('v1')).toBeUndefined()
    replica.rememberGit('v1', 'one\n')
    replica.rememberGit('v1', 'two\n')
    replica.rememberGit('v2', 'three\n')
    expect([replica.recallGit('v1'), replica.recallGit('v2')]).toEqual(['two\n', 'three\n'])
    expect(tree(join(state, 'vaults'))).toEqual(
      new Map([
        ['v1/', 0o700],
        ['v1/git', 0o600],
        ['v2/', 0o700],
        ['v2/git', 0o600],
      ]),
    )
    expect(new Replica(state, newName).recallGit('v1')).toBe('two\n')
  })

  it.each<[string, (path: string) => void]>([
    ['a folder', path => mkdirSync(path)],
    ['too large', path => writeFileSync(path, 'x'.repeat(5000))],
    ['a link to nowhere', path => symlinkSync('/nowhere', path)],
  ])('is nothing where it is %s', (_, put) => {
    mkdirSync(join(state, 'vaults', 'v1'), { recursive: true })
    put(join(state, 'vaults', 'v1', 'git'))
    expect(replica.recallGit('v1')).toBeUndefined()
  })

  it('cannot be kept where the state is no folder', () => {
    writeFileSync(state, '')
    expect(refusal(() => replica.rememberGit('v1', 'one')).details).toMatchObject({
      doing: 'remember',
      cause: 'ENOTDIR',
    })
  })
})

describe('what this machine saved last', () => {
  it('is kept in place of the one before, and of what a killed writer left', () => {
    const kept = 'kNu8eDOhD5y2oLl4mZ0wXA'
    const folder = join(state, 'vaults', kept)
    replica.keepSave(kept, Buffer.from('one'))
    writeFileSync(join(folder, '~last-save.igcodes.killed.tmp'), 'half')
    replica.keepSave(kept, Buffer.from('two'))
    expect(replica.keptSave(kept)?.bytes.toString()).toBe('two')
    expect(readdirSync(folder)).toEqual(['last-save.igcodes'])
  })
})

describe('the memory', () => {
  const memory = { counters: new Map([['laptop', 3]]), written: 3, slot: 'k1' }

  it('of a vault never seen is empty', () => {
    expect(replica.recall('v1')).toEqual({ counters: new Map(), written: 0 })
    expect(tree(place.folder)).toEqual(new Map([['data/', 0o700]]))
  })

  it('comes back as it was kept, for each vault its own, private', () => {
    replica.remember('v1', memory)
    expect(new Replica(state, newName).recall('v1')).toEqual(memory)
    expect(replica.recall('v2').written).toBe(0)
    expect(statSync(memoryPath()).mode & 0o777).toBe(0o600)
  })

  it('has a whole save, both endings, and numbers up to the largest', () => {
    const most = 2 ** 50
    const full = {
      counters: new Map([['laptop', most]]),
      written: most,
      whole: 'a save',
      ended: new Map([
        ['k0', 'replaced'],
        ['k1', 'revoked'],
      ] as const),
    }
    replica.remember('v1', full)
    const other = new Replica(state, newName)
    expect(other.recall('v1')).toEqual(full)
    expect(other.unreadable).toBeUndefined()
    expect(readFileSync(memoryPath(), 'utf8')).not.toContain('undefined')
  })

  it('may be without a slot', () => {
    replica.remember('v1', { counters: new Map(), written: 7 })
    expect(replica.recall('v1')).toEqual({ counters: new Map(), written: 7 })
  })

  it('is not written again when nothing changed', () => {
    replica.remember('v1', memory)
    const { ino } = statSync(memoryPath())
    replica.remember('v1', { ...memory, counters: new Map([['laptop', 3]]) })
    expect(statSync(memoryPath()).ino).toBe(ino)
    replica.remember('v1', { ...memory, written: 4 })
    expect(statSync(memoryPath()).ino).not.toBe(ino)
  })

  it.each([
    '',
    'null',
    '[]',
    '{',
    '{"counters":null,"written":"1"}',
    '{"counters":{},"written":"1"}',
    '{"counters":{},"written":1.5}',
    '{"counters":{},"written":-1}',
    '{"counters":{},"written":9007199254740991}',
    '{"counters":{},"written":{"a":9007199254740991}}',
  ])('that is broken is none, and is repaired by the next: %s', content => {
    replica.remember('v1', memory)
    writeFileSync(memoryPath(), content)
    expect(replica.unreadable).toBeUndefined()
    expect(replica.recall('v1')).toEqual({ counters: new Map(), written: 0 })
    expect(replica.unreadable).toBe(memoryPath())
    replica.remember('v1', memory)
    expect(replica.recall('v1')).toEqual(memory)
  })

  it.each<[string, (path: string) => void]>([
    ['a pipe', path => execFileSync('mkfifo', [path])],
    ['a link to nowhere', path => symlinkSync('/nowhere', path)],
    ['a device', path => symlinkSync('/dev/zero', path)],
    ['too large', path => writeFileSync(path, 'x'.repeat(5 * 1024 * 1024))],
  ])('is none where %s is in its place, and takes it', (_, put) => {
    mkdirSync(join(state, 'vaults', 'v1'), { recursive: true })
    put(memoryPath())
    expect(replica.recall('v1')).toEqual({ counters: new Map(), written: 0 })
    expect(replica.unreadable).toBe(memoryPath())
    replica.remember('v1', memory)
    expect(replica.recall('v1')).toEqual(memory)
  })

  it('is none where a folder is in its place, and is refused there', () => {
    mkdirSync(memoryPath(), { recursive: true })
    expect(replica.recall('v1')).toEqual({ counters: new Map(), written: 0 })
    expect(refusal(() => replica.remember('v1', memory)).code).toBe('storage')
  })

  it('keeps the numbers that are numbers', () => {
    replica.remember('v1', memory)
    writeFileSync(
      memoryPath(),
      '{"counters":{"laptop":2,"phone":"x","home":0.5,"desk":9e15,"attic":-1},"written":2,"slot":9}',
    )
    expect(replica.recall('v1')).toEqual({ counters: new Map([['laptop', 2]]), written: 2 })
    expect(replica.unreadable).toBe(memoryPath())
  })

  describe('with one broken member', () => {
    const full = {
      counters: { laptop: 3 },
      written: 3,
      slot: 'k1',
      epoch: 2,
      keyId: 'id',
      slots: { k1: 'pin' },
      ended: { k0: 'replaced' },
      usedOnce: { k4: 'used' },
    }
    const whole = {
      counters: new Map([['laptop', 3]]),
      written: 3,
      slot: 'k1',
      key: { epoch: 2, id: 'id' },
      pins: new Map([['k1', 'pin']]),
      ended: new Map([['k0', 'replaced']]),
      usedOnce: new Set(['k4']),
    }
    const put = (members: object) => {
      replica.remember('v1', memory)
      writeFileSync(memoryPath(), JSON.stringify({ ...full, ...members }))
    }

    it('there is none: nothing is told', () => {
      put({})
      expect(replica.recall('v1')).toEqual(whole)
      put({ ofALaterVersion: 1 })
      expect(replica.recall('v1')).toEqual(whole)
      expect(replica.unreadable).toBeUndefined()
    })

    const { counters: _, written: __, ...others } = whole
    const none = { counters: new Map(), written: 0 }
    it.each<[string, object, object]>([
      ['counters', { counters: null }, { ...whole, counters: new Map() }],
      ['counters', { counters: undefined }, { ...whole, counters: new Map() }],
      ['counters', { counters: { laptop: 3, desk: '4' } }, whole],
      ['written', { written: 'x' }, { ...whole, written: 0 }],
      ['written', { written: undefined }, { ...whole, written: 0 }],
      ['counters, written', { counters: 1, written: -1 }, { ...others, ...none }],
      ['slot', { slot: 1 }, { ...whole, slot: undefined }],
      ['epoch', { epoch: 'x' }, { ...whole, key: undefined }],
      ['epoch', { epoch: -1 }, { ...whole, key: undefined }],
      ['epoch', { epoch: undefined }, { ...whole, key: undefined }],
      ['keyId', { keyId: 7 }, { ...whole, key: undefined }],
      ['keyId', { keyId: undefined }, { ...whole, key: undefined }],
      ['slots', { slots: [] }, { ...whole, pins: undefined }],
      ['slots', { slots: { k1: 'pin', k2: 2 } }, whole],
      ['ended', { ended: 'x' }, { ...whole, ended: undefined }],
      ['ended', { ended: { k0: 'replaced', k2: 'gone' } }, whole],
      ['usedOnce', { usedOnce: ['k4'] }, { ...whole, usedOnce: undefined }],
      ['usedOnce', { usedOnce: { k4: 'used', k5: 1 } }, whole],
    ])('that is told, the others still count, and the next repairs it: %s %j', (_, members, recalled) => {
      put(members)
      const found = replica.recall('v1')
      expect(found).toEqual(recalled)
      expect(replica.unreadable).toBe(memoryPath())
      // The same again: it is still written.
      replica.remember('v1', found)
      const after = new Replica(state, newName)
      expect(after.recall('v1')).toEqual(recalled)
      expect(after.unreadable).toBeUndefined()
    })
  })
})

describe('a claim', () => {
  const handedOut = (...codes: string[]) => ({ handedOut: new Set(codes), used: new Set() })

  it('is an empty private file named by the code', () => {
    expect(replica.claim('v1', ['c1', 'c2'])).toBe(true)
    const folder = join(state, 'vaults', 'v1', 'claims')
    expect(tree(folder)).toEqual(
      new Map([
        ['c1', 0o600],
        ['c2', 0o600],
      ]),
    )
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'c1')).size).toBe(0)
    expect(new Replica(state, newName).claims('v1')).toEqual(handedOut('c1', 'c2'))
    expect(replica.claims('v2')).toEqual(handedOut())
  })

  it('is made once: the second time nothing is claimed', () => {
    expect(replica.claim('v1', ['c2'])).toBe(true)
    expect(replica.claim('v1', ['c1', 'c2', 'c3'])).toBe(false)
    expect(replica.claims('v1')).toEqual(handedOut('c2'))
  })

  it('on nothing is granted, and writes nothing', () => {
    expect(replica.claim('v1', [])).toBe(true)
    expect(tree(place.folder)).toEqual(new Map([['data/', 0o700]]))
  })

  it('can be taken back, also one that was never made', () => {
    replica.claim('v1', ['c1', 'c2'])
    replica.release('v1', ['c1', 'c9'])
    expect(replica.claims('v1')).toEqual(handedOut('c2'))
    expect(replica.claim('v1', ['c1'])).toBe(true)
  })

  it.each(['x'.repeat(300), '../../replica', 'a/b', '', '.'])('is never a file named %j', name => {
    expect(refusal(() => replica.claim('v1', ['c1', name]))).toMatchObject({
      code: 'damaged',
      details: { part: 'journal' },
    })
    expect(replica.claims('v1')).toEqual(handedOut())
  })

  it('keeps in mind what is used up, whether or not it was handed out here', () => {
    replica.claim('v1', ['c1', 'c2'])
    replica.noteUsed('v1', ['c2', 'c3', '../../c4'])
    replica.noteUsed('v1', ['c3'])
    expect(replica.claims('v1')).toEqual({ handedOut: new Set(['c1', 'c2']), used: new Set(['c2', 'c3']) })
    expect([...tree(join(state, 'vaults', 'v1', 'claims')).keys()]).toEqual(['c1', 'c2', 'c2.used', 'c3.used'])
  })

  it('where a file is in the place of its folder is a storage failure', () => {
    mkdirSync(join(state, 'vaults', 'v1'), { recursive: true })
    writeFileSync(join(state, 'vaults', 'v1', 'claims'), '')
    expect(refusal(() => replica.claim('v1', ['c1'])).details).toMatchObject({ cause: 'EEXIST' })
  })
})

describe('counters', () => {
  const counters = (text: string) =>
    new Map(text.split(' ').flatMap(pair => (pair ? [[pair.slice(0, 1), Number(pair.slice(1))] as const] : [])))

  it.each([
    ['', '', 0],
    ['a3', 'a3', 0],
    ['a3', 'a5 b1', 0],
    ['a3 b2', 'a3', 2],
    ['a3 b2', 'a1 b1 c9', 3],
    ['', 'a1', 0],
  ])('seen %j, in the copy %j: %d changes are missing', (seen, copy, missing) => {
    expect(missingChanges(counters(seen), counters(copy))).toBe(missing)
  })

  it.each([
    ['a3 b1', 'a2 c4', 'a3 b1 c4'],
    ['', 'a1', 'a1'],
  ])('%j and %j together are %j', (one, other, both) => {
    expect(latest(counters(one), counters(other))).toEqual(counters(both))
    expect(latest(counters(other), counters(one))).toEqual(counters(both))
  })
})
