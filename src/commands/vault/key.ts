import { labelOf } from '../../domain/journal/key-slots.ts'
import { localDay } from '../../domain/text/date.ts'
import { costs, type Slot } from '../../envelope/format.ts'
import * as messages from '../../terminal/messages/vault/keys.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context, Parent, RegisterCommand, Tools } from '../context.ts'
import { accountAndWord, type CostName, collect, costNames, oneOf } from '../options.ts'
import { addKey } from './key-add.ts'
import { changeCost } from './key-cost.ts'
import { revokeKey } from './key-revoke.ts'

/** `igcodes key list|add|revoke|cost`: who can open the vault. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples, context } = tools
  command
    .description(t({ en: 'who can open the vault: add, revoke', ja: '保管庫を開ける人の一覧・追加・廃止' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes key add --label sato', en: 'a passphrase of their own', ja: '本人専用のパスフレーズ' },
        { run: 'igcodes key revoke sato', en: 'when the person leaves', ja: 'その人が抜けるとき' },
      ]),
    )
  // Without a subcommand it lists, which changes nothing.
  command.allowExcessArguments(false).action(async () => list(context()))
  command
    .command('list')
    .description(t({ en: 'all keys, whose they are and since when', ja: 'すべての鍵。誰のもので、いつからか' }))
    .addHelpText('after', examples([{ run: 'igcodes key list --json', en: 'for scripts', ja: 'スクリプト用' }]))
    .action(async () => list(context()))
  defineAdd(command, tools)
  defineRevoke(command, tools)
  defineCost(command, tools)
}

function defineAdd(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('add')
    .description(t({ en: 'let one more person open the vault', ja: 'もう1人が保管庫を開けるようにする' }))
    .option('--label <label>', t({ en: 'whose key it is', ja: '誰の鍵か' }))
    .option('--generate', t({ en: 'generate a passphrase for one use', ja: '1回限りのパスフレーズを自動で作る' }))
    .option('--new-passphrase-file <file>', t({ en: 'read it from a file', ja: 'ファイルから読む' }))
    .option(
      '--kdf <cost>',
      t({
        en: 'work to open it: light, moderate or strong (as yours)',
        ja: '開くときの計算量: light、moderate、strong(省略時は自分と同じ)',
      }),
      oneOf<CostName>('--kdf', costNames),
    )
    .option('--allow-weak-passphrase', t({ en: 'accept fewer than 15 characters', ja: '15文字より短くても使う' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes key add --label sato', en: 'asks how', ja: '決め方をたずねます' },
        {
          run: 'igcodes key add --label sato --new-passphrase-file F --no-input',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async options => addKey(context(), options))
}

function defineRevoke(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('revoke')
    .description(t({ en: 'shut one out of every later save', ja: '廃止し、これから保存する内容を開けなくする' }))
    .argument('<key>', t({ en: 'its label or id', ja: '名前かID' }))
    .option(
      '--keep <key>',
      t({ en: 'a key that was added with it and stays', ja: 'その鍵を使って追加された鍵のうち、残すもの' }),
      collect,
    )
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes key revoke sato',
          en: 'then lists what the person could see',
          ja: '続けて、その人が見られたもののリストを作ります',
        },
      ]),
    )
    .action(async (key, { keep = [] }) => revokeKey(context(), key, keep))
}

function defineCost(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('cost')
    .description(t({ en: 'change the work to open it, of your own key', ja: '自分の鍵の、開くときの計算量を変える' }))
    .argument('[key]', t({ en: 'its label or id, of the key that is open', ja: '名前かID(今開いている鍵)' }))
    .argument('[cost]', costNames.join(' | '))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes key cost strong', en: 'the passphrase stays', ja: 'パスフレーズは変わりません' }]),
    )
    .action(async (...typed) => {
      const { name, word } = accountAndWord('key cost', 'cost', costNames, [typed[0], typed[1]])
      await changeCost(context(), name, word)
    })
}

async function list(context: Context): Promise<void> {
  const { terminal } = context
  const vault = await context.open()
  const slots = vault.slots.map(slot => described(vault, slot))
  if (terminal.json) {
    terminal.answerJson({ slots })
    return
  }
  const text = (name: string | undefined): string => (name === undefined ? '' : terminal.harmless(name))
  const rows = slots.map(({ id, kind, label, cost, addedOn, by, open, oneTime }) => [
    label === null ? '–' : text(label),
    [
      messages.kindWords[kind][terminal.language],
      ...(oneTime ? [terminal.text(messages.oneTime, undefined)] : []),
      ...(open ? [terminal.text(messages.thisOne, undefined)] : []),
    ].join(terminal.language === 'ja' ? '・' : ', '),
    cost,
    addedOn ?? terminal.text(messages.fromTheBeginning, undefined),
    text(by ?? undefined),
    id,
  ])
  terminal.answer(...terminal.table(messages.listHeader, rows))
}

/** A contract with scripts: keys may be added, none removed. */
function described(vault: Vault, slot: Slot) {
  const { keySlots } = vault.state
  const known = keySlots.get(slot.id)
  const added = known?.added
  return {
    id: slot.id,
    kind: slot.kind,
    label: labelOf(keySlots, slot.id) ?? null,
    cost: costOf(slot),
    addedOn: added ? localDay(new Date(added.at)) : null,
    by: added?.by ?? null,
    open: slot.id === vault.slot.id,
    oneTime: known?.oneTime === true,
  }
}

/** One that no igcodes offers: memory in KiB and passes. */
function costOf({ m, t }: Slot): string {
  return costNames.find(name => costs[name].m === m && costs[name].t === t) ?? `${m}/${t}`
}
