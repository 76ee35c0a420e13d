/** `igcodes account setup`: asks for all that an account hangs on, and stores it at the end, in one change. */
import { addAccount, findAccount } from '../../domain/accounts.ts'
import { localDay } from '../../domain/date.ts'
import { type Handle, parseHandle } from '../../domain/handle.ts'
import { type Factor, type FactorKind, owners, type Place, placeKinds, roles } from '../../domain/registry.ts'
import { isSameName, recordsOf, requireRecord } from '../../domain/registry-names.ts'
import { type Given, saveFactor, savePerson, savePlace } from '../../domain/registry-rules.ts'
import { UserError } from '../../errors.ts'
import type { Message } from '../../terminal/language.ts'
import * as registryMessages from '../../terminal/messages/registry.ts'
import * as messages from '../../terminal/messages/setup.ts'
import { askForAccount } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'
import { Asking } from './asking.ts'

/** @throws UserError `questions-only` where nobody can be asked; `cancelled`, `interrupted` with nothing stored */
export async function setUp(context: Context, name: string | undefined): Promise<void> {
  const { terminal, system } = context
  const typed = name === undefined ? undefined : parseHandle(name)
  const prompts = await terminal.prompts()
  if (!prompts) throw new UserError('questions-only', { command: 'account setup', instead: 'factor add' })
  const vault = await context.open()
  const account = typed ?? (await askForAccount(context, vault))
  const asking = new Asking(terminal, prompts, vault.state)
  await knownAccount(asking, account)
  terminal.note(messages.beginning, { account })
  for (const part of [askMail, askAuthenticator, askSms, askPlaces, askRoles]) await part(asking, account)
  await askSessions(asking, account, localDay(system.now()))

  if (asking.hasNews) {
    await context.confirm(terminal.text(messages.readyToStore, undefined), true)
    await asking.store(vault, () => ({ facts: [] }))
  }
  if (terminal.json) terminal.answerJson({ account, stored: asking.hasNews })
  else if (asking.hasNews) terminal.note(messages.stored, { account }, 'good')
  else terminal.note(messages.nothingTold, { account })
}

/** A handle that was mistyped must not become an account by the way. */
async function knownAccount(asking: Asking, account: Handle): Promise<void> {
  if (findAccount(asking.state, account)) return
  if (!(await asking.confirm(messages.addsAccount, { account }, true))) throw new UserError('cancelled')
  // Somebody else may add it while the questions are answered.
  asking.collect(state => (findAccount(state, account) ? { facts: [] } : addAccount(state, account)))
}

async function askMail(asking: Asking, account: Handle): Promise<void> {
  heading(asking, 'mail')
  await linkOrEnter(asking, account, 'mail', messages.whichMail, async () => {
    const label = await asking.name('factor', messages.mailAddress)
    const holders = await asking.persons(messages.whoReads)
    const owner = await asking.owner()
    return { label, holders, owner }
  })
}

async function askAuthenticator(asking: Asking, account: Handle): Promise<void> {
  heading(asking, 'authenticator')
  await linkOrEnter(asking, account, 'authenticator', messages.whichAuthenticator, async () => {
    const app = await asking.name('factor', messages.authenticatorApp)
    const device = await asking.device(messages.whichPhone, false)
    if (device === null) return { label: app }
    const { name, owner } = requireRecord(asking.state.registry, 'device', device)
    // Two phones with one app are two factors: the name has to tell them apart.
    return { label: `${app} (${name})`, device, owner }
  })
}

async function askSms(asking: Asking, account: Handle): Promise<void> {
  heading(asking, 'sms')
  await linkOrEnter(asking, account, 'sms', messages.whichNumber, async () => {
    const label = await asking.name('factor', messages.phoneNumber)
    const owner = await asking.oneOf(messages.whoseNumber, owners, registryMessages.ownerChoices)
    const device = await asking.device(messages.whichSimDevice, true)
    const holders = device === null ? await asking.persons(registryMessages.ask.holders) : []
    return { label, owner, device, holders }
  })
}

/** A known factor of the kind is linked; a new one is entered, and linked. */
async function linkOrEnter(
  asking: Asking,
  account: Handle,
  kind: FactorKind & keyof typeof messages.anotherWords,
  question: Message,
  enter: () => Promise<Given<Factor>>,
): Promise<void> {
  const known = recordsOf(asking.state.registry, 'factor').filter(factor => factor.kind === kind)
  const words = { another: messages.anotherWords[kind], none: messages.noneWords[kind] }
  const answer = await asking.known(question, known, words)
  if (answer === 'none') return
  if (answer === 'another') saveAndLink(asking, account, { kind, ...(await enter()) })
  else asking.collect(state => saveFactor(state, { link: [account] }, answer.id))
}

/** Who types what is known already means that. */
function saveAndLink(asking: Asking, account: Handle, given: Given<Factor>): void {
  const known = recordsOf(asking.state.registry, 'factor').find(
    factor =>
      factor.kind === given.kind &&
      factor.device === (given.device ?? null) &&
      isSameName(factor.label, given.label ?? ''),
  )
  asking.collect(state =>
    known
      ? saveFactor(state, { link: [account] }, known.id)
      : saveFactor(state, { ...given, link: [account] }),
  )
}

async function askPlaces(asking: Asking, account: Handle): Promise<void> {
  heading(asking, 'places')
  const { terminal } = asking
  const { picked, kinds } = await asking.knownOrKinds(
    messages.whichPlaces,
    recordsOf(asking.state.registry, 'place'),
    placeKinds,
    registryMessages.placeKindWords,
  )
  for (const id of picked) asking.collect(state => savePlace(state, { link: [account] }, id))
  for (const kind of kinds) {
    const words = registryMessages.placeKindWords[kind][terminal.language]
    const where = {
      en: () => messages.whereIs.en({ kind: words }),
      ja: () => messages.whereIs.ja({ kind: words }),
    }
    const label = await asking.name('place', where)
    const holders = await asking.persons(registryMessages.ask.reachers)
    savePlaceAndLink(asking, account, { kind, label, holders })
  }
}

function savePlaceAndLink(asking: Asking, account: Handle, given: Given<Place>): void {
  const known = recordsOf(asking.state.registry, 'place').find(
    place => place.kind === given.kind && place.device === null && isSameName(place.label, given.label ?? ''),
  )
  asking.collect(state =>
    known ? savePlace(state, { link: [account] }, known.id) : savePlace(state, { ...given, link: [account] }),
  )
}

/** Roles belong to persons, not to one account: who has one already is not asked for again. */
async function askRoles(asking: Asking): Promise<void> {
  heading(asking, 'roles')
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

/** Looked at just now, so confirmed today. */
async function askSessions(
  asking: Asking,
  account: Handle,
  today: ReturnType<typeof localDay>,
): Promise<void> {
  heading(asking, 'sessions')
  const picked = await asking.devices(messages.whichSessions)
  for (const device of picked) {
    const { registry } = asking.state
    const { name, owner } = requireRecord(registry, 'device', device)
    const known = recordsOf(registry, 'factor').find(
      factor => factor.kind === 'session' && factor.device === device,
    )
    const label = asking.terminal.text(messages.sessionLabel, { device: name })
    asking.collect(state =>
      known
        ? saveFactor(state, { link: [account], confirmed: today }, known.id)
        : saveFactor(state, { kind: 'session', label, device, owner, confirmed: today, link: [account] }),
    )
  }
}

function heading({ terminal }: Asking, part: keyof typeof messages.parts): void {
  terminal.blank()
  terminal.note(messages.parts[part], undefined)
}
