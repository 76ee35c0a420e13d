/** `igcodes backup prune`: deletes backups in excess, or those that have what the vault has erased. */
import { dirname } from 'node:path'
import { removable } from '../../domain/upkeep/backups.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/backups.ts'
import { judgeBackups } from '../../vault/backup-verdicts.ts'
import { type Backup, hasVaultForm, keptByRetention } from '../../vault/backups.ts'
import type { Context } from '../context.ts'

interface PruneOptions {
  readonly purged?: true | undefined
  readonly unopened?: true | undefined
}

export async function prune(context: Context, { purged, unopened }: PruneOptions): Promise<void> {
  if (unopened && !purged) throw new UserError('missing-argument', { name: '--purged', command: 'backup prune ' })
  if (purged) await prunePurged(context, unopened === true)
  else await pruneExcess(context)
}

/** Needs no passphrase. */
async function pruneExcess(context: Context): Promise<void> {
  const backups = context.backups.list().map(backup => ({ ...backup, isGood: hasVaultForm(backup) }))
  const ids = backups.map(({ id }) => id)
  const excess = removable(backups, keptByRetention(ids, context.system.now()))
  if (await isAgreed(context, excess, { purged: false, left: undefined })) context.backups.remove(excess)
  report(context, excess, [])
}

async function prunePurged(context: Context, unopened: boolean): Promise<void> {
  const { system } = context
  const vault = await context.open({ needsSecret: true })
  const secret = context.openedBy
  if (!secret) throw new UserError('passphrase-needed')
  const verdicts = await judgeBackups(vault.path, secret, context.store(), vault)
  const isOpen = ({ fault }: (typeof verdicts)[number]): boolean => fault === undefined
  const doubtful = verdicts.filter(verdict => !isOpen(verdict))
  const gone = verdicts.filter(verdict => verdict.erased > 0 || (unopened && !isOpen(verdict)))
  const left = verdicts.filter(verdict => isOpen(verdict) && !gone.includes(verdict)).length
  const backups = gone.map(({ backup }) => backup)
  if (await isAgreed(context, backups, { purged: true, left })) {
    // What is deleted are mostly the newest ones. This copy has nothing that was erased.
    context.backups.keep(system.now(), 'copy')
    context.backups.remove(backups)
  }
  if (backups.length > 0) context.terminal.note(messages.copiesElsewhere, undefined)
  const spared = doubtful.filter(verdict => !gone.includes(verdict))
  report(
    context,
    backups,
    spared.map(({ id }) => id),
  )
}

interface Question {
  readonly purged: boolean
  readonly left: number | undefined
}

/** @throws UserError `confirmation-needed`, `cancelled` */
async function isAgreed(context: Context, backups: readonly Backup[], { purged, left }: Question): Promise<boolean> {
  const { terminal } = context
  if (backups.length === 0) {
    terminal.note(messages.nothingToPrune, { purged })
    return false
  }
  const { folders } = context.backups
  // Those under an earlier path of the vault are named with it.
  const ids = backups.map(({ id, path }) => (folders.includes(dirname(path)) ? id : `${id}  ${dirname(path)}`))
  terminal.note(messages.wouldDelete, { ids })
  await context.confirm(terminal.text(messages.sureToDelete, { count: backups.length, left }))
  return true
}

function report({ terminal }: Context, removed: readonly Backup[], unopened: readonly string[]): void {
  if (terminal.json) {
    terminal.answerJson({ removed: removed.map(({ id }) => id), ...(unopened.length > 0 && { unopened }) })
    return
  }
  if (removed.length > 0) terminal.note(messages.deleted, { count: removed.length }, 'good')
  if (unopened.length > 0) terminal.warn(messages.mayHaveErased, { ids: unopened })
}
