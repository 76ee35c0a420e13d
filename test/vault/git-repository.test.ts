/** The repository under a vault and its remote, step by step, with the real git; and what the program makes of git's words. */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { Git } from '../../src/vault/git.ts'
import { type Fetched, Repository, type RepositorySystem } from '../../src/vault/git-repository.ts'
import { random } from '../envelope/samples.ts'
import { failure, machine } from './samples.ts'

/** Always the same, as git writes it into its files. */
const root = mkdtempSync(join(tmpdir(), 'igcodes-repository-'))
/** What `begun` made the first time. */
const template = `${root}-begun`
let folder: string
let vault: string
let remote: string
let env: Record<string, string>
let system: RepositorySystem

beforeEach(() => {
  folder = join(root, 'team')
  vault = join(folder, 'vault.igcodes')
  remote = join(root, 'remote.git')
  mkdirSync(folder, { recursive: true })
  writeFileSync(vault, 'the first vault\n')
  const { PATH = '' } = process.env
  env = { PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1', ...named('Aki') }
  system = { env, mayAsk: false, random, replica: machine(join(root, 'state')).replica }
  git(root, 'init', '-q', '--bare', '-b', 'main', remote)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
afterAll(() => rmSync(template, { recursive: true, force: true }))

function named(name: string): Record<string, string> {
  const email = `${name.toLowerCase()}@example.com`
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email }
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

/** With a commit of the vault, and the remote. */
async function begun(): Promise<Repository> {
  if (existsSync(template)) {
    rmSync(root, { recursive: true })
    cpSync(template, root, { recursive: true, preserveTimestamps: true })
    return Repository.of(vault, system)
  }
  git(folder, 'init', '-q', '-b', 'main')
  const repository = await (await Repository.of(vault, system)).addRemote(remote)
  await repository.prepare()
  expect(await repository.commit()).toBe(true)
  expect(await repository.push(theRemote)).toBeUndefined()
  cpSync(root, template, { recursive: true, preserveTimestamps: true })
  return repository
}

const theRemote = { name: 'origin', branch: 'main' }

/** Somebody else's clone of the remote. */
function elsewhere(): string {
  const clone = join(root, 'elsewhere')
  git(root, 'clone', '-q', remote, clone)
  return clone
}

/** Somebody else writes a file, and pushes. */
function push(clone: string, name: string, text: string): string {
  writeFileSync(join(clone, name), text)
  git(clone, 'add', name)
  git(clone, 'commit', '-q', '-m', name)
  git(clone, 'push', '-q', 'origin', 'HEAD')
  return git(clone, 'rev-parse', 'HEAD')
}

async function fetchedBy(repository: Repository): Promise<Fetched> {
  const fetched = await repository.fetch(theRemote)
  if (!fetched) throw new Error('nothing was fetched')
  return fetched
}

function hook(repository: string, name: string, script: string): void {
  const hooks = join(repository, 'hooks')
  mkdirSync(hooks, { recursive: true })
  writeFileSync(join(hooks, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(hooks, name), 0o755)
}

const refused = async (work: Promise<unknown>) => {
  const { code, details } = await failure(work)
  return { code, details }
}

describe('a repository', () => {
  it('is the one around the vault; without one, git is not set up', async () => {
    expect(await refused(Repository.of(vault, system))).toEqual({ code: 'git-not-set-up', details: { path: vault } })
    git(root, 'init', '-q')
    expect((await Repository.of(vault, system)).path).toBe(vault)
  })

  it('is not to be had without git', async () => {
    git(folder, 'init', '-q')
    const without = { ...system, env: { ...env, PATH: join(root, 'nothing') } }
    expect(await refused(Repository.of(vault, without))).toEqual({ code: 'git-missing', details: {} })
  })

  it('begins in the vault’s folder, where only the vault and what belongs to it are', async () => {
    for (const name of ['vault.igcodes.lock', '.vault.igcodes.icloud', '.gitattributes'])
      writeFileSync(join(folder, name), '')
    const repository = await Repository.begin(vault, system)
    expect(existsSync(join(folder, '.git'))).toBe(true)
    expect(repository.tree).toMatchObject({ folder, name: 'vault.igcodes', top: folder })
    expect(process.umask()).toBe(0o077)
  })

  it('is made nowhere else', async () => {
    for (const name of ['notes.txt', 'a vault.igcodes', '.gitattribute', 'vault.igcodesx'])
      writeFileSync(join(folder, name), '')
    const names = ['.gitattribute', 'a vault.igcodes', 'notes.txt', 'vault.igcodesx']
    expect(await refused(Repository.begin(vault, system))).toEqual({
      code: 'git-other-files',
      details: { folder, names },
    })
    expect(existsSync(join(folder, '.git'))).toBe(false)
    git(root, 'init', '-q')
    expect((await Repository.begin(vault, system)).tree.top).toBe(root)
    expect(existsSync(join(folder, '.git'))).toBe(false)
  })
})

describe('attributes that change the vault’s bytes', () => {
  it('are refused by their names and values', async () => {
    git(folder, 'init', '-q')
    const repository = await Repository.of(vault, system)
    writeFileSync(join(folder, '.gitattributes'), '* filter=lfs working-tree-encoding=UTF-16 ident\n')
    expect(await refused(repository.prepare())).toEqual({
      code: 'git-attributes',
      details: { path: vault, attributes: ['filter=lfs', 'working-tree-encoding=UTF-16', 'ident'] },
    })
    writeFileSync(join(folder, '.gitattributes'), '* filter=lfs ident\n*.igcodes -filter !ident\n')
    await repository.prepare()
    expect(git(folder, 'check-attr', 'merge', '--', 'vault.igcodes')).toBe('vault.igcodes: merge: igcodes')
  })
})

describe('a remote', () => {
  it('is the one of the branch, with the branch there', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    const repository = await Repository.of(vault, system)
    expect(repository.remote).toBeUndefined()
    git(folder, 'config', 'branch.main.remote', 'stick')
    expect((await Repository.of(vault, system)).remote).toBeUndefined()
    git(folder, 'config', 'branch.main.merge', 'refs/heads/shop/main')
    expect((await Repository.of(vault, system)).remote).toEqual({ name: 'stick', branch: 'shop/main' })
  })

  it('is added by its address, a relative one from where it was typed, and taken back', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    const repository = await (await Repository.of(vault, system)).addRemote(relative(process.cwd(), remote))
    expect(repository.remote).toEqual(theRemote)
    expect(git(folder, 'config', '--get-regexp', '^(branch|remote)\\.').split('\n')).toEqual([
      `remote.origin.url ${remote}`,
      'remote.origin.fetch +refs/heads/*:refs/remotes/origin/*',
      'branch.main.remote origin',
      'branch.main.merge refs/heads/main',
    ])
    expect((await repository.addRemote(remote)).remote).toEqual(theRemote)
    await repository.dropRemote(theRemote)
    expect((await Repository.of(vault, system)).remote).toBeUndefined()
    expect(git(folder, 'remote')).toBe('')
  })

  it('may be one that git knows by a name', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    git(folder, 'remote', 'add', 'stick', remote)
    git(folder, 'remote', 'add', 'origin', 'https://example.com/other.git')
    const repository = await (await Repository.of(vault, system)).addRemote('stick')
    expect(repository.remote).toEqual({ name: 'stick', branch: 'main' })
  })

  it('is not put in the place of another, whose password is not shown', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    git(folder, 'remote', 'add', 'origin', 'https://sato:secret@example.com/v.git')
    expect(await refused((await Repository.of(vault, system)).addRemote(remote))).toEqual({
      code: 'git-remote-known',
      details: { name: 'origin', url: 'https://example.com/v.git' },
    })
    expect(git(folder, 'config', '--list')).not.toContain('branch.')
  })

  it.each(['https://sato:secret@example.com/v.git', 'ssh://sato:secret@example.com/v.git', 'HTTPS://s:p@x/'])(
    'is refused with a password in its address: %s',
    async address => {
      git(folder, 'init', '-q', '-b', 'main')
      expect((await refused((await Repository.of(vault, system)).addRemote(address))).code).toBe('git-address-secret')
      expect(git(folder, 'remote')).toBe('')
    },
  )

  it('needs a branch', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'x')
    git(folder, 'checkout', '-q', '--detach')
    expect(await refused((await Repository.of(vault, system)).addRemote(remote))).toEqual({
      code: 'git-under-way',
      details: { what: 'detached', folder },
    })
  })

  it('that is no repository refuses', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    const plain = join(root, 'plain')
    mkdirSync(plain)
    expect(await refused((await Repository.of(vault, system)).addRemote(plain))).toEqual({
      code: 'remote-refused',
      details: {
        remote: 'origin',
        words: [expect.stringContaining(plain), ...[1, 2, 3].map(() => expect.any(String))],
      },
    })
  })

  describe('whose branch has another name', () => {
    const branches = () => git(folder, 'config', '--get-regexp', '^branch').split('\n')

    beforeEach(() => {
      git(root, 'init', '-q', '--bare', '-b', 'trunk', remote)
      git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/trunk')
      const clone = elsewhere()
      git(clone, 'checkout', '-q', '-B', 'trunk')
      push(clone, 'vault.igcodes', 'theirs')
    })

    it('gives it to a repository that has no commit', async () => {
      git(folder, 'init', '-q', '-b', 'main')
      const repository = await (await Repository.of(vault, system)).addRemote(remote)
      expect(git(folder, 'symbolic-ref', 'HEAD')).toBe('refs/heads/trunk')
      expect(repository.remote).toEqual({ name: 'origin', branch: 'trunk' })
    })

    it('is followed from the branch of a repository that has one', async () => {
      git(folder, 'init', '-q', '-b', 'main')
      git(folder, 'commit', '-q', '--allow-empty', '-m', 'x')
      const repository = await (await Repository.of(vault, system)).addRemote(remote)
      expect(git(folder, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main')
      expect(repository.remote).toEqual({ name: 'origin', branch: 'trunk' })
      expect(branches()).toEqual(['branch.main.remote origin', 'branch.main.merge refs/heads/trunk'])
    })

    it('is its HEAD’s of several; the only one where that was never pushed to', async () => {
      git(remote, 'branch', 'archive', 'trunk')
      git(folder, 'init', '-q', '-b', 'main')
      const of = async () => (await (await Repository.of(vault, system)).addRemote(remote)).remote?.branch
      expect(await of()).toBe('trunk')
      git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/never')
      expect(await of()).toBe('trunk')
      git(remote, 'branch', '-q', '-D', 'trunk')
      expect(await of()).toBe('archive')
    })
  })
})

describe('fetching', () => {
  it('gives the commit there and its vault, if it has one', async () => {
    const repository = await begun()
    const clone = elsewhere()
    const commit = push(clone, 'vault.igcodes', 'theirs')
    expect(await repository.fetch(theRemote)).toEqual({ commit, vault: Buffer.from('theirs') })
    git(clone, 'rm', '-q', 'vault.igcodes')
    const without = push(clone, 'readme', 'x')
    expect(await repository.fetch(theRemote)).toEqual({ commit: without, vault: undefined })
    expect(await repository.fetch({ name: 'origin', branch: 'never' })).toBeUndefined()
  })

  it('tells a remote that is gone from one that refuses, with the words of git', async () => {
    const repository = await begun()
    rmSync(remote, { recursive: true })
    expect((await refused(repository.fetch(theRemote))).code).toBe('remote-offline')
    mkdirSync(remote)
    const { code, details } = await refused(repository.fetch(theRemote))
    expect([code, details]).toEqual(['remote-refused', { remote: 'origin', words: expect.any(Array) }])
  })

  it('puts the files into a folder that has no vault yet', async () => {
    await begun()
    const other = join(root, 'other')
    mkdirSync(other)
    git(other, 'init', '-q', '-b', 'main')
    const vault = join(other, 'vault.igcodes')
    const repository = await (await Repository.of(vault, system)).addRemote(remote)
    const fetched = await fetchedBy(repository)
    await repository.checkOut(fetched)
    expect(readFileSync(vault, 'utf8')).toBe('the first vault\n')
    expect([repository.isInStep(fetched), repository.isAhead(fetched), repository.isAhead(undefined)]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('committing', () => {
  it('takes the vault and its attributes alone, and nothing twice', async () => {
    const repository = await begun()
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    expect(await repository.commit()).toBe(false)
    writeFileSync(vault, 'changed')
    expect(await repository.commit()).toBe(true)
    expect(git(folder, 'show', '--name-only', '--format=%s', 'HEAD').split('\n')).toEqual([
      'igcodes: sync',
      '',
      'vault.igcodes',
    ])
    expect(git(folder, 'status', '--porcelain')).toBe('?? notes.txt')
  })

  it('is not needed where only the time of the file changed, nor where what was staged is taken back', async () => {
    const repository = await begun()
    const before = git(folder, 'rev-parse', 'HEAD')
    writeFileSync(vault, 'changed')
    git(folder, 'add', '.')
    writeFileSync(vault, 'the first vault\n')
    expect(await repository.commit()).toBe(false)
    expect(git(folder, 'rev-parse', 'HEAD')).toBe(before)
  })

  it.each([
    ['on stderr', 'echo "not on Sunday" >&2; exit 1', ['not on Sunday']],
    ['on stdout', 'echo "not on Sunday"; echo "ask Sato"; exit 1', ['not on Sunday', 'ask Sato']],
  ])('is refused by a hook, in its words: %s', async (_, script, words) => {
    const repository = await begun()
    hook(join(folder, '.git'), 'pre-commit', script)
    writeFileSync(vault, 'changed')
    const { code, details } = await refused(repository.commit())
    expect(code).toBe('git-failed')
    expect(details).toEqual({ command: 'commit', words })
  })
})

describe('joining the history of the remote', () => {
  it('is committing where it is ours already', async () => {
    const repository = await begun()
    const commit = git(folder, 'rev-parse', 'HEAD')
    expect(await repository.join({ commit, vault: undefined })).toBe(false)
    writeFileSync(vault, 'changed')
    expect(await repository.join({ commit, vault: undefined })).toBe(true)
    writeFileSync(vault, 'changed again')
    expect(await repository.join({ commit, vault: undefined })).toBe(true)
    expect(repository.isInStep({ commit, vault: undefined })).toBe(false)
  })

  it('goes forward where ours is wholly in it and the vault is the same', async () => {
    const repository = await begun()
    const commit = push(elsewhere(), 'vault.igcodes', 'theirs')
    const fetched = await fetchedBy(repository)
    writeFileSync(vault, 'theirs')
    expect(await repository.join(fetched)).toBe(false)
    expect(git(folder, 'rev-parse', 'HEAD')).toBe(commit)
    expect(git(folder, 'status', '--porcelain')).toBe('')
  })

  it('keeps our vault, which has been united before, and takes the other files of both', async () => {
    const repository = await begun()
    const clone = elsewhere()
    push(clone, 'theirs.txt', 'theirs')
    const commit = push(clone, 'vault.igcodes', 'theirs')
    writeFileSync(join(folder, 'ours.txt'), 'ours')
    git(folder, 'add', 'ours.txt')
    git(folder, 'commit', '-q', '-m', 'ours')
    writeFileSync(vault, 'both')
    const fetched = await fetchedBy(repository)
    expect(await repository.join(fetched)).toBe(true)
    expect(readFileSync(vault, 'utf8')).toBe('both')
    expect(git(folder, 'show', '-s', '--format=%P', 'HEAD').split(' ')).toContain(commit)
    expect(git(folder, 'show', 'HEAD:vault.igcodes')).toBe('both')
    expect(git(folder, 'ls-files').split('\n')).toEqual(['.gitattributes', 'ours.txt', 'theirs.txt', 'vault.igcodes'])
    expect(git(folder, 'status', '--porcelain')).toBe('')
    expect(git(folder, 'show', '-s', '--format=%B', 'HEAD')).toBe('igcodes: sync')
  })

  it('stops before files that git cannot merge, as if nothing had been', async () => {
    const repository = await begun()
    push(elsewhere(), 'both.txt', 'theirs')
    writeFileSync(join(folder, 'both.txt'), 'ours')
    git(folder, 'add', 'both.txt')
    git(folder, 'commit', '-q', '-m', 'ours')
    const fetched = await fetchedBy(repository)
    expect(await refused(repository.join(fetched))).toEqual({ code: 'git-conflict', details: { files: ['both.txt'] } })
    expect(git(folder, 'status', '--porcelain')).toBe('')
    expect(readFileSync(join(folder, 'both.txt'), 'utf8')).toBe('ours')
  })

  it('stops before a file in its way that git does not know', async () => {
    const repository = await begun()
    push(elsewhere(), 'both.txt', 'theirs')
    writeFileSync(join(folder, 'both.txt'), 'ours')
    writeFileSync(vault, 'changed')
    const fetched = await fetchedBy(repository)
    const { code, details } = await refused(repository.join(fetched))
    expect([code, details]).toEqual(['git-failed', { command: 'merge', words: expect.any(Array) }])
    expect(readFileSync(join(folder, 'both.txt'), 'utf8')).toBe('ours')
    expect(git(folder, 'status', '--porcelain')).toBe('?? both.txt')
  })

  it('is taken back where a hook refuses the commit', async () => {
    const repository = await begun()
    push(elsewhere(), 'theirs.txt', 'theirs')
    const fetched = await fetchedBy(repository)
    writeFileSync(vault, 'changed')
    await repository.commit()
    hook(join(folder, '.git'), 'commit-msg', 'echo "no ticket" >&2; exit 1')
    expect(await refused(repository.join(fetched))).toEqual({
      code: 'git-failed',
      details: { command: 'commit', words: ['no ticket'] },
    })
    expect(existsSync(join(folder, '.git', 'MERGE_HEAD'))).toBe(false)
    expect(git(folder, 'status', '--porcelain')).toBe('')
  })
})

describe('pushing', () => {
  it('gives git’s words where somebody else was faster', async () => {
    const repository = await begun()
    push(elsewhere(), 'theirs.txt', 'theirs')
    writeFileSync(vault, 'changed')
    await repository.commit()
    expect(await repository.push(theRemote)).toEqual(expect.arrayContaining([expect.stringContaining('[rejected]')]))
  })

  it('is refused by the remote, in its words, or offline', async () => {
    const repository = await begun()
    hook(remote, 'pre-receive', 'echo "the disk is full" >&2; exit 1')
    writeFileSync(vault, 'changed')
    await repository.commit()
    const { code, details } = await refused(repository.push(theRemote))
    expect(code).toBe('remote-refused')
    expect(details).toMatchObject({
      remote: 'origin',
      words: expect.arrayContaining([expect.stringContaining('the disk is full')]),
    })
    rmSync(remote, { recursive: true })
    expect((await refused(repository.push(theRemote))).code).toBe('remote-offline')
  })

  it('tells by the words of ssh and git whether the remote is offline', async () => {
    await begun()
    const ssh = join(root, 'ssh')
    git(folder, 'config', 'remote.origin.url', 'ssh://git.example.com/v.git')
    git(folder, 'config', 'core.sshCommand', ssh)
    const repository = await Repository.of(vault, system)
    for (const [words, code] of [
      ['ssh: Could not resolve hostname git.example.com: Name or service not known', 'remote-offline'],
      ['ssh: connect to host 192.0.2.1 port 22: Connection timed out', 'remote-offline'],
      ['fatal: unable to access: Failed to connect to example.com port 443', 'remote-offline'],
      ['ssh: connect to host example.com port 22: No route to host', 'remote-offline'],
      ['sato@example.com: Permission denied (publickey).', 'remote-refused'],
      ['fatal: repository not found', 'remote-refused'],
    ] as const) {
      writeFileSync(ssh, `#!/bin/sh\necho '${words}' >&2\nexit 255\n`)
      chmodSync(ssh, 0o755)
      const details = { remote: 'origin', words: expect.arrayContaining([words]) }
      expect(await refused(repository.push(theRemote))).toMatchObject({ code, details })
    }
  })
})

describe('git', () => {
  /** A git that tells how it was called. */
  async function called(given: Record<string, string>, sshCommand?: string) {
    const bin = join(root, 'bin')
    mkdirSync(bin, { recursive: true })
    const out = join(root, 'called')
    writeFileSync(join(bin, 'git'), `#!/bin/sh\n/usr/bin/env -0 >'${out}'\n`)
    chmodSync(join(bin, 'git'), 0o755)
    const git = new Git(folder, { ...given, PATH: bin })
    await (sshCommand === '' ? git : git.silent(sshCommand)).run([])
    const all = readFileSync(out, 'utf8').split('\0')
    return Object.fromEntries(all.filter(line => /^(GIT|LC_|LANG|GCM|X)/.test(line)).map(line => line.split(/=(.*)/s)))
  }

  it('answers in English and leaves the locks of others alone, in this folder and no other', async () => {
    const stray = { GIT_DIR: '/x', GIT_WORK_TREE: '/x', GIT_INDEX_FILE: '/x', GIT_PREFIX: 'x', GIT_COMMON_DIR: '/x' }
    const more = { GIT_OBJECT_DIRECTORY: '/x', GIT_ALTERNATE_OBJECT_DIRECTORIES: '/x', GIT_QUARANTINE_PATH: '/x' }
    const own = { LC_ALL: 'ja_JP.UTF-8', LANGUAGE: 'ja', XDG_CONFIG_HOME: '/home/aki', GIT_AUTHOR_NAME: 'Aki' }
    const found = await called({ ...stray, ...more, GIT_NAMESPACE: 'x', ...own }, '')
    expect(found).toEqual({
      LC_ALL: 'C.UTF-8',
      GIT_OPTIONAL_LOCKS: '0',
      XDG_CONFIG_HOME: '/home/aki',
      GIT_AUTHOR_NAME: 'Aki',
    })
  })

  it.each<[Record<string, string>, string | undefined, string]>([
    [{}, undefined, 'ssh -o BatchMode=yes'],
    [{}, '/usr/bin/ssh -i key', '/usr/bin/ssh -i key -o BatchMode=yes'],
    [{}, '"C:\\Program Files\\OpenSSH\\ssh.exe" -4', '"C:\\Program Files\\OpenSSH\\ssh.exe" -4 -o BatchMode=yes'],
    [{ GIT_SSH_COMMAND: 'plink' }, '/usr/bin/ssh', 'plink'],
    [{ GIT_SSH_COMMAND: '' }, 'sshpass', 'sshpass'],
    [{}, 'mossh', 'mossh'],
  ])('asks for nothing where nobody can answer: %j %j', async (given, sshCommand, expected) => {
    expect(await called(given, sshCommand)).toEqual({
      LC_ALL: 'C.UTF-8',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      GCM_INTERACTIVE: 'never',
      GIT_SSH_COMMAND: expected,
    })
  })

  test.runIf(process.platform === 'linux')('that was ended from outside says so', async () => {
    const bin = join(root, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'git'), '#!/bin/sh\necho "half a word" >&2\nkill -TERM $$\n')
    chmodSync(join(bin, 'git'), 0o755)
    const { code, words } = await new Git(folder, { PATH: `${bin}:${env.PATH}` }).run([])
    expect([code, words]).toEqual([128, ['half a word', 'SIGTERM: git was ended from outside']])
  })

  it('gives its objects by their names, in whatever order, and leaves out what it has not', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    git(folder, 'add', '.')
    git(folder, 'commit', '-q', '-m', 'x')
    const names = ['HEAD:nothing', 'HEAD:vault.igcodes', 'nowhere', 'HEAD']
    const found = await new Git(folder, env).objects(names)
    expect([...found.keys()]).toEqual(['HEAD:vault.igcodes', 'HEAD'])
    expect(found.get('HEAD')?.id).toBe(git(folder, 'rev-parse', 'HEAD'))
    expect(found.get('HEAD:vault.igcodes')).toEqual({
      id: git(folder, 'rev-parse', 'HEAD:vault.igcodes'),
      bytes: Buffer.from('the first vault\n'),
    })
    expect(found.get('HEAD')?.bytes.toString()).toMatch(/^tree [0-9a-f]{40}\nauthor Aki <aki@example.com>.*\n\nx\n$/s)
    expect(await new Git(root, env).objects(['HEAD'])).toEqual(new Map())
  })

  it('gives its settings, of several values the last', async () => {
    git(folder, 'init', '-q')
    git(folder, 'config', 'remote.origin.url', 'a\nb=c')
    git(folder, 'config', '--add', 'Remote.origin.URL', 'https://example.com/=x')
    git(folder, 'config', 'user.name', '佐藤')
    const settings = await new Git(folder, env).settings()
    expect([settings.get('remote.origin.url'), settings.get('user.name')]).toEqual(['https://example.com/=x', '佐藤'])
    expect(settings.get('core.bare')).toBe('false')
  })

  it('ends its text without its last line end, and names the command that failed', async () => {
    git(folder, 'init', '-q', '-b', 'main')
    const own = new Git(folder, env)
    expect(await own.text('symbolic-ref', 'HEAD')).toBe('refs/heads/main')
    expect(await refused(own.text('rev-parse', '--verify', 'nothing'))).toEqual({
      code: 'git-failed',
      details: { command: 'rev-parse', words: ['fatal: Needed a single revision'] },
    })
  })

  it.each([
    ["fatal: Unable to create '/x/team/.git/index.lock': File exists.", '/x/team/.git/index.lock'],
    ['error: could not lock config file .git/config: File exists', '.git/config.lock'],
  ])('names the lock in its way: %s', (line, lock) => {
    const { code, details } = new Git(folder, env).failure('commit', ['another line', line])
    expect({ code, details }).toEqual({
      code: 'git-locked',
      details: { path: lock.startsWith('/') ? lock : join(folder, lock) },
    })
  })

  it('is quoted without its advice, without passwords, and not at length', async () => {
    const bin = join(root, 'bin')
    mkdirSync(bin)
    const lines = [
      'hint: try again',
      'remote: hint: try again',
      'remote: ',
      '',
      'Another git process seems to be running',
      'an editor opened by git commit',
      'are terminated then try again',
      'may have crashed in this repository earlier',
      'remove the file manually to continue.',
      'to https://sato:secret@example.com/v.git   ',
      ...Array.from({ length: 7 }, (_, n) => `line ${n}`),
    ]
    writeFileSync(join(bin, 'git'), `#!/bin/sh\ncat >&2 <<'END'\n${lines.join('\n')}\nEND\nexit 3\n`)
    chmodSync(join(bin, 'git'), 0o755)
    const { code, words } = await new Git(folder, { PATH: `${bin}:${env.PATH}` }).run([])
    expect(code).toBe(3)
    expect(words).toEqual([
      'to https://example.com/v.git',
      'line 0',
      'line 1',
      'line 2',
      'line 3',
      'line 4',
      'line 5',
      'line 6',
    ])
  })
})
