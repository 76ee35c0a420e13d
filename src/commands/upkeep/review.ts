import { accountsByHandle, requireAccount } from '../../domain/model/accounts.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { localDay } from '../../domain/text/date.ts'
import { parseHandle } from '../../domain/text/handle.ts'
import { allInOrder, type Findings, type Inventory, inventoryOf, recordInventory } from '../../domain/upkeep/reviews.ts'
import { reviewDueOn } from '../../domain/upkeep/schedule.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/upkeep/review.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Vault } from '../../vault/vault.ts'
import { askForAccount } from '../codes/account-choice.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { askInventory } from './review-questions.ts'

/** `igcodes review [ACCOUNT]`: the inventory of codes, places, people, devices and ways in, every six months. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'go through codes, places, people and ways in, every 6 months',
        ja: '棚卸し: コード・保管場所・担当者・ログイン方法を半年ごとに確認する',
      }),
    )
    .argument(
      '[account]',
      t({ en: 'the handle; not needed with one account', ja: 'ユーザーネーム(1つだけなら省略可)' }),
    )
    .option('--all', t({ en: 'all accounts at once', ja: 'すべてのアカウントをまとめて' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes review shop_tokyo', en: 'asks; stored at the end', ja: '質問に答え、最後に保存します' },
        {
          run: 'igcodes review --all --yes --no-input',
          en: 'everything is as recorded',
          ja: 'すべて記録どおりだったとき',
        },
      ]),
    )
    .action(async (account, options) => review(context(), account, options.all === true))
}

async function review(context: Context, name: string | undefined, isAll: boolean): Promise<void> {
  const { terminal, options, system } = context
  if (isAll && name !== undefined) throw new UserError('too-many-arguments', { command: 'review ' })
  const named = name === undefined ? undefined : parseHandle(name)
  const prompts = options.yes ? undefined : await terminal.prompts()
  if (!options.yes && !prompts) throw new UserError('confirmation-needed')
  const vault = await context.open()
  const accounts = named
    ? [requireAccount(vault.state, named)]
    : isAll
      ? accountsByHandle(vault.state)
      : [requireAccount(vault.state, await askForAccount(context, vault))]

  const inventory = inventoryOf(vault.state, accounts)
  const asked = prompts ? await ask(context, prompts, vault.state, inventory) : undefined
  const findings = asked?.findings ?? allInOrder
  const day = localDay(system.now())
  // One change for everything, so that stopping early changes nothing.
  const handles = accounts.map(({ handle }) => handle)
  await vault.change(state => recordInventory(state, handles, findings, day))
  answer(context, vault, inventory, findings, asked?.renewed ?? [])
}

async function ask(context: Context, prompts: Prompts, state: State, inventory: Inventory) {
  const { terminal } = context
  terminal.note(messages.begins, whose(inventory.accounts), 'dim')
  const asked = await askInventory({ terminal, prompts, state }, inventory)
  terminal.note(messages.summary, changesOf(inventory, asked.findings))
  await context.confirm(terminal.text(messages.recordIt, undefined), 'neither')
  return asked
}

function whose(accounts: readonly Account[]): { account: string | undefined; count: number } {
  const [only, ...more] = accounts
  return { account: more.length === 0 ? only?.handle : undefined, count: accounts.length }
}

function changesOf(inventory: Inventory, findings: Findings): messages.Changes {
  const { placesGone, reachedBy, left, devicesGone, factorsGone, factorsChanged, spent } = findings
  const { places, persons, devices, factors } = inventory
  return {
    confirmed: confirmed(inventory, findings).length,
    spent: spent.size,
    changed: [
      ...places.filter(({ id }) => reachedBy.has(id)).map(({ label }) => label),
      ...factors.flatMap(({ id }) => factorsChanged.get(id)?.label ?? []),
    ],
    gone: [
      ...places.filter(({ id }) => placesGone.has(id)).map(({ label }) => label),
      ...devices.filter(({ id }) => devicesGone.has(id)).map(({ name }) => name),
      ...factors.filter(({ id }) => factorsGone.has(id)).map(({ label }) => label),
    ],
    left: persons.filter(({ id }) => left.has(id)).map(({ name }) => name),
  }
}

/** The ways in that were checked, whether changed or not. */
function confirmed({ factors }: Inventory, { factorsGone, factorsUntried }: Findings): Inventory['factors'] {
  return factors.filter(({ id }) => !factorsGone.has(id) && !factorsUntried.has(id))
}

function answer(
  { terminal, system }: Context,
  { state }: Vault,
  inventory: Inventory,
  findings: Findings,
  renewed: readonly Account[],
): void {
  const dues = inventory.accounts.map(({ id, handle }) => {
    const account = state.accounts.get(id)
    return { account: handle, reviewDueOn: account ? reviewDueOn(state, account) : null }
  })
  if (terminal.json) {
    terminal.answerJson({ on: localDay(system.now()), accounts: dues, ...jsonOf(inventory, findings) })
    return
  }
  const due = dues.flatMap(({ reviewDueOn }) => reviewDueOn ?? []).toSorted()[0] ?? ''
  terminal.note(messages.recorded, { ...whose(inventory.accounts), due }, 'good')
  for (const { handle } of renewed) terminal.note(messages.storeNewList, { account: handle }, 'warning')
  for (const { id, name } of inventory.persons)
    if (findings.left.has(id)) terminal.note(messages.lookAtLeaver, { name, person: id }, 'warning')
}

/** By id: a contract with scripts. */
function jsonOf(inventory: Inventory, findings: Findings): object {
  const { placesGone, reachedBy, left, devicesGone, factorsGone, factorsChanged, spent } = findings
  return {
    factors: {
      confirmed: confirmed(inventory, findings).map(({ id }) => id),
      changed: [...factorsChanged.keys()],
      gone: [...factorsGone],
    },
    places: { changed: [...reachedBy.keys()], gone: [...placesGone] },
    persons: { left: [...left] },
    devices: { gone: [...devicesGone] },
    codes: { spent: spent.size },
  }
}
