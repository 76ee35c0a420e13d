import { type AccountRow, accountsCsv } from '../../documents/accounts-csv.ts'
import { otpauthOf } from '../../domain/authenticator/otpauth.ts'
import { placedCodes } from '../../domain/codes/queries.ts'
import { exportOf } from '../../domain/import/own-export.ts'
import { accountsByHandle } from '../../domain/model/accounts.ts'
import { spaced } from '../../domain/model/backup-code.ts'
import type { Account, CodeSet } from '../../domain/model/state.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/import/export.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { writeOutside } from '../../vault/outside-file.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf } from '../options.ts'

const formats = ['json', 'csv'] as const
type Format = (typeof formats)[number]

interface ExportOptions {
  readonly format?: Format | undefined
  readonly out?: string | undefined
}

/** `igcodes export`: everything in plain text, against lock-in. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'everything in plain text, for another program', ja: 'すべてを暗号化せずに書き出す' }))
    .option(
      '--format <format>',
      t({
        en: 'json (all of it; igcodes import takes it) or csv (Bitwarden, KeePassXC)',
        ja: 'json(すべて。igcodes import で戻せる)または csv(Bitwarden・KeePassXC用)',
      }),
      oneOf('--format', formats),
    )
    .option('--out <file>', t({ en: 'a new file, readable by you alone', ja: '新しいファイル(自分だけが読める)' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes export --out all.json', en: 'asks first', ja: '先に確認します' },
        { run: 'igcodes export --format csv --out bitwarden.csv', en: '', ja: '' },
        { run: 'igcodes export --yes --no-input > all.json', en: 'in a script', ja: 'スクリプトから' },
      ]),
    )
    .action(async options => exportAll(context(), options))
}

async function exportAll(context: Context, { format = 'json', out }: ExportOptions): Promise<void> {
  const { terminal } = context
  if (out === '') throw new UserError('bad-argument', { name: '--out', value: out, allowed: 'FILE' })
  if (out === undefined && terminal.stdoutIsTty) throw new UserError('export-on-screen')
  if (terminal.json && format === 'csv' && out === undefined)
    throw new UserError('bad-argument', { name: '--format', value: format, allowed: 'json' })
  if (out === undefined) terminal.requireReader('other')
  const vault = await context.open()
  const accounts = vault.state.accounts.size
  await agree(context, accounts)
  const text = format === 'csv' ? csvOf(terminal, vault) : jsonOf(context, vault)
  if (out === undefined) terminal.answer(text.trimEnd())
  else {
    writeOutside({ path: out, text, unique: context.newName() })
    if (terminal.json) terminal.answerJson({ file: out, format, accounts })
    else terminal.note(messages.exported, { path: out, accounts }, 'good')
  }
  terminal.warn(messages.deleteTheExport, undefined)
}

/** @throws UserError `confirmation-needed`, `cancelled` */
async function agree({ terminal, options }: Context, accounts: number): Promise<void> {
  if (options.yes) return
  const prompts = await terminal.prompts()
  if (!prompts) throw new UserError('confirmation-needed')
  terminal.warn(messages.aboutToExport, { accounts })
  const typed = (await prompts.text(terminal.text(messages.typeToExport, undefined))).normalize('NFKC').trim()
  if (!messages.exportWords.some(word => word === typed.toUpperCase())) throw new UserError('cancelled')
}

function jsonOf({ system }: Context, vault: Vault): string {
  const { state, events } = vault
  const contents = {
    state,
    events,
    digits: (code: string) => vault.digits(code),
    totpKey: (id: string) => vault.totpKey(id),
  }
  const made = { at: system.now().toISOString(), by: system.user() }
  return `${JSON.stringify(exportOf(contents, made), null, 1)}\n`
}

function csvOf(terminal: Terminal, vault: Vault): string {
  return accountsCsv(accountsByHandle(vault.state).map(account => rowOf(terminal, vault, account)))
}

function rowOf(terminal: Terminal, vault: Vault, account: Account): AccountRow {
  const { handle, heads } = account
  const newest = vault.state.totps.get(account.id)?.at(-1)
  const key = newest && vault.totpKey(newest.id)
  return {
    name: `Instagram ${handle}`,
    username: handle.replace(/~.*/, ''),
    notes: heads
      .map(set => codesText(terminal, vault, account, set))
      .join('\n\n')
      .trim(),
    totp: key ? otpauthOf(key, handle) : '',
  }
}

/** The codes that may still work. Spent ones are left out: a line “used” would make a reader doubt those below it. */
function codesText({ language }: Terminal, vault: Vault, account: Account, set: CodeSet): string {
  const lines = placedCodes(vault.state, account, set).flatMap(({ id, position, state }) => {
    const digits = vault.digits(id)
    if (!digits || (state !== 'available' && state !== 'reserved')) return []
    return `${position}. ${spaced(digits)}${state === 'reserved' ? ` (${messages.csvHandedOut[language]})` : ''}`
  })
  return lines.length === 0 ? '' : [messages.csvHeading[language](set.issuedOn), ...lines].join('\n')
}
