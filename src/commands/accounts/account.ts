import { addAccount, removeAccount, renameAccount } from '../../domain/accounts/changes.ts'
import { totpsOf } from '../../domain/authenticator/totp.ts'
import { currentCodes, remaining } from '../../domain/codes/queries.ts'
import { accountsByHandle, requireAccount } from '../../domain/model/accounts.ts'
import { levelOf } from '../../domain/model/level.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/accounts/accounts.ts'
import { noAccounts, noneFits } from '../../terminal/messages/upkeep/status.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { readFilters } from '../account-filters.ts'
import type { Context, Parent, RegisterCommand, Tools } from '../context.ts'
import { partOf } from '../list-part.ts'
import { type AccountFilters, type PageOptions, withAccountFilters } from '../listing.ts'

/** `igcodes account add|setup|list|rename|remove`. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples, context } = tools
  command
    .description(t({ en: 'add, list, rename or remove accounts', ja: 'アカウントの登録・一覧・名前の変更・削除' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes account list', en: '', ja: '' },
        {
          run: 'igcodes account rename shop_tokyo shop_ginza',
          en: 'the handle changed on Instagram',
          ja: 'ユーザーネームを変えたとき',
        },
      ]),
    )
  // Without a subcommand it lists, which asks for nothing and changes nothing.
  command.allowExcessArguments(false).action(async () => list(context(), {}))
  for (const define of [defineAdd, defineSetup, defineList, defineRename, defineRemove]) define(command, tools)
}

const theHandle: Bilingual = { en: 'the handle', ja: 'ユーザーネーム' }

function defineAdd(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('add')
    .description(t({ en: 'an account without codes yet', ja: 'コードなしでアカウントだけ登録する' }))
    .argument('<account>', t(theHandle))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes account add shop_tokyo', en: 'its codes come later', ja: 'コードはあとで登録します' }]),
    )
    .action(async name => add(context(), name))
}

function defineSetup(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('setup')
    .description(
      t({ en: 'five minutes of questions: who holds which key', ja: '5分の質問で、誰がどの鍵を持つかを登録する' }),
    )
    .argument('[account]', t(theHandle))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes account setup shop_tokyo',
          en: 'stored at the end, in one go; Ctrl-C stores nothing',
          ja: '最後にまとめて保存します。Ctrl-Cで何も保存しません',
        },
      ]),
    )
    .action(async name => {
      const { setUp } = await import('../registry/setup.ts')
      await setUp(context(), name)
    })
}

function defineList(command: Parent, { t, examples, context }: Tools): void {
  withAccountFilters(command.command('list'), t)
    .description(t({ en: 'the accounts in the vault', ja: '登録したアカウントの一覧' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes account list --holder sato', en: 'whose are they?', ja: 'この人が関わるもの' },
        { run: 'igcodes account list --json', en: 'for scripts', ja: 'スクリプト用' },
      ]),
    )
    .action(async options => list(context(), options))
}

function defineRename(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('rename')
    .description(
      t({
        en: 'follow a handle that changed; the codes stay',
        ja: '変わったユーザーネームに合わせる。コードはそのまま',
      }),
    )
    .argument('<from>', t(theHandle))
    .argument('<to>', t({ en: 'the new handle', ja: '新しいユーザーネーム' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes account rename shop_tokyo shop_ginza',
          en: 'the handle changed on Instagram',
          ja: 'Instagramでユーザーネームを変えたとき',
        },
      ]),
    )
    .action(async (from, to) => rename(context(), from, to))
}

function defineRemove(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('remove')
    .description(t({ en: 'remove an account and its codes', ja: 'アカウントとそのコードを削除する' }))
    .argument('<account>', t(theHandle))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes account remove shop_tokyo', en: 'asks first; --yes answers', ja: '確認します。--yes で省略' },
      ]),
    )
    .action(async name => remove(context(), name))
}

async function add(context: Context, name: string): Promise<void> {
  const account = parseHandle(name)
  const vault = await context.open()
  await vault.change(state => addAccount(state, account))
  if (context.terminal.json) context.terminal.answerJson({ account })
  else context.terminal.note(messages.accountAdded, { account }, 'good')
}

async function list(context: Context, options: AccountFilters & PageOptions): Promise<void> {
  const { terminal, system } = context
  const filterIn = readFilters(options, system.now())
  const { state } = await context.open()
  const fits = filterIn(state)
  const chosen = accountsByHandle(state).filter(account => fits?.(account) ?? true)
  const { items, json, lines } = partOf(terminal, chosen, options)
  const accounts = items.map(account => rowOf(state, account))
  if (terminal.json) terminal.answerJson({ accounts, ...json })
  else if (state.accounts.size === 0) terminal.answer(terminal.text(noAccounts, undefined))
  else if (chosen.length === 0) terminal.answer(terminal.text(noneFits, undefined))
  else await terminal.answerPaged([...tableOf(terminal, accounts), ...lines])
}

function rowOf(state: State, account: Account) {
  const setSize = currentCodes(state, account).length
  const left = remaining(state, account)
  return { account: account.handle, remaining: left, setSize, level: levelOf(left, setSize), addedAt: account.added.at }
}

function tableOf(terminal: Terminal, accounts: readonly ReturnType<typeof rowOf>[]): readonly string[] {
  if (accounts.length === 0) return []
  const rows = accounts.map(({ account, remaining, setSize, addedAt }) => [
    `@${account}`,
    `${remaining}/${setSize}`,
    terminal.time(addedAt),
  ])
  return terminal.table(messages.accountHeader, rows)
}

async function rename(context: Context, fromName: string, toName: string): Promise<void> {
  const from = parseHandle(fromName)
  const to = parseHandle(toName)
  const vault = await context.open()
  await vault.change(state => renameAccount(state, from, to))
  if (context.terminal.json) context.terminal.answerJson({ account: to, from })
  else context.terminal.note(messages.accountRenamed, { from, to }, 'good')
}

async function remove(context: Context, name: string): Promise<void> {
  const { terminal } = context
  const account = parseHandle(name)
  const vault = await context.open()
  const known = requireAccount(vault.state, account)
  const left = remaining(vault.state, known)
  const totp = totpsOf(vault.state, known).length > 0
  await context.confirm(terminal.text(messages.sureToRemove, { account, remaining: left, totp }))
  await vault.change(state => removeAccount(state, account))
  if (terminal.json) terminal.answerJson({ account, removed: true })
  else terminal.note(messages.accountRemoved, { account }, 'good')
}
