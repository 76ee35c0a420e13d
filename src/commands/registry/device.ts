import { type Device, type DeviceKind, deviceKinds, type Owner, owners } from '../../domain/model/registry.ts'
import { type Patch, saveDevice } from '../../domain/registry/save.ts'
import { parsePastDay } from '../../domain/text/day.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Parent, RegisterCommand, Tools } from '../context.ts'
import { oneOf } from '../options.ts'
import { pastDay, textOrNone } from './flags.ts'
import { add, edit, type Form } from './form.ts'
import { defineList, defineRemove } from './list.ts'

const form: Form<Patch<Device>, Options> = {
  kind: 'device',
  given,
  rule: saveDevice,
  questions: {
    name: async asking => ({ name: await asking.name('device', messages.ask.deviceName) }),
    kind: async asking => ({
      kind: await asking.oneOf(messages.ask.deviceKind, deviceKinds, messages.deviceKindWords),
    }),
    owner: async asking => ({ owner: await asking.owner() }),
    holder: async asking => ({ holder: await asking.person(messages.ask.holder) }),
    // Codes stored before a phone was in use should be renewed.
    since: async (asking, _, now) => ({
      since: await asking.optional(messages.ask.since, undefined, text => parsePastDay(text, now)),
    }),
    vault: async asking => ({ vault: await asking.confirm(messages.ask.vault, undefined, false) }),
  },
  later: {},
  needed: () => ({ name: 'name', kind: '--kind', owner: '--owner' }),
}

/** `igcodes device add|list|edit|remove`: phones, tablets, computers, each once for all accounts. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples } = tools
  command
    .description(t({ en: 'phones and computers, and who has them', ja: 'スマホ・パソコンと持っている人' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes device add koho-iphone --kind phone --owner company --holder sato',
          en: 'once, however many accounts it serves',
          ja: '何アカウントで使っていても、登録は1回',
        },
      ]),
    )
  defineList(command, tools, 'device')
  defineAdd(command, tools)
  defineEdit(command, tools)
  defineRemove(command, tools, 'device', {
    id: 'koho-iphone',
    en: 'asks first. What was on it stays, without a device',
    ja: '確認します。中にあったものは端末なしで残ります',
  })
}

interface Options {
  readonly name?: string | undefined
  readonly kind?: DeviceKind | undefined
  readonly holder?: string | null | undefined
  readonly owner?: Owner | undefined
  readonly since?: string | undefined
  readonly withVault?: boolean | undefined
  readonly withoutVault?: boolean | undefined
}

function given({ name, kind, holder, owner, since, withVault, withoutVault }: Options, now: Date): Patch<Device> {
  if (withVault && withoutVault)
    throw new UserError('bad-argument', {
      name: '--with-vault',
      value: '--without-vault',
      allowed: '--with-vault | --without-vault',
    })
  const vault = withoutVault ? false : withVault
  return { name, kind, holder, owner, since: pastDay(since, now), vault }
}

function withOptions(command: Parent, { t }: Tools) {
  return command
    .option('--kind <kind>', deviceKinds.join(' | '), oneOf('--kind', deviceKinds))
    .option('--holder <person>', t({ en: 'who has it, or none', ja: '持っている人。none も可' }), textOrNone)
    .option(
      '--owner <owner>',
      t({ en: 'company | private', ja: 'company(会社)| private(個人)' }),
      oneOf('--owner', owners),
    )
    .option(
      '--since <day>',
      t({ en: 'in use since: 2026-01-10, 1/10, today, none', ja: '使い始めた日: 2026-01-10、1月10日、今日、none' }),
    )
    .option('--with-vault', t({ en: 'this vault can be opened on it', ja: 'この端末で保管庫を開ける' }))
    .option('--without-vault', t({ en: 'this vault cannot be opened on it', ja: 'この端末では保管庫を開けない' }))
}

function defineAdd(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withOptions(command.command('add'), tools)
    .description(t({ en: 'enter a device, once for all accounts', ja: '端末を登録する(全アカウント共通で1回)' }))
    .argument('[name]', t({ en: 'asked for if missing', ja: '省略すると質問します' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes device add koho-iphone --kind phone --owner company --holder sato --since 2026-01-10 --with-vault',
          en: '',
          ja: '',
        },
      ]),
    )
    .action(async (name, options: Options) => add(context(), form, { ...options, name }))
}

function defineEdit(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withOptions(command.command('edit'), tools)
    .description(t({ en: 'change what is recorded about a device', ja: '登録内容を変える' }))
    .argument('[device]', t({ en: 'the id, the name or how they begin', ja: 'ID・名前・その先頭' }))
    .option('--name <name>', t({ en: 'another name', ja: '新しい名前' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes device edit koho-iphone --holder suzuki', en: 'it changed hands', ja: '持つ人が変わった' },
      ]),
    )
    .action(async (name, options: Options) => edit(context(), form, name, options))
}
