import { accountsByHandle, requireAccount } from '../../domain/model/accounts.ts'
import type { Account, State } from '../../domain/model/state.ts'
import { daysAfter, type IsoDate, localDay } from '../../domain/text/date.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { allInOrder, type Findings, type Inventory, inventoryOf, recordInventory } from '../../domain/upkeep/reviews.ts'
import { reviewDueOn } from '../../domain/upkeep/schedule.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/upkeep/review.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import { askForAccount } from '../codes/account-choice.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { type Answers, askInventory } from './review-questions.ts'

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
  const named = handleIfAny(name)
  const prompts = options.yes ? undefined : await terminal.prompts()
  if (!options.yes && !prompts) throw new UserError('confirmation-needed')
  const vault = await context.open()
  const day = localDay(system.now())
  const accounts = named
    ? [requireAccount(vault.state, named)]
    : isAll
      ? prompts
        ? notReviewedLately(terminal, vault.state, day)
        : accountsByHandle(vault.state)
      : [requireAccount(vault.state, await askForAccount(context, vault))]

  const asked = prompts ? await ask(context, prompts, vault.state, accounts) : undefined
  const { findings, renewed, reviewed } = asked ?? { findings: allInOrder, renewed: [], reviewed: accounts }
  const left = accounts.length - reviewed.length
  if (reviewed.length > 0 || accounts.length === 0) {
    const inventory = inventoryOf(vault.state, reviewed)
    // One change for everything, so that breaking off changes nothing.
    const handles = reviewed.map(({ handle }) => handle)
    await vault.change(state => recordInventory(state, handles, findings, day))
    answer(
      context,
      vault,
      inventory,
      findings,
      renewed.filter(account => reviewed.includes(account)),
    )
  }
  if (left > 0) terminal.note(messages.leftOver, { done: reviewed.length, left })
}

/** A review of all that was left is gone on with for so many days: our own rule. */
const resumeDays = 14

/** The accounts without a review in the last days; all, if all had one. */
function notReviewedLately(terminal: Terminal, state: State, today: IsoDate): readonly Account[] {
  const accounts = accountsByHandle(state)
  const since = daysAfter(today, -resumeDays)
  const left = accounts.filter(({ id }) => (state.registry.reviews.get(id) ?? '') < since)
  if (left.length === 0 || left.length === accounts.length) return accounts
  terminal.note(messages.goingOn, { done: accounts.length - left.length, left: left.length, since })
  return left
}

async function ask(context: Context, prompts: Prompts, state: State, accounts: readonly Account[]): Promise<Answers> {
  const { terminal } = context
  terminal.note(messages.begins, whose(accounts), 'dim')
  const asked = await askInventory({ terminal, prompts, state }, inventoryOf(state, accounts))
  if (asked.reviewed.length === 0) return asked
  terminal.note(messages.summary, changesOf(inventoryOf(state, asked.reviewed), asked.findings))
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
