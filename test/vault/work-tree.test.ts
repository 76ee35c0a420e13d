/** What is seen of git without git, against git itself. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Git } from '../../src/vault/git.ts'
import {
  branchOf,
  headOf,
  isPrepared,
  notQuiet,
  prepare,
  preparedWorkTree,
  stampOf,
  underWay,
  type WorkTree,
  workTreeOf,
} from '../../src/vault/work-tree.ts'
import { failure } from './samples.ts'

let top: string
const env = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example',
}

beforeEach(() => {
  top = join(realpathSync(mkdtempSync(join(tmpdir(), 'igcodes-work-tree-'))), 'main')
  mkdirSync(top)
  git('init', '--quiet', '--initial-branch=main')
})
afterEach(() => rmSync(join(top, '..'), { recursive: true, force: true }))

function gitIn(folder: string, ...args: readonly string[]): string {
  const options = { cwd: folder, env: { ...env, HOME: join(top, '..') }, encoding: 'utf8' } as const
  return execFileSync('git', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

function git(...args: readonly string[]): string {
  return gitIn(top, ...args)
}

function stopped(...args: readonly string[]): void {
  expect(() => git(...args)).toThrow()
}

function commit(text: string): string {
  writeFileSync(join(top, 'vault.igcodes'), text)
  git('add', '.')
  git('commit', '--quiet', '--message', text)
  return git('rev-parse', 'HEAD')
}

function seen(folder = top, name = 'vault.igcodes'): WorkTree {
  const tree = workTreeOf(join(folder, name))
  if (!tree) throw new Error('no work tree')
  return tree
}

describe('the commit and the branch that are checked out', () => {
  test('before the first commit, as a file, packed, and on a detached head', () => {
    expect([headOf(seen()), branchOf(seen())]).toEqual([undefined, 'main'])
    const first = commit('first')
    git('switch', '--quiet', '--create', 'feature/shop')
    const second = commit('second')
    expect([headOf(seen()), branchOf(seen())]).toEqual([second, 'feature/shop'])
    git('pack-refs', '--all')
    expect([headOf(seen()), branchOf(seen())]).toEqual([second, 'feature/shop'])
    git('switch', '--quiet', 'main')
    expect(headOf(seen())).toBe(first)
    git('switch', '--quiet', '--detach', second)
    expect([headOf(seen()), branchOf(seen())]).toEqual([second, undefined])
  })

  test('in a linked work tree, whose .git is a file', () => {
    const first = commit('first')
    const linked = join(top, '..', 'linked')
    git('worktree', 'add', '--quiet', '-b', 'other', linked)
    git('pack-refs', '--all')
    const tree = seen(linked)
    expect(tree).toMatchObject({
      top: linked,
      gitDir: gitIn(linked, 'rev-parse', '--absolute-git-dir'),
      commonDir: join(top, '.git'),
    })
    expect([headOf(tree), branchOf(tree)]).toEqual([first, 'other'])
  })

  test('in a submodule', () => {
    commit('first')
    const outer = join(top, '..', 'outer')
    gitIn(join(top, '..'), 'init', '--quiet', outer)
    gitIn(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', top, 'inner')
    const inner = join(outer, 'inner')
    const gitDir = gitIn(inner, 'rev-parse', '--absolute-git-dir')
    expect(seen(inner)).toMatchObject({ top: inner, gitDir, commonDir: gitDir })
    expect(headOf(seen(inner))).toBe(gitIn(inner, 'rev-parse', 'HEAD'))
  })

  test('nowhere, where .git is a file of something else', () => {
    writeFileSync(join(top, '..', '.git'), 'something else')
    expect(workTreeOf(join(top, '..', 'vault.igcodes'))).toBeUndefined()
  })

  test('the stamp changes whenever git has put something into the work tree, and only then', () => {
    commit('first')
    const before = stampOf(seen())
    expect(stampOf(seen())).toBe(before)
    commit('second')
    const after = stampOf(seen())
    expect(after).not.toBe(before)
    git('reset', '--quiet', '--hard', 'HEAD~1')
    expect(stampOf(seen())).not.toBe(after)
  })
})

test('where there is no git, that is said', async () => {
  const { code } = await failure(new Git(top, { PATH: '/nowhere' }).run(['status']))
  expect(code).toBe('git-missing')
})

describe('what git is in the middle of', () => {
  beforeEach(() => {
    commit('first')
    git('switch', '--quiet', '--create', 'other')
    commit('theirs')
    git('switch', '--quiet', 'main')
    commit('ours')
  })

  test('nothing', () => {
    expect(underWay(seen())).toBeUndefined()
    expect(notQuiet(seen())).toBeUndefined()
  })

  test.each([
    ['merge', ['merge', 'other']],
    ['rebase', ['rebase', 'other']],
    ['rebase', ['rebase', '--apply', 'other']],
    ['cherry-pick', ['cherry-pick', 'other']],
    ['revert', ['revert', '--no-edit', 'HEAD~1']],
  ])('a %s: git %j', (what, args) => {
    stopped(...args)
    expect(underWay(seen())).toBe(what)
    expect(notQuiet(seen())).toMatchObject({ code: 'git-under-way', details: { what, folder: top } })
    expect(notQuiet(seen())?.details).not.toHaveProperty('branch')
  })

  test('no branch: the one to go back to is named, if there is only one that has a remote', () => {
    git('switch', '--quiet', '--detach')
    expect(notQuiet(seen())?.details).toEqual({ what: 'detached', folder: top })
    git('config', 'branch.main.remote', 'origin')
    expect(notQuiet(seen())?.details).toEqual({ what: 'detached', folder: top, branch: 'main' })
    git('config', 'branch.other.remote', 'origin')
    expect(notQuiet(seen())?.details).toEqual({ what: 'detached', folder: top })
  })
})

describe('the configuration', () => {
  const setUp = (tree: WorkTree): Promise<void> =>
    prepare(tree, new Git(tree.folder, { ...env, HOME: join(top, '..') }))
  const merged = (name: string): string => git('check-attr', '-z', 'merge', '--', name).split('\0')[2] ?? ''

  test.each([
    'vault.igcodes',
    'our vault.igcodes',
    'team/[a]*?.igcodes',
    'a "shop" \\ vault.igcodes',
    '店の保管庫.igcodes',
  ])('is of the vault %j and nothing else, and written once', async name => {
    const folder = join(top, name, '..')
    mkdirSync(folder, { recursive: true })
    const base = name.split('/').at(-1) ?? ''
    const tree = seen(folder, base)
    expect(isPrepared(tree)).toBe(false)
    expect(preparedWorkTree(join(folder, base))).toBeUndefined()
    await setUp(tree)
    const written = (): readonly string[] =>
      [join(folder, '.gitattributes'), join(top, '.git/info/attributes'), join(top, '.git/info/exclude')].map(file =>
        readFileSync(file, 'utf8'),
      )
    const once = written()
    await setUp(tree)
    expect(written()).toEqual(once)
    expect(isPrepared(tree)).toBe(true)
    expect(preparedWorkTree(join(folder, base))).toEqual(tree)
    expect(merged(name)).toBe('igcodes')
    for (const other of [`x${name}`, `${name}x`, `deeper/${name}`, 'team/ab.igcodes', 'team/axy.igcodes'])
      expect(merged(other), other).toBe('unspecified')
    // Of what lies beside a vault, only the vault is committed.
    for (const other of [base, `${base}.lock`, `.${base}.x.tmp`, '~f.tmp']) writeFileSync(join(folder, other), '')
    const untracked = git('ls-files', '-z', '--others', '--exclude-standard').split('\0').filter(Boolean)
    expect(untracked).toEqual([name, join(name, '..', '.gitattributes')].toSorted())
  })

  test('is not there once a part of it is missing', async () => {
    await setUp(seen())
    const config = readFileSync(join(top, '.git/config'), 'utf8')
    for (const [part, by] of [
      ['recursive = binary', 'recursive = text'],
      ['git-merge %A %B', 'git-merge %A'],
      [process.execPath, '/nowhere/node'],
      ['[merge "igcodes"]', '[merge "others"]'],
    ] as const) {
      expect(config).toContain(part)
      writeFileSync(join(top, '.git/config'), config.replace(part, by))
      expect(isPrepared(seen()), part).toBe(false)
    }
    writeFileSync(join(top, '.git/config'), config)
    expect(isPrepared(seen())).toBe(true)
    rmSync(join(top, '.git/info/attributes'))
    expect(isPrepared(seen())).toBe(false)
  })

  test('a line of a file without a line end at its end stays whole', async () => {
    writeFileSync(join(top, '.gitattributes'), '*.txt text')
    await setUp(seen())
    expect(readFileSync(join(top, '.gitattributes'), 'utf8')).toMatch(/^\*\.txt text\n\/vault\.igcodes .*\n$/)
  })

  test('nothing is written into what is no file', async () => {
    mkdirSync(join(top, '.gitattributes'))
    expect(await failure(setUp(seen()))).toMatchObject({
      code: 'storage',
      details: { doing: 'read', path: join(top, '.gitattributes'), cause: 'EFTYPE' },
    })
  })
})
