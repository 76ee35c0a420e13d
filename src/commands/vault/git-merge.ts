import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/git.ts'
import type { Context, RegisterCommand } from '../context.ts'

/**
 * `igcodes git-merge OURS THEIRS`: git's merge driver. Git gives it two temporary files and takes the first as the result; with exit code 1
 * it leaves our side in place and reports a conflict.
 */
export const define: RegisterCommand = (command, { t, context }) => {
  command
    .description(t({ en: 'for git: unite two states of a vault', ja: 'git用: 保管庫の2つの状態をまとめる' }))
    .argument('<ours>', t({ en: 'git’s %A', ja: 'gitの%A' }))
    .argument('<theirs>', t({ en: 'git’s %B', ja: 'gitの%B' }))
    .action(async (ours: string, theirs: string) => mergeForGit(context(), ours, theirs))
}

async function mergeForGit(context: Context, ours: string, theirs: string): Promise<void> {
  const { terminal } = context
  try {
    const { uniteFiles } = await import('../../vault/git-driver.ts')
    if (await uniteFiles(ours, theirs, context.givenPassphrase(), context.store(), context.system.env)) return
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    await terminal.fail(error)
  }
  terminal.warn(messages.notMergedByGit, undefined)
  context.exitCode = 1
}
