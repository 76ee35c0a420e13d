/** Writes what is due to this machine's notices, for `check`, the shell's profile and completion. */
import { accountsByHandle } from '../../domain/model/accounts.ts'
import { alarmExits, alarmOf } from '../../domain/model/severity.ts'
import type { State } from '../../domain/model/state.ts'
import { localDay } from '../../domain/text/date.ts'
import { noticesOf } from '../../domain/upkeep/notice-rules.ts'
import { dueAt, type Notice, noticeSeverities, turningPoints } from '../../domain/upkeep/notices.ts'
import type { Environment } from '../../environment.ts'
import type { Language } from '../../language.ts'
import { shellLine } from '../../terminal/messages/upkeep/notices.ts'
import { type Names, noNames, someNames } from '../../vault/completion-names.ts'
import { conflictCopies } from '../../vault/copies.ts'
import { bestEffort } from '../../vault/disk.ts'
import { statePath } from '../../vault/location.ts'
import { type KeptNotices, noticesFiles, readNotices, writeNotices } from '../../vault/notices.ts'
import { readSettings } from '../../vault/settings.ts'
import type { Vault } from '../../vault/vault.ts'

interface World {
  readonly env: Environment
  readonly now: Date
  readonly language: Language
  readonly newName: () => string
}

/**
 * Writes nothing if today's notices are already of this revision of the vault. A failure to write them is ignored, because the
 * command itself has succeeded.
 */
export function leaveNotices(vault: Vault, world: World): void {
  bestEffort(() => leave(vault, world))
}

function leave({ path, save, state }: Vault, { env, now, language, newName }: World): void {
  const folder = statePath(env)
  const { notices: detail } = readSettings(folder)
  if (detail === 'off') return
  const files = noticesFiles(folder, path)
  const read = readNotices(files, path)
  const before = read === 'unreadable' ? undefined : read
  const writtenOn = localDay(now)
  const { length: copies } = conflictCopies(path)
  const toldCopies = before?.notices.find(({ code }) => code === 'conflict-copies')?.count ?? 0
  const isSame =
    before?.save === save &&
    before.writtenOn === writtenOn &&
    before.language === language &&
    before.detail === detail &&
    toldCopies === copies
  if (isSame) return

  const withNames = detail === 'names'
  const notices = noticesOf(state, now, withNames, before?.notices, copies)
  const names = withNames ? namesIn(state) : noNames
  const kept: KeptNotices = { vault: path, save, writtenOn, language, detail, notices, names }
  writeNotices(files, kept, linesFor(notices, now, language), newName)
}

function namesIn(state: State): Names {
  const { persons, devices, factors, places } = state.registry
  return {
    account: someNames(accountsByHandle(state).map(({ handle }) => handle)),
    person: someNames([...persons.keys()]),
    device: someNames([...devices.keys()]),
    factor: someNames([...factors.keys()]),
    place: someNames([...places.keys()]),
  }
}

/** A shell reads them at every start, so only this many future changes are kept. */
const maxLines = 40

/**
 * For shells, which without another process can do little more than compare seconds. Each line after the first has the second from
 * which it applies, the exit code of `check` and the text, separated by tabs. The last line that applies counts.
 */
function linesFor(notices: readonly Notice[], now: Date, language: Language): readonly string[] {
  const seconds = (time: Date): number => Math.floor(time.getTime() / 1000)
  const lines = turningPoints(notices, now)
    .slice(0, maxLines)
    .map(time => {
      const due = dueAt(notices, time)
      const exit = alarmExits[alarmOf(due.map(({ code }) => noticeSeverities[code]))]
      return [seconds(time), exit, exit === 0 ? '-' : shellLine(due, language)].join('\t')
    })
  return [`igcodes-notices/1\t${seconds(now)}`, ...lines]
}
