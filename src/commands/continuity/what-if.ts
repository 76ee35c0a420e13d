import { withoutLostNumber } from '../../domain/continuity/at-hand.ts'
import type { NamedNode } from '../../domain/continuity/entry-methods.ts'
import type { RegistryNode } from '../../domain/continuity/loss.ts'
import { eachOnce, requireLeaver, requireLoss } from '../../domain/continuity/loss-names.ts'
import { type Outlook, type WhatIf, whatIf as whatIfLost } from '../../domain/continuity/what-if.ts'
import type { Person, Registry } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { whoToCall } from '../../domain/registry/links.ts'
import { mapOf, nameById, recordsOf } from '../../domain/registry/names.ts'
import { type IsoDate, localDay } from '../../domain/text/date.ts'
import { type Group, grouped } from '../../domain/text/grouped.ts'
import { UserError } from '../../errors.ts'
import { ofAccounts } from '../../terminal/messages/continuity/handover.ts'
import * as messages from '../../terminal/messages/continuity/what-if.ts'
import { reasonWords, verdict } from '../../terminal/messages/recovery/recover.ts'
import { placeholders } from '../../terminal/messages/upkeep/rule-list.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { collect } from '../options.ts'
import { titleOf } from '../playbooks/titles.ts'

/** `igcodes what-if --lose X --leave PERSON`: what depends on it, and what to change in which order. Changes nothing. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({ en: 'what breaks if somebody leaves or a phone is lost', ja: '誰かが抜けたり端末をなくしたら、どうなるか' }),
    )
    .option(
      '--lose <thing>',
      t({
        en: 'a device, factor or place: its name, or phone:ID, factor:ID, place:ID; several are fine',
        ja: '端末・認証手段・保管場所。名前か phone:ID、factor:ID、place:ID。複数も可',
      }),
      collect,
    )
    .option('--leave <person>', t({ en: 'a person; several are fine', ja: '人。複数も可' }), collect)
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes what-if --lose phone:koho-iphone', en: 'before a phone change', ja: '機種変更の前に' },
        { run: 'igcodes what-if --leave sato', en: 'before somebody leaves', ja: '異動や退職の前に' },
        { run: 'igcodes what-if --lose office-safe --leave sato --json', en: 'both at once', ja: '両方いっぺんに' },
      ]),
    )
    .action(async ({ lose = [], leave = [] }) => whatIf(context(), lose, leave))
}

async function whatIf(context: Context, lose: readonly string[], leave: readonly string[]): Promise<void> {
  const { terminal, system } = context
  const isGiven = lose.length + leave.length > 0
  const prompts = !isGiven && terminal.stdoutIsTty ? await terminal.prompts() : undefined
  const missing = new UserError('missing-argument', { name: '--lose | --leave', command: 'what-if ' })
  if (!isGiven && !prompts) throw missing
  const { state } = await context.open()
  const { registry } = state
  const given = [...lose.map(name => requireLoss(registry, name)), ...leave.map(name => requireLeaver(registry, name))]
  const picked = prompts && (await askLoss(terminal, prompts, registry))
  if (!isGiven && !picked) throw missing
  const lost = picked ? [picked] : eachOnce(given)
  const found = whatIfLost(state, lost)
  const call = callees(state, found, localDay(system.now()))
  if (terminal.json) terminal.answerJson(jsonOf(terminal, found, call))
  else await terminal.answerPaged(await report(terminal, found, call))
}

/** The devices, places and people that are known; undefined if there are none. */
async function askLoss(terminal: Terminal, prompts: Prompts, registry: Registry): Promise<RegistryNode | undefined> {
  const nodes: readonly RegistryNode[] = [
    ...recordsOf(registry, 'device').map(({ id }) => ({ kind: 'device', id }) as const),
    ...recordsOf(registry, 'place').map(({ id }) => ({ kind: 'place', id }) as const),
    ...recordsOf(registry, 'person')
      .filter(({ left }) => left === null)
      .map(({ id }) => ({ kind: 'person', id }) as const),
  ]
  if (nodes.length === 0) return undefined
  const chosen = await prompts.choose(
    terminal.text(messages.whatIsLost, undefined),
    nodes.map(node => ({
      value: `${node.kind}:${node.id}`,
      name: terminal.text(node.kind === 'person' ? messages.leaves : messages.isLost, {
        name: nameById(registry, node.kind, node.id),
      }),
    })),
    { undecided: true },
  )
  return nodes.find(({ kind, id }) => `${kind}:${id}` === chosen)
}

type Callees = (outlook: Outlook) => readonly Person[]

/** People who hold something that still works, and have not left; without a number that is on the lost phone. */
function callees({ registry }: State, { lost }: WhatIf, today: IsoDate): Callees {
  const gone = new Set(lost.filter(({ kind }) => kind === 'person').map(({ id }) => id))
  return ({ works, gone: ways }) => {
    const keys = works.flatMap(way => {
      if (way.kind === 'codes' || way.kind === 'totp') return []
      return mapOf(registry, way.kind).get(way.id) ?? []
    })
    const lost = ways.flatMap(way => (way.kind === 'factor' ? (registry.factors.get(way.id) ?? []) : []))
    return whoToCall(registry, keys, today, gone).map(person => withoutLostNumber(person, lost))
  }
}

/** The fixed shape; more keys may be added. */
function jsonOf(terminal: Terminal, { lost, accounts, untouched }: WhatIf, call: Callees): object {
  return {
    lost,
    accounts: accounts.map(outlook => {
      const { account, gone, works, triage, rotate } = outlook
      return {
        account,
        gone,
        works,
        call: call(outlook).map(({ id, name, phone, contact }) => ({ id, name, phone, contact })),
        scenario: triage.scenario,
        odds: triage.odds,
        reasons: triage.reasons.map(code => ({ code, message: reasonWords[code][terminal.language] })),
        rotate: rotate.map(step => ({ ...step, message: terminal.text(messages.stepText, { step, account }) })),
      }
    }),
    untouched,
  }
}

async function report(
  terminal: Terminal,
  { lost, accounts, untouched }: WhatIf,
  call: Callees,
): Promise<readonly string[]> {
  const names = (nodes: readonly NamedNode[]): readonly string[] => nodes.map(({ name }) => name)
  const heading = terminal.text(messages.heading, {
    lost: names(lost.filter(({ kind }) => kind !== 'person')),
    left: names(lost.filter(({ kind }) => kind === 'person')),
  })
  const lines = [...terminal.fit(heading), '']
  if (accounts.length === 0)
    return [...lines, ...terminal.fit(terminal.text(messages.nothingChanges, { count: untouched }))]
  for (const alike of alikes(accounts)) lines.push(...(await outlookLines(terminal, alike, call)), '')
  if (untouched > 0) lines.push(...terminal.fit(terminal.text(messages.untouched, { count: untouched })))
  return lines
}

/** Accounts with the same result are grouped: one phone can serve hundreds. */
function alikes(accounts: readonly Outlook[]): readonly Group<Outlook>[] {
  return [...grouped(accounts, ({ account: _, ...same }) => JSON.stringify(same)).values()]
}

async function outlookLines(terminal: Terminal, alike: Group<Outlook>, call: Callees): Promise<readonly string[]> {
  const { language, color } = terminal
  const layout = terminal.layout
  const [outlook, ...others] = alike
  const { account: first, gone, works, triage, rotate } = outlook
  // A command with one of the names would be run only for that account.
  const account = others.length > 0 ? placeholders.account[language] : first
  const { scenario, odds, reasons } = triage
  const list = (ways: Outlook['gone']): string =>
    ways.map(way => terminal.text(messages.wayText, way)).join(language === 'ja' ? '、' : ', ') ||
    messages.nothing[language]
  const title = await titleOf(scenario, language)
  const reached = call(outlook).map(person => terminal.text(messages.callee, person))
  return [
    ...layout
      .paragraph(terminal.text(ofAccounts, { accounts: alike.map(({ account }) => `@${account}`), most: 8 }))
      .map(line => color.bold(line)),
    ...layout.pairs(
      [
        [messages.labels.gone[language], list(gone)],
        [messages.labels.works[language], list(works)],
        ...(reached.length > 0
          ? [[messages.labels.call[language], reached.join(language === 'ja' ? '、' : '; ')] as const]
          : []),
      ],
      2,
    ),
    ...layout.paragraph(terminal.text(verdict, { title, odds }), 2),
    ...reasons.flatMap(reason => layout.paragraph(reasonWords[reason][language], 4)),
    ...[layout.copyable(`igcodes playbook ${scenario}`, 4)].map(line => color.dim(line)),
    ...layout.paragraph(messages.labels[others.length > 0 ? 'rotateEach' : 'rotate'][language], 2),
    ...rotate.flatMap((step, index) =>
      layout.instruction(String(index + 1).padStart(2), terminal.text(messages.stepText, { step, account }), 2),
    ),
  ]
}
