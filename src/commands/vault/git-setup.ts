import { dirname } from 'node:path'
import { isFailure } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/git.ts'
import { makeFolder } from '../../vault/disk.ts'
import { Repository } from '../../vault/git-repository.ts'
import { noVault } from '../../vault/missing-vault.ts'
import { exists } from '../../vault/vault-file.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { copyPassphraseFile, exchange, repositorySystem } from './exchange.ts'
import type { CopyOptions } from './merge-copy.ts'

/** `igcodes git-setup [REMOTE]`: the vault's folder becomes a git work tree in which git leaves the merging to igcodes. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'share the vault through a git remote', ja: '保管庫をgitで共有できるようにする' }))
    .argument(
      '[remote]',
      t({
        en: 'address of an empty repository, or of the one with this vault; or the name of a remote that git knows',
        ja: '空のリポジトリか、この保管庫があるリポジトリのアドレス。登録済みのリモート名でもよい',
      }),
    )
    .option(...copyPassphraseFile(t))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes git-setup git@example.com:team/vault.git',
          en: 'sends the vault there; on the second computer it brings it',
          ja: '保管庫を送ります。2台目のパソコンでは受け取ります',
        },
      ]),
    )
    .action(async (address: string | undefined, options: CopyOptions) => setUp(context(), address, options))
}

export async function setUp(context: Context, address: string | undefined, options: CopyOptions): Promise<void> {
  const { terminal } = context
  const system = await repositorySystem(context)
  const path = context.vaultPath
  if (!exists(path)) await bring(path, address, system, context)
  const vault = await context.open()
  const begun = await Repository.begin(vault.path, system)
  await begun.requireQuiet()
  await begun.prepare()
  const repository = address === undefined ? begun : await begun.addRemote(address)
  const { remote } = repository
  terminal.note(messages.historyKeeps, undefined)
  try {
    const done = await exchange(context, vault, repository, remote, options)
    if (terminal.json) terminal.answerJson({ ...done, folder: repository.tree.folder, remote: remote?.name ?? null })
  } catch (error) {
    if (isFailure(error, 'git-other-vault') && remote) await repository.dropRemote(remote)
    throw error
  }
  terminal.note(messages.isSetUp, { folder: repository.tree.folder, remote: remote?.name }, 'good')
}

/** A new computer: the vault comes from the remote. @throws UserError `no-vault` if it is not there either */
async function bring(
  path: string,
  address: string | undefined,
  system: Awaited<ReturnType<typeof repositorySystem>>,
  { terminal, state }: Context,
): Promise<void> {
  if (address === undefined) throw noVault(path, state)
  makeFolder(dirname(path), 'write')
  const repository = await (await Repository.begin(path, system)).addRemote(address)
  const fetched = repository.remote && (await repository.fetch(repository.remote))
  if (!fetched?.vault) throw noVault(path, state)
  await repository.checkOut(fetched)
  // Else opening the vault would say that it did it again.
  await repository.prepare()
  terminal.note(messages.broughtHere, { path })
}
