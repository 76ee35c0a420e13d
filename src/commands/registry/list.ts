/** `list` and `remove` of persons, devices, factors and places. */
import { requireAccount } from '../../domain/model/accounts.ts'
import { holdersOf, serves } from '../../domain/registry/links.ts'
import { nameOf, type RecordKind, recordsOf, requireRecord } from '../../domain/registry/names.ts'
import { referencesTo, removeRecord } from '../../domain/registry/remove.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Context, Parent, Tools } from '../context.ts'
import { Asking } from './asking.ts'
import { missingArgument, whichRecord } from './form.ts'
import { recordJson, rowOf } from './record-output.ts'

export interface Filter {
  readonly holder?: string | undefined
  readonly account?: string | undefined
}

/** The list's key in JSON. */
const plurals = { person: 'persons', device: 'devices', factor: 'factors', place: 'places' } as const

export function defineList(command: Parent, { t, examples, context }: Tools, kind: RecordKind): void {
  // Without a subcommand it lists, which asks for nothing and changes nothing.
  command.allowExcessArguments(false).action(async () => list(context(), kind, {}))
  command
    .command('list')
    .description(t({ en: 'what the vault knows', ja: '登録したものの一覧' }))
    .option('--holder <person>', t({ en: 'only what this person has', ja: 'この人が持っているものだけ' }))
    .option('--account <account>', t({ en: 'only what this account depends on', ja: 'このアカウントに関わるものだけ' }))
    .addHelpText(
      'after',
      examples([
        { run: `igcodes ${kind} list --account shop_tokyo`, en: 'of one account', ja: '1つのアカウントについて' },
        { run: `igcodes ${kind} list --holder sato --json`, en: 'for scripts', ja: 'スクリプト用' },
      ]),
    )
    .action(async filter => list(context(), kind, filter))
}

export function defineRemove(
  command: Parent,
  { t, examples, context }: Tools,
  kind: RecordKind,
  example: { readonly id: string } & Bilingual,
): void {
  command
    .command('remove')
    .description(
      t({
        en: 'remove one, also where others refer to it; the history stays',
        ja: '削除する(ほかの登録からも外れます。記録は残ります)',
      }),
    )
    .argument(`[${kind}]`, t({ en: 'its id, its name or how they begin', ja: 'ID・名前・その先頭' }))
    .addHelpText('after', examples([{ ...example, run: `igcodes ${kind} remove ${example.id}` }]))
    .action(async name => remove(context(), kind, name))
}

async function list(context: Context, kind: RecordKind, filter: Filter): Promise<void> {
  const { terminal, system } = context
  const handle = filter.account === undefined ? undefined : parseHandle(filter.account)
  const { state } = await context.open()
  const { registry } = state
  const account = handle && requireAccount(state, handle).id
  const holder = filter.holder === undefined ? undefined : requireRecord(registry, 'person', filter.holder).id
  const isShown = (record: Parameters<typeof nameOf>[0]): boolean =>
    (account === undefined || serves(registry, record, account)) &&
    (holder === undefined || holdersOf(registry, record).includes(holder))

  const shown = recordsOf(registry, kind).filter(isShown)
  if (terminal.json) {
    terminal.answerJson({ [plurals[kind]]: shown.map(record => recordJson({ state }, record)) })
    return
  }
  if (shown.length === 0) {
    const filtered = account !== undefined || holder !== undefined
    terminal.answer(...terminal.fit(terminal.text(messages.nothingListed, { kind, filtered })))
    return
  }
  const output = { terminal, state, now: system.now() }
  await terminal.answerPaged(
    terminal.table(
      messages.headers[kind],
      shown.map(record => rowOf(output, record)),
    ),
  )
}

async function remove(context: Context, kind: RecordKind, name: string | undefined): Promise<void> {
  const { terminal } = context
  const prompts = await terminal.prompts()
  // Checked before the passphrase is asked for.
  if (name === undefined && !prompts) throw missingArgument(kind, 'remove', kind)
  const vault = await context.open()
  const asking = prompts && new Asking(terminal, prompts, vault.state)
  const chosen = name ?? (asking && (await whichRecord(kind, asking))) ?? ''
  const record = requireRecord(vault.state.registry, kind, chosen)
  const named = nameOf(record)
  const cleared = referencesTo(vault.state, kind, record.id).map(({ id }) => id)
  await context.confirm(terminal.text(messages.sureToRemove, { kind, name: named, cleared }))
  const decision = await vault.change(state => removeRecord(state, kind, record.id))
  if (terminal.json) terminal.answerJson({ id: decision.id, removed: true, cleared: decision.cleared })
  else terminal.note(messages.removed, { kind, name: named, cleared: decision.cleared.map(({ id }) => id) }, 'good')
}
