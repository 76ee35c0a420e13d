/** `igcodes account setup`: asks for everything that an account depends on, and stores it at the end in one change. */
import { addAccount } from '../../domain/accounts/changes.ts'
import { completeHandle, findAccount } from '../../domain/model/accounts.ts'
import { type Place, type PlaceKind, placeKinds, roles } from '../../domain/model/registry.ts'
import { isSameName, recordsOf, requireRecord } from '../../domain/registry/names.ts'
import { type Patch, savePerson, savePlace } from '../../domain/registry/save.ts'
import { localDay } from '../../domain/text/date.ts'
import { type Handle, handleIfAny } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import * as registryMessages from '../../terminal/messages/registry/registry.ts'
import * as messages from '../../terminal/messages/registry/setup.ts'
import { askForAccount } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'
import { Asking } from './asking.ts'
import { askAuthenticator, askMail, askOthers, askSms } from './setup-factors.ts'

/** @throws UserError `questions-only` if there is no terminal; `cancelled`, `interrupted` with nothing stored */
export async function setUp(context: Context, name: string | undefined): Promise<void> {
  const { terminal, system } = context
  const typed = handleIfAny(name)
  const prompts = await terminal.prompts()
  if (!prompts) throw new UserError('questions-only', { command: 'account setup', instead: 'factor add' })
  const vault = await context.open()
  const account = typed ? completeHandle(vault.state, typed) : await askForAccount(context, vault)
  const asking = new Asking(terminal, prompts, vault.state)
  await knownAccount(asking, account)
  terminal.note(messages.beginning, { account })
  const today = localDay(system.now())
  heading(asking, 'mail')
  await askMail(asking, account)
  heading(asking, 'authenticator')
  await askAuthenticator(asking, account)
  heading(asking, 'sms')
  await askSms(asking, account)
  heading(asking, 'others')
  await askOthers(asking, account, today)
  heading(asking, 'places')
  await askPlaces(asking, account)
  heading(asking, 'people')
  await askRoles(asking)
  await askPhones(asking)

  if (asking.hasNews) {
    await context.confirm(terminal.text(messages.readyToStore, undefined), true)
    await asking.store(vault, () => ({ facts: [] }))
  }
  if (terminal.json) terminal.answerJson({ account, stored: asking.hasNews })
  else if (asking.hasNews) terminal.note(messages.stored, { account }, 'good')
  else terminal.note(messages.nothingNew, { account })
}

/** Asks before adding an unknown account, which may be a typo. */
async function knownAccount(asking: Asking, account: Handle): Promise<void> {
  if (findAccount(asking.state, account)) return
  if (!(await asking.confirm(messages.addsAccount, { account }, true))) throw new UserError('cancelled')
  // Another process may add it in the meantime.
  asking.collect(state => (findAccount(state, account) ? { facts: [] } : addAccount(state, account)))
}

async function askPlaces(asking: Asking, account: Handle): Promise<void> {
  const { terminal } = asking
  const id = findAccount(asking.state, account)?.id ?? ''
  const known = recordsOf(asking.state.registry, 'place')
  const linked = known.filter(({ accounts }) => accounts.includes(id))
  if (linked.length > 0) terminal.note(messages.placesSoFar, { places: linked.map(({ label }) => label) })
  const { picked, kinds } = await asking.knownOrKinds(
    linked.length > 0 ? messages.whichMorePlaces : messages.whichPlaces,
    known.filter(place => !linked.includes(place)),
    placeKinds,
    registryMessages.placeKindWords,
  )
  for (const id of picked) asking.collect(state => savePlace(state, { link: [account] }, id))
  for (const kind of kinds) {
    const words = registryMessages.placeKindWords[kind][terminal.language]
    const example = messages.placeExamples[kind][terminal.language]
    const where = {
      en: () => messages.whereIs.en({ kind: words, example }),
      ja: () => messages.whereIs.ja({ kind: words, example }),
    }
    const label = await asking.name('place', where)
    savePlaceAndLink(asking, account, { kind, label, ...(await askAboutPlace(asking, kind)) })
  }
}

/** Kinds that are on a device, and kinds that are handed over on their own. */
const onDevice: readonly PlaceKind[] = ['screenshot', 'note', 'spreadsheet']
const handedOver: readonly PlaceKind[] = ['locked-paper', 'paper', 'password-manager']

async function askAboutPlace(asking: Asking, kind: PlaceKind): Promise<Patch<Place>> {
  const device = onDevice.includes(kind) ? await asking.device(registryMessages.ask.onDevice, true) : null
  const holders = await asking.persons(registryMessages.ask.reachers)
  if (!handedOver.includes(kind)) return { device, holders }
  return { device, holders, handOver: await asking.line(registryMessages.ask.handOver, undefined) }
}

function savePlaceAndLink(asking: Asking, account: Handle, given: Patch<Place>): void {
  const known = recordsOf(asking.state.registry, 'place').find(
    place =>
      place.kind === given.kind &&
      place.device === (given.device ?? null) &&
      isSameName(place.label, given.label ?? ''),
  )
  asking.collect(state =>
    known ? savePlace(state, { link: [account] }, known.id) : savePlace(state, { ...given, link: [account] }),
  )
}

/** Roles belong to persons, not to accounts, so known ones are not asked for again. */
async function askRoles(asking: Asking): Promise<void> {
  const { terminal } = asking
  for (const role of roles) {
    const having = recordsOf(asking.state.registry, 'person').filter(
      person => person.left === null && person.roles.includes(role),
    )
    const words = {
      role: registryMessages.roleWords[role][terminal.language],
      names: having.map(one => terminal.harmless(one.name)),
    }
    const question =
      having.length === 0
        ? messages.whoHasRole[role]
        : { en: () => messages.hasRole.en(words), ja: () => messages.hasRole.ja(words) }
    const picked = await asking.persons(question, person => !person.roles.includes(role))
    for (const id of picked)
      asking.collect(state => {
        const { roles: before } = requireRecord(state.registry, 'person', id)
        return savePerson(state, { roles: [...before, role] }, id)
      })
  }
}

/** The person to call when nobody gets in; the sheet prints the name. */
async function askPhones(asking: Asking): Promise<void> {
  const called = recordsOf(asking.state.registry, 'person').filter(
    ({ roles, left, phone }) => left === null && phone === null && roles.some(role => role !== 'poster'),
  )
  for (const { id, name } of called) {
    const phone = await asking.phone(messages.phoneOf, { name })
    if (phone) asking.collect(state => savePerson(state, { phone }, id))
  }
}

function heading({ terminal }: Asking, part: keyof typeof messages.parts): void {
  terminal.blank()
  terminal.note(messages.parts[part], undefined)
}
