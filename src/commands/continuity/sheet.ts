import { qrSvg } from '../../documents/qr.ts'
import { type SheetCodes, sheetMarkdown, sheetTableMarkdown } from '../../documents/sheet.ts'
import { sheetHtml, sheetTableHtml } from '../../documents/sheet-html.ts'
import { currentCodes } from '../../domain/codes/queries.ts'
import { accountsByHandle, requireAccount } from '../../domain/model/accounts.ts'
import type { Account } from '../../domain/model/state.ts'
import { localDay } from '../../domain/text/date.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/continuity/sheet.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Vault } from '../../vault/vault.ts'
import { askForAccount } from '../codes/account-choice.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf, refuseFormatWithJson } from '../options.ts'
import { intoFile, type OutOptions, withOut } from '../out-file.ts'
import { codesInWords, sheetInWords, sheetTableInWords } from './localize-papers.ts'
import { handOverOf, type SheetFacts, sheetFacts } from './paper-facts.ts'
import { sheetOnScreen, sheetTableOnScreen } from './sheet-on-screen.ts'

const formats = ['md', 'html'] as const
type Format = (typeof formats)[number]

interface SheetOptions extends OutOptions {
  readonly format?: Format | undefined
  readonly withCodes?: true | undefined
}

/** `igcodes sheet [ACCOUNT]`: who holds which key, to be printed and filed. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  withOut(command, t)
    .description(t({ en: 'print who holds which key', ja: '鍵の一覧を印刷する' }))
    .argument(
      '[account]',
      t({ en: 'the handle; all in one table without it', ja: 'ユーザーネーム。省くと全アカウントの表' }),
    )
    .option(
      '--format <format>',
      `${t({ en: 'how to print it', ja: '出力の形式' })}: ${formats.join(', ')}`,
      oneOf('--format', formats),
    )
    .option(
      '--with-codes',
      t({
        en: 'with the codes, for a safe or a locked drawer; asks twice',
        ja: 'コードも載せる(金庫や鍵付きの引き出し用)。2回確認する',
      }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes sheet shop_tokyo --format html --out sheet.html',
          en: 'one page to print',
          ja: '1枚に印刷する',
        },
        { run: 'igcodes sheet', en: 'all accounts at a glance', ja: '全アカウントを一覧で見る' },
        {
          run: 'igcodes sheet shop_tokyo --with-codes --format html --out sheet.html',
          en: 'print it, lock it away, delete the file',
          ja: '印刷して鍵をかけ、ファイルは消す',
        },
      ]),
    )
    .action(async (account, options) => intoFile(context(), options, async same => sheet(same, account, options)))
}

async function sheet(context: Context, name: string | undefined, { format, withCodes }: SheetOptions): Promise<void> {
  const { terminal } = context
  refuseFormatWithJson(terminal, format)
  const handle = handleIfAny(name)
  if (withCodes) {
    // Without a person to ask the command ends before the vault is opened.
    const prompts = await terminal.prompts()
    if (!prompts) throw new UserError('codes-on-paper')
    const vault = await context.open()
    const account = requireAccount(vault.state, handle ?? (await askForAccount(context, vault)))
    await askTwice(context, prompts, vault, account)
    await one(context, vault, account, format, true)
    terminal.note(messages.afterPrinting, undefined, 'warning')
    return
  }
  const vault = await context.open()
  if (handle === undefined) await all(context, vault, format)
  else await one(context, vault, requireAccount(vault.state, handle), format, false)
}

/** --yes answers neither question, because printing cannot be undone. */
async function askTwice({ terminal }: Context, prompts: Prompts, { state }: Vault, account: Account): Promise<void> {
  const handle = account.handle
  const count = currentCodes(state, account).length
  if (count === 0) throw new UserError('no-codes-left', { account: handle, pending: 0 })
  terminal.requireReader('other')
  if (!(await prompts.confirm(terminal.text(messages.sureToPrint, { account: handle, count }), false)))
    throw new UserError('cancelled')
  const typed = await prompts.text(terminal.text(messages.sureOfCabinet, { account: handle }))
  if (typed.trim().replace(/^@/, '') !== handle) throw new UserError('cancelled')
}

async function one(
  { terminal, system }: Context,
  vault: Vault,
  account: Account,
  format: Format | undefined,
  withCodes: boolean,
): Promise<void> {
  const now = system.now()
  const facts = sheetFacts(vault.state, account, now)
  if (terminal.json) {
    const codes = withCodes ? { currentSet: codesJson(vault, account) } : {}
    terminal.answerJson({ ...factsJson(facts), ...codes })
    return
  }
  const codes: SheetCodes | undefined = withCodes ? codesInWords(terminal, vault, account) : undefined
  const words = sheetInWords(terminal, facts, localDay(now), codes)
  if (format === 'html') terminal.answer(sheetHtml(words, await qrSvg(words.lockedOut.help.address)))
  else if (format !== undefined || !terminal.stdoutIsTty) terminal.answer(sheetMarkdown(words))
  else {
    const page = sheetOnScreen(words, terminal)
    if (withCodes) terminal.answer(page)
    else await terminal.answerPaged(page.split('\n'))
  }
}

async function all({ terminal, system }: Context, { state }: Vault, format: Format | undefined): Promise<void> {
  const now = system.now()
  const [first, ...others] = accountsByHandle(state).map(account => sheetFacts(state, account, now))
  if (terminal.json) {
    terminal.answerJson({ accounts: first ? [first, ...others].map(factsJson) : [] })
    return
  }
  if (!first) {
    terminal.note(messages.nothingToShow, undefined)
    return
  }
  const words = sheetTableInWords(terminal, [first, ...others], localDay(now))
  if (format === 'html') terminal.answer(sheetTableHtml(words, await qrSvg(words.lockedOut.help.address)))
  else if (format !== undefined || !terminal.stdoutIsTty) terminal.answer(sheetTableMarkdown(words))
  else await terminal.answerPaged(sheetTableOnScreen(words, terminal).split('\n'))
}

/** A contract with scripts: keys may be added, none removed. */
function factsJson(facts: SheetFacts): object {
  return { ...facts, handOver: handOverOf(facts).join(' / ') || null }
}

function codesJson(vault: Vault, account: Account): readonly object[] {
  return currentCodes(vault.state, account).map(({ id, position, state }) => {
    const code = vault.digits(id)
    return { position, state, ...(code !== undefined && { code }) }
  })
}
