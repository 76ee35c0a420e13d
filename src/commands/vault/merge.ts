import { resolve } from 'node:path'
import type { MergeReport } from '../../domain/upkeep/merge-report.ts'
import type { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/merge.ts'
import { conflictCopies, readCopy, setAside } from '../../vault/copies.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { afterMerging, type CopyOptions, mergeOne, openCopy, united } from './merge-copy.ts'

/** `igcodes merge [FILE…]`: takes in what other copies of the vault have. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'unite copies of the vault', ja: '保管庫のコピーを一つにまとめる' }))
    .argument(
      '[file...]',
      t({
        en: 'copies of this vault; without one, those that a sync program left beside it',
        ja: 'この保管庫のコピー。省略すると、同期ソフトが隣に残したもの',
      }),
    )
    .option(
      '--copy-passphrase-file <file>',
      t({ en: 'the passphrase of the copy, if it is another', ja: 'コピーのパスフレーズが違うとき、そのファイル' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes merge', en: 'conflicted copies beside the vault', ja: '隣にある「競合コピー」をまとめます' },
        { run: 'igcodes merge ~/Desktop/vault.igcodes', en: 'a file that somebody sent', ja: '受け取ったファイル' },
      ]),
    )
    .action(async (files: readonly string[], options: CopyOptions) => merge(context(), files, options))
}

async function merge(context: Context, files: readonly string[], options: CopyOptions): Promise<void> {
  const { terminal, system } = context
  const vault = await context.open({ isMerging: true })
  const { epoch } = vault
  const paths = files.length > 0 ? files.map(file => resolve(file)) : conflictCopies(vault.path)
  const reports: MergeReport[] = []
  const doubtful: UserError<'merge-undecided'>[] = []
  for (const path of paths) {
    const bytes = readCopy(path)
    const copy = await openCopy(context, vault, path, bytes, options)
    const { report, wasUndecided } = await mergeOne(context, vault, copy)
    reports.push(report)
    if (wasUndecided) doubtful.push(wasUndecided)
    else if (setAside(path, bytes, vault.path, context.backups, system.now()))
      terminal.note(messages.setAside, { path })
  }
  await afterMerging(context, vault, epoch)
  const whole = united(reports)
  if (terminal.json) terminal.answerJson(whole)
  else if (paths.length === 0) terminal.note(messages.nothingToMerge, undefined)
  const [undecided] = doubtful
  if (undecided) throw undecided
}
