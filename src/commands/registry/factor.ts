import { type Factor, type FactorKind, factorKinds, type Owner, owners } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { findRecord } from '../../domain/registry/names.ts'
import { type Links, type Patch, type Saved, saveFactor } from '../../domain/registry/save.ts'
import { parsePastDay } from '../../domain/text/day.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Parent, RegisterCommand, Tools } from '../context.ts'
import { oneOf } from '../options.ts'
import { handles, names, pastDay, textOrNone } from './flags.ts'
import { add, edit, type Form } from './form.ts'
import { askAccountsToLink, askAccountsToUnlink, askNeeds } from './links.ts'
import { defineList, defineRemove } from './list.ts'

type GivenFactor = Patch<Factor> & Links

const form: Form<GivenFactor, Options> = {
  kind: 'factor',
  given,
  rule: ownedLikeDevice,
  questions: {
    kind: async asking => ({
      kind: await asking.oneOf(messages.ask.factorKind, factorKinds, messages.factorKindWords),
    }),
    label: async asking => ({ label: await asking.name('factor', messages.ask.factorLabel) }),
    device: async asking => ({ device: await asking.device(messages.ask.onDevice, true) }),
    owner: async asking => ({ owner: await asking.owner() }),
    holders: async (asking, named) => ({
      holders: await asking.persons(messages.ask.holders, undefined, asking.holdersOf('factor', named)),
    }),
  },
  later: {
    needs: async (asking, named) => ({ needs: await askNeeds(asking, named) }),
    confirmed: async (asking, _, now) => ({
      confirmed: await asking.optional(messages.ask.confirmed, undefined, text => parsePastDay(text, now)),
    }),
    link: async (asking, named) => ({ link: await askAccountsToLink(asking, 'factor', named) }),
    unlink: async (asking, named) => ({ unlink: await askAccountsToUnlink(asking, 'factor', named) }),
  },
  needed: ({ device }) => ({ kind: '--kind', label: '--label', ...(device ? {} : { owner: '--owner' }) }),
}

/** A factor on a device has the device's owner by default. */
function ownedLikeDevice(state: State, given: GivenFactor, named?: string): Saved {
  const device = given.device ? findRecord(state.registry, 'device', given.device) : undefined
  const owner = given.owner ?? (named === undefined ? device?.owner : undefined)
  return saveFactor(state, { ...given, owner }, named)
}

/** `igcodes factor add|list|edit|remove`: the ways to pass the second step, and which accounts they serve. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples } = tools
  command
    .description(
      t({ en: 'authenticators, numbers, addresses, and whose they are', ja: '認証アプリ・番号・アドレスと使える人' }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes factor add --kind authenticator --device koho-iphone --label "Google Authenticator" --account shop_tokyo',
          en: '',
          ja: '',
        },
        { run: 'igcodes factor edit google --all-accounts', en: 'it serves them all', ja: '全アカウントで使っている' },
      ]),
    )
  defineList(command, tools, 'factor')
  defineAdd(command, tools)
  defineEdit(command, tools)
  defineRemove(command, tools, 'factor', {
    id: 'google-authenticator',
    en: 'asks first; --yes answers',
    ja: '確認します(--yes で省略)',
  })
}

interface Options {
  readonly kind?: FactorKind | undefined
  readonly label?: string | undefined
  readonly device?: string | null | undefined
  readonly holder?: readonly string[] | undefined
  readonly owner?: Owner | undefined
  readonly needs?: readonly string[] | undefined
  readonly confirmed?: string | undefined
  readonly account?: readonly Handle[] | undefined
  readonly link?: readonly Handle[] | undefined
  readonly unlink?: readonly Handle[] | undefined
  readonly allAccounts?: boolean | undefined
}

function given(options: Options, now: Date): GivenFactor {
  const { kind, label, device, holder, owner, needs, account, link, unlink, allAccounts } = options
  const confirmed = pastDay(options.confirmed, now)
  return { kind, label, device, holders: holder, owner, needs, confirmed, link: account ?? link, unlink, allAccounts }
}

function withOptions(command: Parent, { t }: Tools) {
  return command
    .option('--kind <kind>', factorKinds.join(' | '), oneOf('--kind', factorKinds))
    .option(
      '--label <text>',
      t({ en: 'the address, the number, the app; never a secret', ja: 'アドレス・番号・アプリ名(秘密は書かない)' }),
    )
    .option(
      '--device <device>',
      t({ en: 'the device that it is on, or none', ja: '入っている端末。none も可' }),
      textOrNone,
    )
    .option(
      '--holder <persons>',
      t({ en: 'who can use it, if not the holder of the device', ja: '使える人(端末の持ち主以外なら)' }),
      names,
    )
    .option(
      '--owner <owner>',
      t({ en: 'company | private (default: as the device)', ja: 'company(会社)| private(個人)。省略時は端末と同じ' }),
      oneOf('--owner', owners),
    )
    .option(
      '--needs <factors>',
      t({ en: 'factors it cannot be opened without, or none', ja: 'これがないと使えないという認証手段。none も可' }),
      names,
    )
    .option('--confirmed <day>', t({ en: 'when it was last confirmed to work', ja: '使えると最後に確認した日' }))
    .option('--all-accounts', t({ en: 'it serves every account', ja: '全アカウントで使っている' }))
}

function defineAdd(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withOptions(command.command('add'), tools)
    .description(t({ en: 'enter a factor, once for all accounts', ja: '認証手段を登録する(全アカウント共通で1回)' }))
    .argument('[label]', t({ en: 'the same as --label', ja: '--label と同じ' }))
    .option('--account <accounts>', t({ en: 'the accounts that it serves', ja: '使うアカウント(複数可)' }), handles)
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes factor add 090-1234-5678 --kind sms --owner company --account shop_tokyo,shop_osaka',
          en: '',
          ja: '',
        },
        {
          run: 'igcodes factor add --kind mail --label info@shop.example --owner company --holder sato,suzuki --all-accounts',
          en: '',
          ja: '',
        },
      ]),
    )
    .action(async (typed, { label = typed, ...options }: Options) => {
      if (typed !== undefined && label !== typed) throw new UserError('too-many-arguments', { command: 'factor add ' })
      await add(context(), form, { ...options, label })
    })
}

function defineEdit(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withOptions(command.command('edit'), tools)
    .description(t({ en: 'change it, or the accounts that it serves', ja: '登録内容や使うアカウントを変える' }))
    .argument('[factor]', t({ en: 'the id, the label or how they begin', ja: 'ID・名前・その先頭' }))
    .option('--link <accounts>', t({ en: 'accounts that it serves too', ja: '加えるアカウント(複数可)' }), handles)
    .option(
      '--unlink <accounts>',
      t({ en: 'accounts that it no longer serves', ja: '外すアカウント(複数可)' }),
      handles,
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes factor edit google --link shop_osaka --unlink old_shop', en: '', ja: '' },
        { run: 'igcodes factor edit google --confirmed today', en: 'it works', ja: '使えることを確認した' },
      ]),
    )
    .action(async (name, options: Options) => edit(context(), form, name, options))
}
