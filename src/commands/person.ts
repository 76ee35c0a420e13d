import { type Person, type Role, roles } from '../domain/registry.ts'
import { type Given, savePerson } from '../domain/registry-rules.ts'
import * as messages from '../terminal/messages/registry.ts'
import type { Define, Tools } from './context.ts'
import { day, someOf } from './registry/flags.ts'
import { add, edit, type Form } from './registry/form.ts'
import { defineList, defineRemove } from './registry/list.ts'

const form: Form<Given<Person>> = {
  kind: 'person',
  rule: savePerson,
  questions: {
    name: async asking => ({ name: await asking.name('person', messages.ask.personName) }),
    roles: async asking => ({ roles: await asking.roles() }),
    agency: async asking => ({ agency: await asking.confirm(messages.ask.agency, undefined, false) }),
  },
  needed: () => ({ name: 'name' }),
}

/** `igcodes person add|list|edit|remove`: who has a key in hand, and which roles. */
export const define: Define = (command, tools) => {
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

type Parent = Parameters<Define>[0]

interface Options {
  readonly name?: string | undefined
  readonly role?: readonly Role[] | undefined
  readonly agency?: boolean | undefined
  readonly left?: string | undefined
}

function given({ name, role, agency, left }: Options, now: Date): Given<Person> {
  return { name, roles: role, agency, left: day(left, now) }
}

const roleWords = { en: `some of ${roles.join(', ')}`, ja: `役割(複数可): ${roles.join(', ')}` }
const leftWords = { en: 'the last day: 2026-11-30, today, none', ja: '最終日: 2026-11-30、today、none' }

function defineAdd(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('add')
    .description(
      t({ en: 'enter somebody, once for all accounts', ja: '人を登録する(全アカウント共通で1回)' }),
    )
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
      ]),
    )
    .action(async (name, options) => {
      const world = context()
      await add(world, form, given({ ...options, name }, world.system.now()))
    })
}

function defineEdit(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('edit')
    .description(t({ en: 'change what is known of somebody', ja: '登録内容を変える' }))
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
        { run: 'igcodes person edit sato --role none', en: 'no role any more', ja: '役割をなくす' },
      ]),
    )
    .action(async (name, options) => {
      const world = context()
      await edit(world, form, name, given(options, world.system.now()))
    })
}
