import { UserError } from '../../errors.ts'
import { doctorWords } from '../../terminal/messages/vault/doctor.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { foldersOf } from '../../vault/backups.ts'
import { backupsElsewhere, backupsOfVault } from '../../vault/moved-backups.ts'
import { type Restoring, restoreBackup } from '../../vault/restore.ts'
import { realPath } from '../../vault/vault-file.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { prune } from './backup-prune.ts'
import { verify } from './backup-verify.ts'

/** `igcodes backup list|restore|verify|prune`: older versions of the vault. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'older versions of the vault: list, restore, verify, prune',
        ja: '保管庫の古い版: 一覧・復元・確認・整理',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes backup list', en: '', ja: '' },
        {
          run: 'igcodes backup restore 2026-11-20T18:04',
          en: 'when the vault is damaged, or to go back to an older state',
          ja: '保管庫が壊れたとき、以前の状態に戻すとき',
        },
      ]),
    )
  // Without a subcommand it lists, which asks for nothing and changes nothing.
  command.allowExcessArguments(false).action(() => list(context()))
  command
    .command('list')
    .description(t({ en: 'the backups, newest first', ja: 'バックアップを新しい順に表示' }))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes backup list', en: 'needs no passphrase', ja: 'パスフレーズは不要です' }]),
    )
    .action(() => list(context()))
  command
    .command('restore')
    .description(
      t({
        en: 'replace a damaged vault with a backup, or go back to an older state',
        ja: '壊れた保管庫を置き換える、または以前の状態に戻す',
      }),
    )
    .argument('<backup>', t({ en: 'its time, or the beginning of it', ja: 'バックアップの時刻(先頭だけでも可)' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes backup restore 2026-11-20T18:04',
          en: 'the newest of that minute',
          ja: 'その時刻のうち一番新しいもの',
        },
      ]),
    )
    .action(async id => restore(context(), id))
  command
    .command('verify')
    .description(t({ en: 'which backups open with your passphrase', ja: 'パスフレーズで開けるバックアップを確かめる' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes backup verify',
          en: 'exit 0, 30 (one is damaged) or 31 (none opens)',
          ja: '終了コード 0、30(壊れたものがある)、31(開けるものがない)',
        },
      ]),
    )
    .action(async () => verify(context()))
  command
    .command('prune')
    .description(t({ en: 'delete backups that are in excess', ja: '余分なバックアップを削除する' }))
    .option(
      '--purged',
      t({ en: 'those with codes that the vault has erased', ja: '保管庫から消去したコードが残っているもの' }),
    )
    .option(
      '--unopened',
      t({
        en: 'with --purged: also those that your passphrase does not open',
        ja: '--purged と一緒に: パスフレーズで開けないものも',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes backup prune', en: 'outside the retention rule', ja: '保存ルールから外れたもの' },
        { run: 'igcodes backup prune --purged', en: 'once codes were erased', ja: 'コードを消去したあとに' },
      ]),
    )
    .action(async options => prune(context(), options))
}

function list(context: Context): void {
  const { terminal } = context
  const backups = context.backups.list()
  const elsewhere = backupsElsewhere(realPath(context.vaultPath), context.backups)
  if (terminal.json) terminal.answerJson({ backups, elsewhere })
  else if (backups.length === 0) terminal.answer(terminal.text(messages.noBackups, undefined))
  else {
    const header = messages.backupHeader
    const rows = backups.map(({ id }) => [id, terminal.time(id)])
    for (const folder of foldersOf(backups)) terminal.answer(terminal.text(messages.backupsIn, { folder }))
    terminal.answer(...terminal.table(header, rows))
  }
  if (!terminal.json && elsewhere.length > 0)
    terminal.warn(doctorWords['backups-elsewhere'].what, { paths: elsewhere, into: context.backups.folder })
}

async function restore(context: Context, typed: string): Promise<void> {
  const { terminal } = context
  const path = realPath(context.vaultPath)
  const backup = context.backups.find(typed, backupsOfVault(path, context.backups))
  if (!backup) throw new UserError('unknown-backup', { id: typed })
  const secret = await context.secret()
  if (!secret) throw new UserError('passphrase-needed')
  let plan: Restoring | undefined
  const { vault, kept } = await restoreBackup(path, backup.id, secret, context.store(), async restoring => {
    await agree(context, restoring)
    plan = restoring
  })
  if (vault.hasNewKey) {
    await context.forgetKey(vault)
    context.tellSlots(vault)
  }
  const warnings = plan ? warningsOf(terminal, plan) : []
  if (terminal.json)
    terminal.answerJson({
      restored: backup.id,
      ...(kept !== undefined && { kept }),
      ...(warnings.length > 0 && { warnings }),
    })
  else terminal.note(messages.restored, { id: backup.id }, 'good')
  if (!plan) return
  const { inPlace, stepBack } = plan
  if (kept !== undefined && inPlace !== 'damaged') terminal.note(messages.replacedIsKept, { id: kept })
  if (stepBack?.returning) terminal.warn(messages.secretReturned, stepBack.returning)
}

/** For scripts; people read them as they come. */
function warningsOf(terminal: Terminal, { stepBack }: Restoring): readonly object[] {
  if (!stepBack) return []
  const { returning } = stepBack
  return [
    { code: 'older-state', message: terminal.text(messages.steppingBack, stepBack) },
    ...(returning ? [{ code: 'secret-returned', message: terminal.text(messages.secretReturned, returning) }] : []),
  ]
}

/** What --yes alone does not cover: a key that cannot be traced, and a step back. */
async function agree(context: Context, { inPlace, backup, stepBack, hasOtherKey }: Restoring): Promise<void> {
  const { terminal, options } = context
  const question = terminal.text(messages.sureToRestore, { id: backup.id, inPlace })
  if (hasOtherKey && !options.acceptOtherKey) {
    const asked = terminal.text(messages.acceptOtherKey, undefined)
    await requireYes(terminal, asked, new UserError('other-key', { path: backup.path }))
  }
  if (stepBack && !options.acceptOlder) {
    if (await terminal.prompts()) terminal.warn(messages.steppingBack, stepBack)
    return requireYes(terminal, question, new UserError('older-backup', stepBack))
  }
  if (stepBack) terminal.warn(messages.steppingBack, stepBack)
  await context.confirm(question)
}

/** @throws UserError `cancelled`; `refusal` if no one can be asked */
async function requireYes(terminal: Terminal, question: string, refusal: UserError): Promise<void> {
  const prompts = await terminal.prompts()
  if (!prompts) throw refusal
  if (!(await prompts.confirm(question, false))) throw new UserError('cancelled')
}
