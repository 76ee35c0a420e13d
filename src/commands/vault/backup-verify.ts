/** `igcodes backup verify`: which backups open, and why the others do not. */
import { alarmExits } from '../../domain/model/severity.ts'
import { alarmOfBackups, type BackupVerdict } from '../../domain/upkeep/backups.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/backups.ts'
import { backupsIn, noBackups } from '../../terminal/messages/vault/vault.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { type JudgedBackup, judgeBackups } from '../../vault/backup-verdicts.ts'
import { dayOf, foldersOf } from '../../vault/backups.ts'
import { backupsOfVault } from '../../vault/moved-backups.ts'
import { realPath } from '../../vault/vault-file.ts'
import type { Context } from '../context.ts'

export async function verify(context: Context): Promise<void> {
  const { terminal } = context
  const backups = backupsOfVault(realPath(context.vaultPath), context.backups)
  const verdicts = backups.length === 0 ? [] : await judge(context)
  const level = alarmOfBackups(verdicts)
  context.exitCode = alarmExits[level]
  if (terminal.json) {
    terminal.answerJson({ backups: verdicts.map(verdict => jsonOf(terminal, verdict)), level })
    return
  }
  if (verdicts.length === 0) return terminal.answer(terminal.text(noBackups, undefined))
  const rows = verdicts.map(verdict => [verdict.id, inWords(terminal, verdict)])
  const folders = foldersOf(verdicts.map(({ backup }) => backup))
  for (const folder of folders) terminal.answer(terminal.text(backupsIn, { folder }))
  terminal.answer(...terminal.table(messages.verdictHeader, rows))
  const good = verdicts.filter(({ fault }) => fault === undefined)
  terminal.note(messages.verified, { count: verdicts.length, good: good.length }, level === 'ok' ? 'good' : 'plain')
  if (level === 'critical') terminal.warn(messages.noneOpens, undefined)
  if (good.some(({ erased }) => erased > 0)) terminal.note(messages.howToPurge, undefined)
}

async function judge(context: Context): Promise<readonly JudgedBackup[]> {
  const secret = await context.secret()
  if (!secret) throw new UserError('passphrase-needed')
  return judgeBackups(realPath(context.vaultPath), secret, context.store())
}

function inWords(terminal: Terminal, { id, fault, erased }: BackupVerdict): string {
  if (fault !== undefined) return terminal.text(messages.faultWords[fault], { day: dayOf(id) })
  return erased > 0 ? terminal.text(messages.hasErased, { erased }) : messages.opens[terminal.language]
}

function jsonOf(terminal: Terminal, verdict: BackupVerdict): object {
  const { id, fault, erased } = verdict
  return {
    id,
    opens: fault === undefined,
    ...(fault === undefined ? { erased } : { why: fault, message: inWords(terminal, verdict) }),
    ...(fault === 'other-passphrase' && { day: dayOf(id) }),
  }
}
