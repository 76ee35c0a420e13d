/**
 * What is left on this machine for `check`, the shell's profile and its completion: what is due and from when, without opening the
 * vault. Nothing secret; names only where the user wants them.
 *
 * `<state>/notices/<vault's path>.json` holds it for us, `….lines` as text for shells (documents/shell-init), and `….said` is theirs.
 * All of it is data that anybody may have damaged: what is not just as we write it counts as unreadable.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type IsoDate, isIsoDate } from '../domain/text/date.ts'
import { isHandle } from '../domain/text/handle.ts'
import { isObject, parseObject } from '../domain/text/json.ts'
import { type Detail, details, isDayOrTime, isNoticeCode, type Notice } from '../domain/upkeep/notices.ts'
import { makeFolder, removeLeftovers, withStorageErrors, writeCache } from './disk.ts'
import { realSpelling } from './location.ts'
import { readOwnFile } from './read-input.ts'

/** What can be named on a command line; each name stands in a shell as it is, without quotes. */
const namedKinds = ['account', 'person', 'device', 'factor', 'place'] as const
export type NamedKind = (typeof namedKinds)[number]
export type Names = Readonly<Record<NamedKind, readonly string[]>>

export interface KeptNotices {
  /** The file that they are about. */
  readonly vault: string
  /** The save that they follow from (saveOf). */
  readonly save: string
  readonly writtenOn: IsoDate
  readonly language: string
  readonly detail: Detail
  readonly notices: readonly Notice[]
  readonly names: Names
}

export const noNames: Names = { account: [], person: [], device: [], factor: [], place: [] }

const format = 'igcodes-notices/1'
const maxBytes = 1024 * 1024
const maxNames = 2000

export interface NoticesFiles {
  readonly notices: string
  readonly lines: string
  readonly said: string
}

/** @param vault as `realVault` gives it */
export function noticesFiles(state: string, vault: string): NoticesFiles {
  const path = join(folderOf(state), fileNameOf(vault))
  return { notices: `${path}.json`, lines: `${path}.lines`, said: `${path}.said` }
}

/** Where the vault really is, or would be: what the notices are filed under. */
export function realVault(path: string): string {
  for (const [known, rest] of [[path], [dirname(path), basename(path)]] as const) {
    try {
      const real = realSpelling(known)
      return rest === undefined ? real : join(real, rest)
    } catch {
      // Not there (any more): then its folder may be.
    }
  }
  return path
}

/** Undefined where there are none. */
export function readNotices(files: NoticesFiles, vault: string): KeptNotices | 'unreadable' | undefined {
  try {
    const bytes = readOwnFile(files.notices, maxBytes + 1)
    const kept = bytes === undefined || bytes.length > maxBytes ? undefined : parse(bytes.toString())
    if (!kept) return 'unreadable'
    // Another one whose long path has the same name here.
    return kept.vault === vault ? kept : undefined
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isAbsent ? undefined : 'unreadable'
  }
}

/** @throws UserError `storage` */
export function writeNotices(
  files: NoticesFiles,
  kept: KeptNotices,
  lines: readonly string[],
  newName: () => string,
): void {
  makeFolder(dirname(files.notices), 'remember')
  const { vault, save, writtenOn, language, detail, notices, names } = kept
  const text = JSON.stringify({ format, vault, save, writtenOn, language, detail, notices, names })
  // The notices last: who finds them finds the lines as well.
  for (const [path, content] of [
    [files.lines, lines.join('\n')],
    [files.notices, text],
  ] as const) {
    removeLeftovers(path)
    writeCache(path, Buffer.from(`${content}\n`), newName())
  }
}

/** Takes the notices of every vault away. @throws UserError `storage` */
export function eraseNotices(state: string): void {
  const folder = folderOf(state)
  withStorageErrors('remember', folder, () => {
    // Not `discard`: who wants no names to lie about is told where they could not be taken away.
    const names = existsSync(folder) ? readdirSync(folder) : []
    for (const name of names) rmSync(join(folder, name), { force: true })
  })
}

/**
 * What tells one save of a vault from another without a key: the nonce at the beginning of line 4, which no two have in common
 * (FORMAT.md, "Payload"). Neither the file's time nor its size would: synced folders change the one, padding keeps the other.
 */
export function revisionOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(0, 24)).toString('base64url')
}

/** The same, of the file as it is now; undefined when it is gone. What is no vault gives a text that no save has. */
export function revisionAt(vault: string): string | undefined {
  try {
    const lines = readOwnFile(vault, headBytes)?.toString('latin1').split('\n')
    return lines?.[3]?.slice(0, 32) ?? ''
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : ''
  }
}

/** FORMAT.md: the header, line 2, has 16 KiB at most. */
const headBytes = 17 * 1024

function folderOf(state: string): string {
  return join(state, 'notices')
}

/** The path itself, as long as it makes a file's name. Not hashed: to load the hash takes longer than all else that `check` does. */
function fileNameOf(vault: string): string {
  const name = encodeURIComponent(Buffer.from(vault).toString())
  return name.length <= 200 ? name : `${name.slice(-180)}-${checksum(name)}`
}

/** FNV-1a. Two paths with the same one take turns: the notices say whose they are. */
function checksum(text: string): string {
  let sum = 0x811c9dc5
  for (const character of text) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}

// Parsing: all or nothing

function parse(text: string): KeptNotices | undefined {
  const value = parseObject(text)
  if (value?.format !== format) return undefined
  const { vault, save, writtenOn, language } = value
  const detail = details.find(one => one === value.detail)
  const notices = listOf(value.notices, noticeOf)
  const names = namesOf(value.names)
  if (!isText(vault) || !isText(save) || !isText(language) || !isText(writtenOn)) return undefined
  if (!isIsoDate(writtenOn) || !detail || !notices || !names) return undefined
  return { vault, save, writtenOn, language, detail, notices, names }
}

function noticeOf(value: unknown): Notice | undefined {
  if (!isObject(value)) return undefined
  const { code, from, until, count, accounts } = value
  if (!isText(code) || !isNoticeCode(code) || !isText(from) || !isDayOrTime(from)) return undefined
  if (until !== null && !(isText(until) && isDayOrTime(until))) return undefined
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > 1_000_000) return undefined
  const handles = listOf(accounts, name => (isText(name) && isHandle(name) ? name : undefined))
  return handles && { code, from, until, count, accounts: handles }
}

function namesOf(value: unknown): Names | undefined {
  if (!isObject(value)) return undefined
  const lists = namedKinds.map(kind => listOf(value[kind], name => (isPlainName(name) ? name : undefined)))
  const [account, person, device, factor, place] = lists
  return account && person && device && factor && place && { account, person, device, factor, place }
}

/**
 * A name that no shell, list or sentence takes for anything else: what registry-names makes, and handles. Most are ASCII, and to
 * compile all the world's letters takes longer than all else that is read here.
 */
function isPlainName(value: unknown): value is string {
  return (
    isText(value) &&
    (/^[\w.][\w.+@-]{0,59}$/.test(value) || /^[\p{L}\p{N}_.][\p{L}\p{M}\p{N}._+@-]{0,59}$/u.test(value))
  )
}

/** So many as a completion can still show. */
export function someNames(names: readonly string[]): readonly string[] {
  return names.filter(isPlainName).slice(0, maxNames)
}

function listOf<T>(value: unknown, parseOne: (one: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length > 100_000) return undefined
  const parsed: T[] = []
  for (const one of value) {
    const found = parseOne(one)
    if (found === undefined) return undefined
    parsed.push(found)
  }
  return parsed
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
