import { type PlacedCode, placedCodes, setState } from '../../domain/codes/queries.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import { masked, spaced } from '../../domain/model/backup-code.ts'
import type { Account, CodeSet } from '../../domain/model/state.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { optionalAccount } from '../../terminal/messages/accounts/accounts.ts'
import * as messages from '../../terminal/messages/upkeep/status.ts'
import { stateWords } from '../../terminal/messages/words.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { accountFor } from './account-choice.ts'
import { showAsQr } from './qr.ts'

/** `igcodes show ACCOUNT`: the sets' codes by position and state, masked unless --reveal. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: "list an account's codes and their states", ja: 'コードの一覧と状態を見る' }))
    .argument('[account]', t(optionalAccount))
    .option('--reveal', t({ en: 'with all digits', ja: '数字をすべて表示する' }))
    .option(
      '--qr',
      t({
        en: "as a QR code, for a phone's password manager",
        ja: 'QRコードで表示する(スマホのパスワード管理アプリ用)',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes show shop_tokyo', en: 'what is crossed out on paper?', ja: '紙の控えと照らし合わせる' },
        { run: 'igcodes show shop_tokyo --reveal', en: 'to copy them onto paper', ja: '紙に書き写す' },
        {
          run: 'igcodes show shop_tokyo --qr',
          en: 'asks first; erased after Enter',
          ja: '確認してから表示し、Enterで消します',
        },
      ]),
    )
    .action(async (account, { reveal, qr }) => {
      if (qr) await showAsQr(context(), account)
      else await show(context(), account, reveal === true)
    })
}

async function show(context: Context, name: string | undefined, reveal: boolean): Promise<void> {
  const typed = handleIfAny(name)
  const { terminal } = context
  if (reveal) terminal.closeAnswer()
  const vault = await context.open()
  const handle = await accountFor(context, vault, typed)
  const account = requireAccount(vault.state, handle)
  const newestFirst = account.sets.toReversed()
  if (terminal.json) {
    terminal.answerJson({ account: handle, sets: newestFirst.map(set => jsonOf(vault, account, set, reveal)) })
    return
  }
  if (newestFirst.length === 0) terminal.answer(terminal.text(messages.noSets, { account: handle }))
  for (const set of newestFirst) terminal.answer(...setLines(terminal, vault, account, set, reveal), '')
}

function jsonOf(vault: Vault, account: Account, set: CodeSet, reveal: boolean): object {
  return {
    id: set.id,
    state: setState(account, set),
    issuedOn: set.issuedOn,
    codes: placedCodes(vault.state, account, set).map(({ id, position, state }) => {
      const code = reveal ? vault.digits(id) : undefined
      return { position, state, ...(code && { code }) }
    }),
  }
}

function setLines(
  terminal: Terminal,
  vault: Vault,
  account: Account,
  set: CodeSet,
  reveal: boolean,
): readonly string[] {
  const { color } = terminal
  const codes = placedCodes(vault.state, account, set)
  const state = setState(account, set)
  const heading = terminal.text(messages.setHeading, {
    issuedOn: set.issuedOn,
    state: stateWords(state),
    size: codes.length,
    ...(account.heads.length > 1 && account.heads.includes(set) && { list: account.heads.indexOf(set) + 1 }),
  })
  const rows = codes.map(code => [
    String(code.position).padStart(2),
    digitsOf(terminal, vault, code, reveal),
    stateOf(terminal, code),
  ])
  return [color.bold(heading), ...terminal.table(messages.showHeader, rows)]
}

function digitsOf(terminal: Terminal, vault: Vault, { id }: PlacedCode, reveal: boolean): string {
  const digits = vault.digits(id)
  if (digits === undefined) return terminal.color.dim(terminal.text(messages.digitsErased, undefined))
  return reveal ? spaced(digits) : masked(digits)
}

function stateOf({ color, language }: Terminal, { state }: PlacedCode): string {
  const paint = {
    available: color.green,
    reserved: color.yellow,
    rejected: color.red,
    used: color.dim,
    void: color.dim,
  }
  return paint[state](stateWords(state)[language])
}
