/**
 * What is due and from when, kept on this machine so that `check`, the shell's profile and completion need not open the vault. Nothing
 * secret; names only if the user turns them on.
 *
 * `<state>/notices/<vault's path>.json` is ours, `….lines` is text for shells (documents/shell-snippet.ts), and `….said` belongs to
 * the shells. All of it is untrusted.
 */
import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type IsoDate, isIsoDate } from '../domain/text/date.ts'
import { isHandle } from '../domain/text/handle.ts'
import { isInteger, isListOf, isObjectOf, isOneOf, isText, isTextOf, orNull, parseAs } from '../domain/text/json.ts'
import { type Detail, details, isDayOrTime, isNoticeCode, type Notice } from '../domain/upkeep/notices.ts'
import { isNames, type Names } from './completion-names.ts'
import { ifThere, makeFolder, readSmallFile, withStorageErrors, writeCache } from './disk.ts'

export interface KeptNotices {
  /** The vault file. */
  readonly vault: string
  /** The save that they were derived from (revision.ts). */
  readonly save: string
  readonly writtenOn: IsoDate
  readonly language: string
  readonly detail: Detail
  readonly notices: readonly Notice[]
  readonly names: Names
}

const format = 'igcodes-notices/1'
const maxBytes = 1024 * 1024
/** Of the items in a list. */
const maxItems = 100_000

const isNotice = isObjectOf<Notice>({
  code: isTextOf(isNoticeCode),
  from: isTextOf(isDayOrTime),
  until: orNull(isTextOf(isDayOrTime)),
  count: isInteger(1, 1_000_000),
  accounts: isListOf(isTextOf(isHandle), maxItems),
})

/** All or nothing: what is not as we write it makes the whole file unreadable. */
const isKept = isObjectOf<KeptNotices & { readonly format: typeof format }>({
  format: isOneOf([format]),
  vault: isText,
  save: isText,
  writtenOn: isTextOf(isIsoDate),
  language: isText,
  detail: isOneOf(details),
  notices: isListOf(isNotice, maxItems),
  names: isNames,
})

export interface NoticesFiles {
  readonly notices: string
  readonly lines: string
  readonly said: string
}

/** @param vault as `realVault` returns it */
export function noticesFiles(state: string, vault: string): NoticesFiles {
  const path = join(folderOf(state), fileNameOf(vault))
  return { notices: `${path}.json`, lines: `${path}.lines`, said: `${path}.said` }
}

/** Undefined where there are none. */
export function readNotices(files: NoticesFiles, vault: string): KeptNotices | 'unreadable' | undefined {
  try {
    const bytes = readSmallFile(files.notices, maxBytes, 'follow')
    const kept = Buffer.isBuffer(bytes) ? parseAs(isKept, bytes.toString()) : undefined
    if (!kept) return 'unreadable'
    // The file name of two long paths can be the same.
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
  // The notices last: a process that finds them finds the lines as well.
  for (const [path, content] of [
    [files.lines, lines.join('\n')],
    [files.notices, text],
  ] as const)
    writeCache(path, Buffer.from(`${content}\n`), newName())
}

/** Deletes the notices of all vaults. @throws UserError `storage` */
export function eraseNotices(state: string): void {
  const folder = folderOf(state)
  withStorageErrors('remember', folder, () => {
    // Not `discard`: a user who turned names off must learn that one could not be deleted.
    const names = ifThere(() => lstatSync(folder)) ? readdirSync(folder) : []
    for (const name of names) rmSync(join(folder, name), { force: true })
  })
}

function folderOf(state: string): string {
  return join(state, 'notices')
}

/** The path itself, encoded and shortened to fit a file name. Not hashed: loading the hash takes longer than the rest of `check`. */
function fileNameOf(vault: string): string {
  const name = encodeURIComponent(Buffer.from(vault).toString())
  return name.length <= 200 ? name : `${name.slice(-180)}-${checksum(name)}`
}

/** FNV-1a. Two paths with the same checksum overwrite each other's notices, which name their vault. */
function checksum(text: string): string {
  let sum = 0x811c9dc5
  for (const character of text) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}
