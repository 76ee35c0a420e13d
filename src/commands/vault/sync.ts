import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/git.ts'
import { Repository } from '../../vault/git-repository.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { copyPassphraseFile, type ExchangeOptions, exchange, repositorySystem } from './exchange.ts'

/** `igcodes sync`: takes in what the git remote has, and sends what it lacks. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'unite the vault with its git remote', ja: '保管庫をgitのリモートと同期する' }))
    .option('--if-online', t({ en: 'being offline is no error', ja: 'オフラインでもエラーにしない' }))
    .option(...copyPassphraseFile(t))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes sync', en: 'fetch, merge, commit, push', ja: '取得、統合、コミット、送信をまとめて行います' },
        { run: 'igcodes sync --if-online --no-input', en: 'in a script', ja: 'スクリプトで' },
      ]),
    )
    .action(async (options: ExchangeOptions) => sync(context(), options))
}

async function sync(context: Context, options: ExchangeOptions): Promise<void> {
  const { terminal } = context
  const vault = await context.open()
  const repository = await Repository.of(vault.path, await repositorySystem(context))
  const { remote } = repository
  if (!remote) {
    await repository.requireQuiet()
    throw new UserError('git-not-set-up', { path: vault.path })
  }
  const done = await exchange(context, vault, repository, remote, options)
  if (terminal.json) terminal.answerJson(done)
  else if (!done.offline)
    terminal.note(messages.synced, { remote: remote.name, sent: done.pushed, came: done.gained.events > 0 }, 'good')
}
