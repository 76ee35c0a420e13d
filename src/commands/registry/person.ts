import { type Person, type Role, roles } from '../../domain/model/registry.ts'
import { type Patch, savePerson } from '../../domain/registry/save.ts'
import { parseDay } from '../../domain/text/day.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Parent, RegisterCommand, Tools } from '../context.ts'
import { day, someOf, textOrNone } from './flags.ts'
import { add, edit, type Form } from './form.ts'
import { defineList, defineRemove } from './list.ts'

const form: Form<Patch<Person>, Options> = {
  kind: 'person',
  given,
  rule: savePerson,
  questions: {
    name: async asking => ({ name: await asking.name('person', messages.ask.personName) }),
    roles: async (asking, named) => ({ roles: await asking.roles(named) }),
    agency: async asking => ({ agency: await asking.confirm(messages.ask.agency, undefined, false) }),
    phone: async asking => ({ phone: await asking.phone(messages.ask.phone, undefined) }),
    contact: async asking => ({ contact: await asking.line(messages.ask.contact, undefined) }),
  },
  later: {
    left: async (asking, _, now) => ({
      left: await asking.optional(messages.ask.left, undefined, text => parseDay(text, now)),
    }),
  },
  needed: () => ({ name: 'name' }),
}

/** `igcodes person add|list|edit|remove`: who holds a key, and in which roles. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples } = tools
  command.description(t({ en: 'who holds a key, with their roles', ja: '鍵を持つ人と役割' })).addHelpText(
    'after',
    examples([
      {
        run: `igcodes person add "${t({ en: 'Sato Hanako', ja: '佐藤花子' })}" --role security-manager`,
        en: '',
        ja: '',
      },
      { run: 'igcodes person edit sato --left 2026-11-30', en: 'somebody leaves', ja: '退職が決まったら' },
    ]),
  )
  defineList(command, tools, 'person')
  defineAdd(command, tools)
  defineEdit(command, tools)
  defineRemove(command, tools, 'person', {
    id: 'sato',
    en: 'asks first; --yes answers. Of somebody who leaves: edit --left',
    ja: '確認します(--yes で省略)。退職なら edit --left を',
  })
}

interface Options {
  readonly name?: string | undefined
  readonly role?: readonly Role[] | undefined
  readonly agency?: boolean | undefined
  readonly left?: string | undefined
  readonly phone?: string | null | undefined
  readonly contact?: string | null | undefined
}

function given({ name, role, agency, left, phone, contact }: Options, now: Date): Patch<Person> {
  return { name, roles: role, agency, left: day(left, now), phone, contact }
}

const roleWords = { en: `some of ${roles.join(', ')}`, ja: `役割(複数可): ${roles.join(', ')}` }
const leftWords = { en: 'the last day: 2026-11-30, 11/30, today, none', ja: '最終日: 2026-11-30、11月30日、今日、none' }

function withContacts(command: Parent, { t }: Tools) {
  return command
    .option(
      '--phone <number>',
      t({ en: '+81 90 1234 5678, for emergencies; or none', ja: '緊急時の電話番号(090-1234-5678)。none も可' }),
      textOrNone,
    )
    .option(
      '--contact <text>',
      t({ en: 'another way to reach them, or none', ja: 'そのほかの連絡方法。none も可' }),
      textOrNone,
    )
}

function defineAdd(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withContacts(command.command('add'), tools)
    .description(t({ en: 'enter somebody, once for all accounts', ja: '人を登録する(全アカウント共通で1回)' }))
    .argument('[name]', t({ en: 'asked for if missing', ja: '省略すると質問します' }))
    .option('--role <roles>', t(roleWords), someOf('--role', roles))
    .option('--agency', t({ en: 'works for an agency', ja: '代理店の人' }))
    .option('--left <day>', t(leftWords))
    .addHelpText(
      'after',
      examples([
        {
          run: `igcodes person add "${t({ en: 'Sato Hanako', ja: '佐藤花子' })}" --role account-manager,security-manager`,
          en: '',
          ja: '',
        },
        {
          run: `igcodes person add "${t({ en: 'Suzuki', ja: '鈴木' })}" --phone "+81 90 1234 5678" --contact "${t({ en: 'extension 12', ja: '内線12' })}"`,
          en: 'printed on the sheet',
          ja: '鍵の一覧に印刷されます',
        },
      ]),
    )
    .action(async (name, options) => add(context(), form, { ...options, name }))
}

function defineEdit(command: Parent, tools: Tools): void {
  const { t, examples, context } = tools
  withContacts(command.command('edit'), tools)
    .description(t({ en: 'change what is recorded about somebody', ja: '登録内容を変える' }))
    .argument('[person]', t({ en: 'the id, the name or how they begin', ja: 'ID・名前・その先頭' }))
    .option('--name <name>', t({ en: 'another name', ja: '新しい名前' }))
    .option('--role <roles>', t(roleWords), someOf('--role', roles))
    .option('--agency', t({ en: 'works for an agency', ja: '代理店の人' }))
    .option('--no-agency', t({ en: 'works for the company', ja: '自社の人' }))
    .option('--left <day>', t(leftWords))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes person edit sato --left 2026-11-30', en: 'somebody leaves', ja: '退職が決まったら' },
        { run: 'igcodes person edit sato --role none', en: 'no more roles', ja: '役割をなくす' },
      ]),
    )
    .action(async (name, options) => edit(context(), form, name, options))
}
