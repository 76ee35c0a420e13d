/** The answer of `check`, from the notices alone. Used by the command and by the fast path in src/check.ts. */
import { type Alarm, alarmExits, alarmOf, type Severity } from '../../domain/model/severity.ts'
import { localDay } from '../../domain/text/date.ts'
import { type DayOrTime, dueAt, noticeSeverities } from '../../domain/upkeep/notices.ts'
import type { Environment } from '../../environment.ts'
import type { Language } from '../../language.ts'
import { type AboutCode, aboutNotices, dueText } from '../../terminal/messages/upkeep/notices.ts'
import { say } from '../../terminal/say.ts'
import { realVault, statePath, vaultPath } from '../../vault/location.ts'
import { noticesFiles, readNotices } from '../../vault/notices.ts'
import { accessFault } from '../../vault/owners.ts'
import { revisionAt } from '../../vault/revision.ts'
import { readSettings } from '../../vault/settings.ts'

export interface CheckQuestion {
  /** From --vault. */
  readonly vault: string | undefined
  readonly env: Environment
  readonly now: Date
  readonly language: Language
}

export interface Reminder {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly since: DayOrTime
}

export interface CheckAnswer {
  readonly level: Alarm
  readonly exitCode: number
  /** The most severe first. */
  readonly notices: readonly Reminder[]
}

/** Reads two small files and the vault's first lines. Asks for no secret and derives no key. */
export function checkAnswer(question: CheckQuestion): CheckAnswer {
  const reminders = remindersIn(question)
  const level = alarmOf(reminders.map(({ severity }) => severity))
  return { level, exitCode: alarmExits[level], notices: reminders }
}

/** The fixed shape; more keys may be added. */
export function checkJson({ level, notices }: CheckAnswer): object {
  return { level, notices: notices.map(({ code, message, since }) => ({ code, message, since })) }
}

function remindersIn({ vault: asked, env, now, language }: CheckQuestion): readonly Reminder[] {
  const state = statePath(env)
  const vault = realVault(vaultPath(asked, env))
  const about = (code: AboutCode, severity: Severity, since: DayOrTime = localDay(now)): Reminder => ({
    code,
    severity,
    message: aboutNotices[code][language],
    since,
  })

  const kept = readNotices(noticesFiles(state, vault), vault)
  if (kept === 'unreadable') return [about('notices-unreadable', 'warning')]
  if (kept === undefined) return [about(readSettings(state).notices === 'off' ? 'notices-off' : 'no-notices', 'info')]

  const due = dueAt(kept.notices, now).map(({ since, ...one }) => ({
    code: one.code,
    severity: noticeSeverities[one.code],
    message: say(dueText, language, one),
    since,
  }))
  const fault = accessFault(vault)
  if (fault !== undefined) return [...due, about(`vault-${fault}`, 'warning')]
  const save = revisionAt(vault)
  if (save === kept.save) return due
  // The changed vault may need more than the notices say, so there is no all-clear.
  return [...due, about(save === undefined ? 'vault-gone' : 'vault-changed', 'warning', kept.writtenOn)]
}
