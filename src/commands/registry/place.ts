import { type Place, type PlaceKind, placeKinds } from '../../domain/model/registry.ts'
import { type Links, type Patch, savePlace } from '../../domain/registry/save.ts'
import type { Handle } from '../../domain/text/handle.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Parent, RegisterCommand, Tools } from '../context.ts'
import { oneOf } from '../options.ts'
import { handles, names, textOrNone } from './flags.ts'
import { add, edit, type Form } from './form.ts'
import { askAccountsToLink, askAccountsToUnlink } from './links.ts'
import { defineList, defineRemove } from './list.ts'

type GivenPlace = Patch<Place> & Links

const form: Form<GivenPlace, Options> = {
  kind: 'place',
  given,
  rule: savePlace,
  questions: {
    kind: async asking => ({ kind: await asking.oneOf(messages.ask.placeKind, placeKinds, messages.placeKindWords) }),
    label: async asking => ({ label: await asking.name('place', messages.ask.placeLabel) }),
    holders: async (asking, named) => ({
      holders: await asking.persons(messages.ask.reachers, undefined, asking.holdersOf('place', named)),
    }),
    handOver: async asking => ({ handOver: await asking.line(messages.ask.handOver, undefined) }),
  },
  later: {
    device: async asking => ({ device: await asking.device(messages.ask.onDevice, true) }),
    link: async (asking, named) => ({ link: await askAccountsToLink(asking, 'place', named) }),
    unlink: async (asking, named) => ({ unlink: await askAccountsToUnlink(asking, 'place', named) }),
  },
  needed: () => ({ label: 'name', kind: '--kind' }),
}

/** `igcodes place add|list|edit|remove`: where copies of the codes are kept outside the vault. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples } = tools
  command
    .description(
      t({ en: 'where copies of the codes are, and who can reach them', ja: 'コードの控えの場所と取り出せる人' }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: `igcodes place add "${t({ en: 'office safe', ja: '事務所の金庫' })}" --kind locked-paper --holder sato,suzuki --account shop_tokyo`,
          en: '',
          ja: '',
        },
      ]),
    )
  defineList(command, tools, 'place')
  defineAdd(command, tools)
  defineEdit(command, tools)
  defineRemove(command, tools, 'place', {
    id: 'office-safe',
    en: 'once the copy itself is destroyed',
    ja: '控えそのものを処分したら',
  })
}

interface Options {
  readonly name?: string | undefined
  readonly kind?: PlaceKind | undefined
  readonly device?: string | null | undefined
  readonly holder?: readonly string[] | undefined
  readonly handover?: string | null | undefined
  readonly account?: readonly Handle[] | undefined
  readonly link?: readonly Handle[] | undefined
  readonly unlink?: readonly Handle[] | undefined
  readonly allAccounts?: boolean | undefined
}

function given(options: Options): GivenPlace {
  const { name: label, kind, device, holder: holders, handover: handOver } = options
  const { account, link, unlink, allAccounts } = options
  return { label, kind, device, holders, handOver, link: account ?? link, unlink, allAccounts }
}

function withOptions(command: Parent, { t }: Tools) {
  return command
    .option('--kind <kind>', placeKinds.join(' | '), oneOf('--kind', placeKinds))
    .option('--holder <persons>', t({ en: 'who can reach it, or none', ja: '取り出せる人(複数可)。none も可' }), names)
    .option(
      '--device <device>',
      t({ en: 'the device that it is on, or none', ja: '入っている端末。none も可' }),
      textOrNone,
    )
    .option(
      '--handover <text>',
      t({ en: 'how the copy is handed over, or none', ja: '控えの引き継ぎ方。none も可' }),
      textOrNone,
    )
    .option('--all-accounts', t({ en: 'it has the codes of every account', ja: '全アカウントの控えがある' }))
}

function defineAdd(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withOptions(command.command('add'), tools)
    .description(t({ en: 'enter a place, once for all accounts', ja: '保管場所を登録する(全アカウント共通で1回)' }))
    .argument('[name]', t({ en: 'where it is; asked for if missing', ja: '場所の名前。省略すると質問します' }))
    .option('--account <accounts>', t({ en: 'whose codes are there', ja: '控えのあるアカウント(複数可)' }), handles)
    .addHelpText(
      'after',
      examples([
        {
          run: `igcodes place add "${t({ en: 'office safe', ja: '事務所の金庫' })}" --kind locked-paper --holder sato,suzuki --account shop_tokyo`,
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
    .description(t({ en: 'change it, or whose codes are there', ja: '登録内容やアカウントを変える' }))
    .argument('[place]', t({ en: 'the id, the name or how they begin', ja: 'ID・名前・その先頭' }))
    .option('--name <name>', t({ en: 'another name', ja: '新しい名前' }))
    .option(
      '--link <accounts>',
      t({ en: 'accounts whose codes are there too', ja: '加えるアカウント(複数可)' }),
      handles,
    )
    .option('--unlink <accounts>', t({ en: 'accounts whose codes are gone', ja: '外すアカウント(複数可)' }), handles)
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes place edit office-safe --holder sato,suzuki', en: 'who has a key', ja: '鍵を持つ人' },
        {
          run: `igcodes place edit office-safe --handover "${t({ en: 'sealed envelope, both managers present', ja: '封筒に封をして、2人立ち会いで' })}"`,
          en: '',
          ja: '',
        },
      ]),
    )
    .action(async (name, options: Options) => edit(context(), form, name, options))
}
