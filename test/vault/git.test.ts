/** Two computers, one bare repository, the real git: whatever git does to the vault, nothing is missing after the next command. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { exchange, repositorySystem } from '../../src/commands/vault/exchange.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { UserError } from '../../src/errors.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { Git } from '../../src/vault/git.ts'
import { uniteConflict } from '../../src/vault/git-conflict.ts'
import { uniteFiles } from '../../src/vault/git-driver.ts'
import { Repository } from '../../src/vault/git-repository.ts'
import { GitStates, hasLooked, keepPrepared, lastSeen, sidesOfConflict } from '../../src/vault/git-sides.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import type { Replica } from '../../src/vault/replica.ts'
import { workTreeOf } from '../../src/vault/work-tree.ts'
import { cheap } from '../envelope/samples.ts'
import { Computer } from './computer.ts'
import { add, failure, machine, passphrase, states, typed } from './samples.ts'

let root: string
let remote: string
let a: Computer
let b: Computer

function newComputer(name: string): Computer {
  return new Computer(root, remote, name)
}

/** Copied for each test: both computers set up, and then apart. */
let ready: string
let apart: string

/** Both hand a code out and commit, B by hand, as people do who do not know of sync; A's is at the remote. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'igcodes-git-'))
  ready = `${root}-ready`
  apart = `${root}-apart`
  remote = join(root, 'remote.git')
  execFileSync('git', ['init', '--quiet', '--bare', remote])
  a = newComputer('aki')
  b = newComputer('ben')
  await add(await createVault(a.vault, { passphrase }, cheap, a.system))
  await a.setUp()
  await b.setUp()
  execFileSync('cp', ['-a', root, ready])
  await a.use()
  await a.sync()
  await b.use()
  b.tryGit('commit', '-qam', 'by hand')
  b.git('fetch', '-q')
  renameSync(root, apart)
})

function begin(template: string): void {
  execFileSync('cp', ['-a', template, root])
  // A copied state would get another name than the machine that it stands for.
  for (const { state } of [a, b]) {
    const replica = join(state, 'replica')
    writeFileSync(replica, readFileSync(replica, 'utf8').replace(/ .*/, ''))
  }
}

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true, force: true })
})
afterAll(() => {
  for (const template of [ready, apart]) rmSync(template, { recursive: true, force: true })
})

/** How often a code was handed out, on any computer. */
async function handedOut(computer: Computer): Promise<number> {
  return (await computer.open()).events.filter(({ type }) => type === 'code-reserved').length
}

describe('sync', () => {
  beforeEach(() => begin(ready))

  test('brings what each of two computers did apart, in commits that name nobody', async () => {
    const drawn = [await a.use(), await b.use()]
    expect(new Set(drawn).size).toBe(2)
    expect(await a.sync()).toMatchObject({ pushed: true, committed: true, gained: { events: 0 } })
    expect(await b.sync()).toMatchObject({ pushed: true, gained: { codes: [{ state: 'reserved' }] } })
    expect(await a.sync()).toMatchObject({ pushed: false, committed: false, gained: { events: expect.any(Number) } })
    expect(await a.sync()).toMatchObject({ pushed: false, committed: false, gained: { events: 0 } })
    expect([await handedOut(a), await handedOut(b)]).toEqual([2, 2])
    expect(readFileSync(a.vault)).toEqual(readFileSync(b.vault))
    expect(a.git('status', '--porcelain')).toBe('')
    const log = a.git('log', '--format=%an %ae %B')
    expect(new Set(log.trim().split(/\n+/))).toEqual(new Set(['igcodes igcodes@localhost igcodes: sync']))
    expect(statSync(b.vault).mode & 0o777).toBe(0o600)
  })

  test('makes one commit of several saves, of the vault alone, and leaves what else is staged', async () => {
    writeFileSync(join(a.tree, 'notes.txt'), 'mine')
    a.git('add', 'notes.txt')
    await a.use()
    await a.use()
    const before = a.git('rev-parse', 'HEAD').trim()
    expect(await a.sync()).toMatchObject({ pushed: true })
    expect(a.git('rev-list', `${before}..HEAD`).trim().split('\n')).toHaveLength(1)
    expect(a.git('show', '--name-only', '--format=', 'HEAD').trim()).toBe('vault.igcodes')
    expect(a.git('diff', '--cached', '--name-only').trim()).toBe('notes.txt')
  })

  test('commits in the name that git knows, and in its own where that is only half a name', async () => {
    const author = async () => {
      await a.use()
      await a.sync()
      return a.git('log', '-1', '--format=%an <%ae>, %cn <%ce>').trim()
    }
    const own = 'igcodes <igcodes@localhost>'
    a.git('config', 'user.name', 'Sato')
    expect(await author()).toBe(`${own}, ${own}`)
    a.git('config', 'user.email', 'sato@example.com')
    const sato = 'Sato <sato@example.com>'
    expect(await author()).toBe(`${sato}, ${sato}`)
    a.git('config', '--remove-section', 'user')
    Object.assign(a.env, { GIT_AUTHOR_NAME: 'Sato', GIT_AUTHOR_EMAIL: 'sato@example.com' })
    expect(await author()).toBe(`${sato}, ${own}`)
    Object.assign(a.env, { GIT_COMMITTER_NAME: 'Abe', GIT_COMMITTER_EMAIL: 'abe@example.com' })
    expect(await author()).toBe(`${sato}, Abe <abe@example.com>`)
  })

  test('leaves the tags of the remote there, also where git was told to fetch them', async () => {
    b.git('tag', 'opened-in-shibuya')
    b.git('push', '-q', 'origin', 'opened-in-shibuya')
    a.git('config', 'remote.origin.tagOpt', '--tags')
    await a.use()
    await a.sync()
    expect(a.git('tag')).toBe('')
  })

  test('offline: the commit is made, and it is no error if that was allowed for', async () => {
    await a.use()
    renameSync(remote, `${remote}.gone`)
    expect((await failure(a.sync())).code).toBe('remote-offline')
    expect(await a.sync({ ifOnline: true })).toMatchObject({ offline: true, pushed: false })
    renameSync(`${remote}.gone`, remote)
    expect(await a.sync()).toMatchObject({ offline: false, pushed: true })
  })

  test('a hook that refuses is told from offline, and the vault stays saved', async () => {
    hook(join(remote, 'hooks', 'pre-receive'), 'echo "not on Sundays" >&2; exit 1')
    await a.use()
    const error = await a.sync({ ifOnline: true }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'remote-refused',
      details: { words: expect.arrayContaining(['remote: not on Sundays']) },
    })
    hook(join(a.tree, '.git', 'hooks', 'pre-commit'), 'echo "no signature" >&2; exit 1')
    await a.use()
    expect(await a.sync().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'git-failed',
      details: { words: ['no signature'] },
    })
    expect(await handedOut(a)).toBe(2)
  })

  test('tries again if somebody pushed between its fetch and its push', async () => {
    await b.use()
    await a.use()
    // The first push of A is overtaken: B's commit arrives while A's is on its way.
    await b.sync()
    const tip = b.git('rev-parse', 'HEAD').trim()
    const behind = b.git('rev-parse', 'HEAD~1').trim()
    execFileSync('git', ['-C', remote, 'update-ref', 'HEAD', behind])
    hook(
      join(a.tree, '.git', 'hooks', 'pre-push'),
      `test -e pushed || { touch pushed; unset GIT_DIR; git -C ${remote} update-ref HEAD ${tip}; }`,
    )
    expect(await a.sync()).toMatchObject({ pushed: true })
    expect(await handedOut(a)).toBe(2)
    expect(existsSync(join(a.tree, 'pushed'))).toBe(true)
  })

  test('unites .gitattributes, where both sides have changed it, with its own rule in it', async () => {
    for (const [computer, rule] of [
      [a, '*.txt text'],
      [b, '*.md text'],
    ] as const) {
      const file = join(computer.tree, '.gitattributes')
      writeFileSync(file, `${rule}\n${readFileSync(file, 'utf8')}`)
      computer.git('add', '.gitattributes')
      computer.tryGit('commit', '-qm', rule)
    }
    await a.sync()
    await b.use()
    await b.sync()
    const united = readFileSync(join(b.tree, '.gitattributes'), 'utf8')
    expect(united).not.toMatch(/^[<=>]{7}/m)
    expect(united).toMatch(/^\S+ .*merge=igcodes/m)
    expect(b.git('status', '--porcelain')).toBe('')
    await a.sync()
    expect(await handedOut(a)).toBe(1)
  })

  test('merges other files too, and stops before those that git cannot merge', async () => {
    for (const [computer, text] of [
      [a, 'one'],
      [b, 'two'],
    ] as const) {
      writeFileSync(join(computer.tree, `${computer.name}.txt`), text)
      writeFileSync(join(computer.tree, 'both.txt'), text)
      computer.git('add', '.')
      computer.tryGit('commit', '-qm', 'files')
      await computer.use()
    }
    await a.sync()
    expect(await b.sync().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'git-conflict',
      details: { files: ['both.txt'] },
    })
    expect(await handedOut(b)).toBe(2)
    expect(b.git('status', '--porcelain')).toBe('')
    b.git('rm', '-q', 'both.txt')
    b.tryGit('commit', '-qm', 'without it')
    a.git('rm', '-q', 'both.txt')
    a.tryGit('commit', '-qm', 'without it')
    await a.sync()
    await b.sync()
    expect(existsSync(join(b.tree, 'aki.txt'))).toBe(true)
  })

  test('a remote with another vault gets nothing', async () => {
    const c = newComputer('chie')
    await add(await createVault(c.vault, { passphrase }, cheap, c.system))
    expect((await failure(c.setUp())).code).toBe('git-other-vault')
    const tip = execFileSync('git', ['-C', remote, 'rev-parse', 'HEAD'], { encoding: 'utf8' })
    expect(tip).toBe(a.git('rev-parse', 'HEAD'))
  })

  test('shallow clones and histories without a common beginning are united', async () => {
    const c = newComputer('chie')
    rmSync(c.tree, { recursive: true })
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${remote}`, c.tree], { env: c.env })
    await c.use()
    await a.use()
    await a.sync()
    await a.use()
    await a.sync()
    await c.sync()
    const d = newComputer('dai')
    writeFileSync(d.vault, readFileSync(b.vault), { mode: 0o600 })
    await d.use()
    await d.setUp()
    expect(await handedOut(d)).toBe(4)
    await a.sync()
    expect(await handedOut(a)).toBe(4)
  })
})

test('random uses and new lists on two computers, often offline, end in one state with nothing lost', async () => {
  begin(ready)
  const seed = Math.floor(Math.random() * 2 ** 32)
  let drawn = seed
  const next = (below: number): number => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((drawn / 2 ** 32) * below)
  }
  const told = { uses: 0, lists: 1 }
  for (let step = 0; step < 10; step++) {
    const computer = next(2) === 0 ? a : b
    const what = next(4)
    if (what === 0) await computer.sync()
    else if (what === 1 && told.lists < 8) {
      await add(await computer.open(), 1 + told.lists++, 5, parseHandle(`account_${told.lists}`))
    } else if (told.uses < 4) {
      await computer.use()
      told.uses++
    }
  }
  for (const computer of [a, b, a]) await computer.sync()
  expect(readFileSync(a.vault), `seed ${seed}`).toEqual(readFileSync(b.vault))
  expect(await handedOut(a), `seed ${seed}`).toBe(told.uses)
  expect((await a.open()).state.accounts.size, `seed ${seed}`).toBe(told.lists)
  expect(a.git('rev-parse', 'HEAD')).toBe(b.git('rev-parse', 'HEAD'))
})

describe('sync of what was committed by hand', () => {
  beforeEach(() => begin(apart))

  test('refuses a detached head and a merge under way that is not its own', async () => {
    b.tryGit('merge', remoteBranch())
    expect((await failure(b.sync())).code).toBe('git-under-way')
    b.tryGit('merge', '--abort')
    b.git('checkout', '-q', '--detach')
    expect((await failure(b.sync())).code).toBe('git-under-way')
    b.git('checkout', '-q', '-')
    await b.sync()
    expect(await handedOut(b)).toBe(2)
  })

  test('names the branch to go back to from a detached head, where it knows only one', async () => {
    const branch = b.git('branch', '--show-current').trim()
    b.git('checkout', '-q', '--detach')
    const told = async () => (await failure(b.sync())).details
    expect(await told()).toEqual({ what: 'detached', folder: b.tree, branch })
    b.git('branch', '-q', '--track', 'another', branch)
    expect(await told()).toEqual({ what: 'detached', folder: b.tree })
  })

  test('finishes its own merge after it was killed', async () => {
    b.tryGit(
      '-c',
      'merge.igcodes.driver=true',
      'merge',
      '--no-commit',
      '--no-ff',
      '-m',
      'igcodes: sync',
      remoteBranch(),
    )
    expect(await b.sync()).toMatchObject({ pushed: true })
    expect(await handedOut(b)).toBe(2)
    expect(b.git('status', '--porcelain')).toBe('')
  })
})

describe('files of git that cannot be read', () => {
  beforeEach(() => begin(apart))

  /** A link to itself (ELOOP): what root, too, cannot read. */
  function loop(path: string): void {
    if (existsSync(path)) renameSync(path, `${path}-before`)
    symlinkSync(path, path)
  }

  test.each(['.git', '.git/HEAD'])('%s is not taken for absent; what needs no git goes on', async name => {
    const path = join(b.tree, name)
    loop(path)
    expect(await failure(b.sync())).toMatchObject({ code: 'storage', details: { doing: 'read', path, cause: 'ELOOP' } })
    expect(await handedOut(b)).toBe(1)
  })

  test('a merge is not taken for ours without its message', async () => {
    b.tryGit('merge', remoteBranch())
    const text = join(b.tree, '.git', 'MERGE_MSG')
    rmSync(text)
    expect((await failure(b.sync())).code).toBe('git-under-way')
    loop(text)
    expect((await failure(b.sync())).details).toMatchObject({ path: text, cause: 'ELOOP' })
  })
})

describe('a git that is killed', () => {
  test('while it commits leaves its lock: the next sync names it, and is whole once it is gone', async () => {
    begin(ready)
    const path = join(a.tree, '.git', 'hooks', 'pre-commit')
    hook(path, 'kill -9 $PPID')
    await a.use()
    expect(await a.sync().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'git-failed',
      details: { command: 'commit', words: [expect.stringContaining('SIGKILL')] },
    })
    rmSync(path)
    const lock = join(a.tree, '.git', 'index.lock')
    expect(existsSync(lock)).toBe(true)
    await a.use()
    expect(await a.sync().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'git-locked',
      details: { path: lock },
    })
    // The lock of the configuration keeps no command from opening the vault.
    a.git('config', '--remove-section', 'merge.igcodes')
    writeFileSync(join(a.tree, '.git', 'config.lock'), '')
    expect(await handedOut(a)).toBe(2)
    rmSync(join(a.tree, '.git', 'config.lock'))
    rmSync(lock)
    expect(await a.sync()).toMatchObject({ pushed: true })
    await b.sync()
    expect(await handedOut(b)).toBe(2)
  })

  test('while it fetches leaves its lock, which is not said to be the remote’s; one that goes away is waited for', async () => {
    begin(ready)
    await a.use()
    await a.sync()
    const lock = join(b.tree, '.git', 'refs', 'remotes', 'origin', `${b.git('branch', '--show-current').trim()}.lock`)
    writeFileSync(lock, '')
    expect(await b.sync().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'git-locked',
      details: { path: lock },
    })
    const syncing = b.sync()
    await setTimeout(300)
    rmSync(lock)
    await syncing
    expect(await handedOut(b)).toBe(1)
  })

  test('at the remote leaves its lock there, which is named', async () => {
    begin(ready)
    const lock = join(remote, 'refs', 'heads', `${a.git('branch', '--show-current').trim()}.lock`)
    writeFileSync(lock, '')
    await a.use()
    expect(await a.sync().catch((thrown: unknown) => thrown)).toMatchObject({
      code: 'remote-refused',
      details: { words: expect.arrayContaining([expect.stringContaining(".lock': File exists")]) },
    })
    rmSync(lock)
    expect(await a.sync()).toMatchObject({ pushed: true })
  })

  test.each([
    ['with the vault gone', 'rm vault.igcodes; touch .git/index.lock'],
    ['with the merge begun', 'git -c merge.igcodes.driver=true "$@"; touch .git/index.lock'],
  ])('while it merges, %s: the vault is whole, and the next sync finishes', async (_, before) => {
    begin(apart)
    const programs = join(root, 'programs')
    hook(
      join(programs, 'git'),
      `PATH=${b.env.PATH}; case " $* " in *" merge "*) ${before}; kill -9 $$;; esac; exec git "$@"`,
    )
    const { PATH } = b.env
    Object.assign(b.env, { PATH: `${programs}:${PATH}` })
    const error = await b.sync().catch((thrown: unknown) => thrown)
    Object.assign(b.env, { PATH })
    expect(error).toMatchObject({ code: expect.stringMatching(/^git-(failed|locked)$/) })
    expect(await handedOut(b)).toBe(2)
    rmSync(join(b.tree, '.git', 'index.lock'), { force: true })
    expect(await b.sync()).toMatchObject({ pushed: true })
    expect(b.git('status', '--porcelain')).toBe('')
    await a.sync()
    expect(await handedOut(a)).toBe(2)
  })
})

function hook(path: string, script: string): void {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

/** What git has, byte for byte, of B. */
function blob(name: string): Buffer {
  return execFileSync('git', ['cat-file', 'blob', name], { cwd: b.tree, env: b.env })
}

/** A machine of B without any memory. */
function machineOf(state: string): Computer['system'] {
  return machine(join(b.home, state), b.name)
}

function remoteBranch(): string {
  return `origin/${b.git('branch', '--show-current').trim()}`
}

describe('what git does by itself', () => {
  beforeEach(() => begin(apart))

  test.each([
    [
      'a driver that fails, then commit -a',
      () => [b.tryGit('merge', remoteBranch()), b.tryGit('commit', '-qam', 'done')],
    ],
    ['a merge that is still open', () => [b.tryGit('merge', remoteBranch())]],
    ['-s ours', () => [b.tryGit('merge', '-q', '-s', 'ours', '-m', 'ours', remoteBranch())]],
    [
      '-X theirs with a driver that takes ours',
      () => [b.breakDriver('/bin/true'), b.tryGit('merge', '-q', '-X', 'theirs', '-m', 'm', remoteBranch())],
    ],
    [
      'reset to the remote',
      () => [b.tryGit('reset', '-q', '--hard', remoteBranch()), b.tryGit('merge', remoteBranch())],
    ],
    ['a rebase that stops', () => [b.tryGit('rebase', remoteBranch())]],
  ])('%s: nothing is missing after the next command', async (_, happen) => {
    await b.open()
    happen()
    expect(await handedOut(b)).toBe(2)
  })

  test('revert and reset of the newest commit, and an old commit checked out', async () => {
    a.tryGit('revert', '--no-edit', 'HEAD')
    expect(await handedOut(a)).toBe(1)
    a.tryGit('commit', '-qam', 'healed')
    await a.open()
    a.git('reset', '-q', '--hard', 'HEAD~1')
    expect(await handedOut(a)).toBe(1)
    a.git('stash', '-q')
    a.git('checkout', '-q', 'HEAD~1')
    expect(await handedOut(a)).toBe(1)
  })

  test('what was left in git is told, whatever else was taken in, and looked for again', async () => {
    const tree = workTreeOf(b.vault)
    if (!tree) throw new Error('no work tree')
    expect(b.tryGit('merge', '--no-commit', '--no-ff', '-s', 'ours', remoteBranch())).toBe(0)
    const { system } = b
    const vault = await openVault(findVault(b.vault), typed, system)
    const look = async (...outcomes: readonly GitStates['outcome'][]) => {
      const takeBack = vi.spyOn(vault, 'takeBack')
      for (const outcome of outcomes) takeBack.mockResolvedValueOnce(outcome)
      takeBack.mockResolvedValue('nothing')
      const states = new GitStates(tree, b.env, system.replica)
      await states.takeInto(vault, typed)
      const { length } = takeBack.mock.calls
      takeBack.mockRestore()
      return [states.outcome, length > 0]
    }
    expect(await look('withheld', 'merged')).toEqual(['withheld', true])
    expect(await look('merged')).toEqual(['merged', true])
    // Git has changed nothing since.
    expect(await look('merged')).toEqual(['nothing', false])
  })

  test('without its driver git leaves markers, which both sides in the index repair', async () => {
    rmSync(join(b.tree, '.git', 'info', 'attributes'))
    rmSync(join(b.tree, '.gitattributes'))
    b.tryGit('commit', '-qam', 'no attributes')
    expect(b.tryGit('merge', remoteBranch())).not.toBe(0)
    expect(readFileSync(b.vault, 'latin1')).toContain('<<<<<<< ')
    expect(() => findVault(b.vault)).toThrowError(
      expect.objectContaining({ details: expect.objectContaining({ part: 'conflict-markers' }) }),
    )
    const marked = readFileSync(b.vault)
    const wrong = uniteConflict(b.vault, { text: 'not that one' }, b.system, b.env)
    expect((await failure(wrong)).code).toBe('wrong-passphrase')
    expect(readFileSync(b.vault)).toEqual(marked)
    const { vault, isWhole } = await uniteConflict(b.vault, typed, b.system, b.env)
    expect(isWhole).toBe(true)
    expect(states(vault).match(/reserved/g)).toHaveLength(2)
    expect(b.git('diff', '--name-only', '--diff-filter=U')).toBe('')
  })

  /** Git has merged the vault as text. */
  function mark(): Buffer {
    for (const file of ['.git/info/attributes', '.gitattributes']) rmSync(join(b.tree, file), { force: true })
    b.tryGit('commit', '-qam', 'no attributes')
    expect(b.tryGit('merge', remoteBranch())).not.toBe(0)
    const marked = readFileSync(b.vault)
    expect(marked.toString('latin1')).toContain('<<<<<<< ')
    return marked
  }

  const unmerged = () => b.git('diff', '--name-only', '--diff-filter=U').trim()

  test('a merge that was committed with its markers is repaired from both parents', async () => {
    mark()
    b.git('add', 'vault.igcodes')
    b.tryGit('commit', '-qm', 'with markers')
    const tree = workTreeOf(b.vault)
    const sides = tree ? await sidesOfConflict(tree, b.env) : []
    expect(sides).toEqual(['HEAD^1', 'HEAD^2'].map(side => blob(`${side}:vault.igcodes`)))
    const onSaved = vi.fn()
    const { vault, isWhole } = await uniteConflict(b.vault, typed, { ...b.system, onSaved }, b.env)
    expect([isWhole, states(vault).match(/reserved/g)?.length]).toEqual([true, 2])
    expect(onSaved).toHaveBeenCalled()
    expect(b.git('diff', '--cached', '--name-only').trim()).toBe('vault.igcodes')
  })

  test('of two sides one that the passphrase does not open waits, and git is told nothing', async () => {
    const next = 'another good passphrase'
    const opened = await openVault(findVault(a.vault), typed, a.system)
    await opened.renewKey({ replaced: [opened.slot], by: { kind: 'passphrase', secret: next, cost: cheap } })
    a.writes(next)
    await a.sync()
    b.git('fetch', '-q')
    const marked = mark()
    const theirs = blob(':3:vault.igcodes')
    const { vault, isWhole } = await uniteConflict(b.vault, { text: next }, machineOf('one state'), b.env)
    expect([isWhole, vault.epoch, unmerged()]).toEqual([false, 2, 'vault.igcodes'])
    expect(readFileSync(b.vault)).toEqual(theirs)
    writeFileSync(b.vault, marked)
    const other = machineOf('another state')
    expect((await uniteConflict(b.vault, typed, other, b.env)).vault.epoch).toBe(1)
    expect(readFileSync(b.vault)).toEqual(blob(':2:vault.igcodes'))
  })

  test('what was saved meanwhile in the place of markers is left alone', async () => {
    mark()
    const { system } = b
    vi.spyOn(system.replica, 'mark', 'get').mockImplementation(() => {
      writeFileSync(b.vault, 'saved meanwhile')
      return undefined
    })
    const error = await failure(uniteConflict(b.vault, typed, system, b.env))
    expect([error.code, error.details]).toEqual(['vault-replaced', { path: b.vault }])
    expect(readFileSync(b.vault, 'utf8')).toBe('saved meanwhile')
  })

  test('markers stay where the key cannot be derived', async () => {
    const marked = mark()
    const failing = { ...b.system, stretch: () => Promise.reject(new RangeError('out of memory')) }
    await expect(uniteConflict(b.vault, typed, failing, b.env)).rejects.toThrow('out of memory')
    expect(readFileSync(b.vault)).toEqual(marked)
  })

  test.each([
    ['git-missing', true],
    ['git-failed', true],
    ['git-locked', true],
    ['storage', true],
    ['locked', true],
    ['damaged', false],
  ] as const)('what fails with %s while it is taken in keeps nobody from opening: %s', async (code, isPassing) => {
    const tree = workTreeOf(b.vault)
    if (!tree) throw new Error('no work tree')
    const { system } = b
    const vault = await openVault(findVault(b.vault), typed, system)
    const error = Reflect.construct(UserError, [code, {}]) as UserError
    vi.spyOn(vault, 'takeBack').mockRejectedValue(error)
    const states = new GitStates(tree, b.env, system.replica)
    const taking = states.takeInto(vault, typed)
    if (!isPassing) return expect(taking).rejects.toBe(error)
    await taking
    expect(states.outcome).toBe('withheld')
    expect(hasLooked(tree, vault.id, system.replica)).toBe(false)
  })

  test('a configuration that is there already is left, and one that cannot be written is no failure', async () => {
    const tree = workTreeOf(b.vault)
    if (!tree) throw new Error('no work tree')
    expect(await keepPrepared(tree, b.env)).toBe(false)
    b.git('config', '--remove-section', 'merge.igcodes')
    const lock = join(b.tree, '.git', 'config.lock')
    writeFileSync(lock, '')
    expect(await keepPrepared(tree, b.env)).toBe(false)
    rmSync(lock)
    expect(await keepPrepared(tree, b.env)).toBe(true)
  })

  test('the commits that were seen last are those of its note', () => {
    const [short, long] = ['0123456789'.repeat(4), 'abcdef0123456789'.repeat(4)]
    const seen = (text?: string) => lastSeen('id', { recallGit: () => text } as unknown as Replica)
    expect(seen()).toEqual([])
    expect(seen(`${short} ${long} ${short.slice(1)} ${long}0 ${short.toUpperCase().replace('0', 'A')} 1 -`)).toEqual([
      short,
      long,
    ])
  })

  test('markers in a file that git does not know are damage', async () => {
    const marked = `<<<<<<< HEAD\n${readFileSync(b.vault, 'latin1')}=======\n>>>>>>> theirs\n`
    const elsewhere = join(b.home, 'vault.igcodes')
    for (const path of [elsewhere, join(b.tree, 'unknown.igcodes')]) {
      writeFileSync(path, marked, { encoding: 'latin1', mode: 0o600 })
      expect(await failure(uniteConflict(path, typed, b.system, b.env))).toMatchObject({
        code: 'damaged',
        details: { part: 'conflict-markers', path },
      })
      expect(readFileSync(path, 'latin1')).toBe(marked)
    }
  })

  test('the configuration is put back at the next command', async () => {
    b.git('config', '--remove-section', 'merge.igcodes')
    rmSync(join(b.tree, '.git', 'info', 'attributes'))
    await b.open()
    expect(b.git('config', 'merge.igcodes.driver')).toContain('git-merge %A %B')
    expect(b.git('config', 'merge.igcodes.recursive').trim()).toBe('binary')
    expect(b.git('check-attr', 'merge', '--', 'vault.igcodes').trim()).toBe('vault.igcodes: merge: igcodes')
  })
})

describe('the merge driver', () => {
  beforeEach(() => begin(apart))

  test('unites two files whatever their modes, beside nothing else', async () => {
    const [ours, theirs] = [join(root, '.merge_file_a'), join(root, '.merge_file_b')]
    writeFileSync(ours, readFileSync(b.vault), { mode: 0o644 })
    writeFileSync(theirs, readFileSync(a.vault), { mode: 0o644 })
    expect(await uniteFiles(ours, theirs, passphrase, b.system, b.env)).toBe(true)
    const once = readFileSync(ours)
    expect(await uniteFiles(ours, theirs, passphrase, b.system, b.env)).toBe(true)
    expect(readFileSync(ours)).toEqual(once)
    writeFileSync(b.vault, once)
    expect(await handedOut(b)).toBe(2)
    expect(existsSync(`${ours}.lock`) || existsSync(`${ours}.backups`)).toBe(false)
  })

  test('opens what has got a new key meanwhile with the passphrase that it was given', async () => {
    const opened = await openVault(findVault(a.vault), typed, a.system)
    await opened.renewKey({})
    expect(await uniteFiles(b.vault, a.vault, passphrase, b.system, b.env)).toBe(true)
    expect(findVault(b.vault).envelope.epoch).toBe(opened.epoch)
    expect(await handedOut(b)).toBe(2)
  })

  test('leaves ours as it is where a person has to agree, and where it has everything', async () => {
    const vault = await openVault(findVault(a.vault), typed, a.system)
    await vault.addSlot({ kind: 'passphrase', secret: 'of somebody else', cost: cheap })
    const unchanged = statSync(b.vault)
    expect(await uniteFiles(b.vault, a.vault, passphrase, b.system, b.env)).toBe(false)
    const ours = join(root, 'ours')
    writeFileSync(ours, readFileSync(a.vault))
    const { ino } = statSync(ours)
    expect(await uniteFiles(ours, ours, passphrase, b.system, b.env)).toBe(true)
    expect([statSync(b.vault).ino, statSync(ours).ino]).toEqual([unchanged.ino, ino])
    writeFileSync(ours, 'no vault')
    const broken = await failure(uniteFiles(ours, b.vault, passphrase, b.system, b.env))
    expect([broken.code, broken.details]).toEqual(['damaged', { part: 'magic', path: ours }])
  })

  test('leaves ours as it is without a key, and for what is no vault', async () => {
    const theirs = join(root, 'theirs')
    writeFileSync(theirs, 'version https://git-lfs.github.com/spec/v1\n')
    const before = readFileSync(a.vault)
    expect((await failure(uniteFiles(a.vault, theirs, undefined, a.system, a.env))).code).toBe('passphrase-needed')
    expect((await failure(uniteFiles(a.vault, theirs, passphrase, a.system, a.env))).code).toBe('damaged')
    expect(readFileSync(a.vault)).toEqual(before)
  })
})

describe('setting up', () => {
  beforeEach(() => begin(ready))

  test.each([
    ['a folder with other files', 'git-other-files', (c: Computer) => writeFileSync(join(c.tree, 'letter.txt'), '')],
    [
      'a rule that changes bytes',
      'git-attributes',
      (c: Computer) => {
        c.git('init', '-q')
        writeFileSync(join(c.tree, '.gitattributes'), '*.igcodes filter=lfs\n')
      },
    ],
  ])('refuses %s, with nothing changed', async (_, code, make) => {
    const c = newComputer('chie')
    await createVault(c.vault, { passphrase }, cheap, c.system)
    make(c)
    expect((await failure(c.setUp())).code).toBe(code)
    expect(existsSync(join(c.tree, '.git', 'info', 'attributes'))).toBe(false)
  })

  test('shows what git said without the passwords of addresses', async () => {
    const { words } = await new Git(a.tree, a.env).run(['fetch', 'nowhere://sato:secret@example.com/v.git'])
    expect(words.join()).toContain('nowhere')
    expect(words.join()).not.toContain('secret')
  })

  test('refuses an address with a password in it, and another remote of that name', async () => {
    const repository = await Repository.of(a.vault, await repositorySystem(a.context()))
    expect((await failure(repository.addRemote('https://sato:secret@example.com/v.git'))).code).toBe(
      'git-address-secret',
    )
    expect((await failure(repository.addRemote('https://example.com/v.git'))).code).toBe('git-remote-known')
  })

  test('a vault in a folder of a larger repository is prepared there', async () => {
    const c = newComputer('chie')
    rmSync(c.tree, { recursive: true })
    mkdirSync(join(c.home, 'team'))
    execFileSync('git', ['init', '-q'], { cwd: c.home, env: c.env })
    await add(await createVault(c.vault, { passphrase }, cheap, c.system))
    const repository = await Repository.begin(c.vault, await repositorySystem(c.context()))
    await repository.prepare()
    const context = c.context()
    expect(await exchange(context, await context.open(), repository, undefined, {})).toMatchObject({ committed: true })
    expect(c.git('ls-files', '--full-name').trim().split('\n')).toEqual(['team/.gitattributes', 'team/vault.igcodes'])
    expect(c.git('check-attr', 'merge', '--', 'vault.igcodes').trim()).toBe('vault.igcodes: merge: igcodes')
    expect(c.git('status', '--porcelain', '--', '.')).toBe('')
  })
})
