/**
 * The git work tree that a vault is in, seen without starting git: each command looks at it, so it must cost no more than reading a few
 * small files.
 *
 * Without its merge driver git merges the vault as text and leaves conflict markers in it, so the configuration is compared every time.
 *
 * What cannot be read is not taken for absent: everything here throws UserError `storage` then.
 */
import { appendFileSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { UserError } from '../errors.ts'
import { ifThere, readStart, withStorageErrors } from './disk.ts'
import type { Git } from './git.ts'

export interface WorkTree {
  /** The vault's folder, and its name there. */
  readonly folder: string
  readonly name: string
  readonly top: string
  readonly gitDir: string
  /** The same, except in a linked work tree. */
  readonly commonDir: string
}

export const mergeName = 'igcodes'

/** Undefined where `git-setup` was never run, on any computer. */
export function preparedWorkTree(vault: string): WorkTree | undefined {
  const attributes = textOf(join(dirname(vault), '.gitattributes'))
  return attributes?.includes(attributesLine(basename(vault))) ? workTreeOf(vault) : undefined
}

export function workTreeOf(vault: string): WorkTree | undefined {
  const folder = dirname(vault)
  for (let top = folder; ; top = dirname(top)) {
    const entry = join(top, '.git')
    if (isThere(entry)) {
      const gitDir = gitDirAt(entry)
      if (gitDir === undefined) return undefined
      const common = textOf(join(gitDir, 'commondir'))
      return {
        folder,
        name: basename(vault),
        top,
        gitDir,
        commonDir: common === undefined ? gitDir : resolve(gitDir, common.trim()),
      }
    }
    if (dirname(top) === top) return undefined
  }
}

/** In linked work trees and submodules `.git` is a file that names the folder. */
function gitDirAt(entry: string): string | undefined {
  const text = textOf(entry)
  if (text === undefined) return entry
  const [, path] = /^gitdir: (.+)$/m.exec(text) ?? []
  return path === undefined ? undefined : resolve(dirname(entry), path)
}

/** The commit that is checked out; undefined before the first, or where only git can tell. */
export function headOf(tree: WorkTree): string | undefined {
  const head = textOf(join(tree.gitDir, 'HEAD'))?.trim()
  const [, ref] = /^ref: (.+)$/.exec(head ?? '') ?? []
  if (ref === undefined) return head
  const loose = textOf(join(tree.commonDir, ref))?.trim()
  if (loose) return loose
  const packed = textOf(join(tree.commonDir, 'packed-refs'))?.split('\n')
  return packed?.find(line => line.endsWith(` ${ref}`))?.split(' ')[0]
}

/** Changes whenever git has put something into the work tree. */
export function stampOf(tree: WorkTree): string {
  const path = join(tree.gitDir, 'index')
  const index = withStorageErrors('read', path, () => ifThere(() => statSync(path)))
  const merge = textOf(join(tree.gitDir, 'MERGE_HEAD'))?.trim() ?? '-'
  return `${headOf(tree) ?? '-'} ${merge} ${index ? `${index.mtimeMs}-${index.size}` : '-'}`
}

/** What the commit will say that ends a merge. */
export function mergeMessage({ gitDir }: WorkTree): string | undefined {
  return textOf(join(gitDir, 'MERGE_MSG'))
}

/** What git is in the middle of. */
export function underWay({ gitDir }: WorkTree): 'merge' | 'rebase' | 'cherry-pick' | 'revert' | undefined {
  if (isThere(join(gitDir, 'MERGE_HEAD'))) return 'merge'
  if (isThere(join(gitDir, 'rebase-merge')) || isThere(join(gitDir, 'rebase-apply'))) return 'rebase'
  if (isThere(join(gitDir, 'CHERRY_PICK_HEAD'))) return 'cherry-pick'
  return isThere(join(gitDir, 'REVERT_HEAD')) ? 'revert' : undefined
}

/** Why nothing can be synced now: no branch is checked out, or git is in the middle of something. */
export function notQuiet(tree: WorkTree): UserError<'git-under-way'> | undefined {
  if (branchOf(tree) === undefined && underWay(tree) !== 'rebase') return detached(tree)
  const what = underWay(tree)
  return what && new UserError('git-under-way', { what, folder: tree.folder })
}

export function detached(tree: WorkTree): UserError<'git-under-way'> {
  const synced = [...(textOf(join(tree.commonDir, 'config')) ?? '').matchAll(/^\[branch "([^"\\]+)"\]$/gm)]
  const [branch, ...others] = synced.map(([, name]) => name)
  const known = branch !== undefined && others.length === 0 ? { branch } : {}
  return new UserError('git-under-way', { what: 'detached', folder: tree.folder, ...known })
}

/** The branch that is checked out, also before its first commit; undefined on a detached head. */
export function branchOf({ gitDir }: WorkTree): string | undefined {
  return /^ref: refs\/heads\/(.+)$/.exec(textOf(join(gitDir, 'HEAD'))?.trim() ?? '')?.[1]
}

export function isPrepared(tree: WorkTree): boolean {
  const config = textOf(join(tree.commonDir, 'config')) ?? ''
  const [, section = ''] = /^\[merge "igcodes"\]$([^[]*)/m.exec(config) ?? []
  // Git puts a value with a comment sign in it in quotes.
  const [, driver] = /^\s*driver = "?(.*?)"?$/m.exec(section) ?? []
  // The program moves with every update of Node by nvm, and with npx.
  const programs = [...(driver ?? '').matchAll(/'((?:[^']|'\\\\'')*)'/g)].map(([, path = '']) =>
    path.replaceAll(`'\\\\''`, "'").replaceAll('%%', '%').replaceAll('\\\\', '\\'),
  )
  return (
    driver?.endsWith(driverArguments) === true &&
    programs.length === 2 &&
    programs.every(path => existsSync(path)) &&
    /^\s*recursive = binary$/m.test(section) &&
    textOf(join(tree.commonDir, 'info', 'attributes'))?.includes(attributesLine(pathInTree(tree))) === true
  )
}

/** Writes everything that keeps git from merging the vault as text, and its neighbors out of commits. @throws UserError `storage`, `git-failed` */
export async function prepare(tree: WorkTree, git: Git): Promise<void> {
  const path = pathInTree(tree)
  const info = join(tree.commonDir, 'info')
  withStorageErrors('write', info, () => mkdirSync(info, { recursive: true }))
  addLines(join(tree.folder, '.gitattributes'), [attributesLine(tree.name)])
  addLines(join(info, 'attributes'), [attributesLine(path)])
  const beside = patternOf(path)
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1)
  const base = patternOf(tree.name).slice(1)
  addLines(join(info, 'exclude'), [
    `${beside}.backups/`,
    `${beside}.lock*`,
    `${folder}.${base}.*.tmp`,
    `${folder}~*.tmp`,
    '.merge_file_*',
  ])
  await git.text('config', `merge.${mergeName}.name`, 'igcodes: unites two copies of a vault')
  await git.text('config', `merge.${mergeName}.driver`, driver())
  await git.text('config', `merge.${mergeName}.recursive`, 'binary')
}

const driverArguments = ' git-merge %A %B'

function driver(): string {
  const [node, script = ''] = [process.execPath, process.argv[1]]
  const word = (path: string): string => `'${path.replaceAll('%', '%%').replaceAll("'", `'\\''`)}'`
  return `${word(node)} ${word(script)}${driverArguments}`
}

function attributesLine(path: string): string {
  const pattern = patternOf(path)
  const quoted = /[\s"]/.test(pattern) ? `"${pattern.replaceAll(/["\\]/g, String.raw`\$&`)}"` : pattern
  return `${quoted} -text -diff -filter -ident merge=${mergeName}`
}

/** A pattern that fits this path alone (gitignore(5)). */
function patternOf(path: string): string {
  return `/${path.replaceAll(/[\\*?[]/g, String.raw`\$&`)}`
}

/** The path from the top of the work tree, as git writes it. */
export function pathInTree({ top, folder, name }: WorkTree): string {
  return join(folder, name)
    .slice(top.length)
    .split(sep)
    .filter(part => part !== '')
    .join('/')
}

/** @throws UserError `storage`: git, too, would wait forever at a pipe in the place of its attributes */
export function requireAttributesFile({ folder }: WorkTree): void {
  requireFile(join(folder, '.gitattributes'))
}

function requireFile(path: string): void {
  const stats = withStorageErrors('read', path, () => statSync(path, { throwIfNoEntry: false }))
  if (stats && !stats.isFile()) throw new UserError('storage', { doing: 'read', path, cause: 'EFTYPE' })
}

function addLines(path: string, lines: readonly string[]): void {
  withStorageErrors('write', path, () => {
    requireFile(path)
    const text = textOf(path) ?? ''
    const known = new Set(text.split('\n'))
    const missing = lines.filter(line => !known.has(line))
    if (missing.length === 0) return
    appendFileSync(path, `${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`)
  })
}

/** Of the references of a large repository. */
const maxTextBytes = 16 * 1024 * 1024

function isThere(path: string): boolean {
  return withStorageErrors('read', path, () => ifThere(() => lstatSync(path))) !== undefined
}

/** Undefined where there is no such file. */
function textOf(path: string): string | undefined {
  const bytes = withStorageErrors('read', path, () => ifThere(() => readStart(path, maxTextBytes)))
  return Buffer.isBuffer(bytes) ? bytes.toString() : undefined
}
