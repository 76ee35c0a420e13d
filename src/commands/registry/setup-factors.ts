/** The ways in that the setup asks for. For the less common ones, a first question asks which of them exist. */
import { findAccount } from '../../domain/model/accounts.ts'
import { type Factor, type FactorKind, owners } from '../../domain/model/registry.ts'
import { isSameName, recordsOf, requireRecord } from '../../domain/registry/names.ts'
import { type Patch, saveFactor } from '../../domain/registry/save.ts'
import type { IsoDate } from '../../domain/text/date.ts'
import type { Handle } from '../../domain/text/handle.ts'
import type { Message } from '../../language.ts'
import * as registryMessages from '../../terminal/messages/registry/registry.ts'
import * as messages from '../../terminal/messages/registry/setup.ts'
import type { Asking } from './asking.ts'

export async function askMail(asking: Asking, account: Handle): Promise<void> {
  await linkOrEnter(asking, account, 'mail', messages.whichMail, async () => {
    const label = await asking.label('mail', messages.mailAddress)
    const holders = await asking.persons(messages.whoReads)
    const owner = await asking.owner()
    return { label, holders, owner }
  })
}

export async function askAuthenticator(asking: Asking, account: Handle): Promise<void> {
  await linkOrEnter(asking, account, 'authenticator', messages.whichAuthenticator, async () => {
    const app = await asking.name('factor', messages.authenticatorApp)
    const device = await asking.device(messages.whichPhone, false)
    if (device === null) return { label: app }
    const { name, owner } = requireRecord(asking.state.registry, 'device', device)
    // The same app on two phones is two factors, so the label includes the phone.
    return { label: `${app} (${name})`, device, owner }
  })
}

export async function askSms(asking: Asking, account: Handle): Promise<void> {
  await linkOrEnter(asking, account, 'sms', messages.whichNumber, () => askNumber(asking, 'sms'))
}

const others = ['session', 'whatsapp', 'facebook', 'portfolio'] as const
type Other = (typeof others)[number]

export async function askOthers(asking: Asking, account: Handle, today: IsoDate): Promise<void> {
  const { language } = asking.terminal
  const words = (kind: Other) => {
    const isSo = factorsOf(asking, account, kind).length > 0
    const text = registryMessages.factorKindWords[kind]
    return isSo
      ? { en: registryMessages.alreadySo.en({ name: text.en }), ja: registryMessages.alreadySo.ja({ name: text.ja }) }
      : text
  }
  const picked = await asking.someOf(messages.whichOthers, others, {
    session: words('session'),
    whatsapp: words('whatsapp'),
    facebook: words('facebook'),
    portfolio: words('portfolio'),
  })
  for (const kind of picked) {
    asking.terminal.note(messages.aboutOther, { kind: registryMessages.factorKindWords[kind][language] })
    if (kind === 'session') await askSessions(asking, account, today)
    else if (isKnown(asking, kind)) await linkOrEnter(asking, account, kind, messages.whichOther[kind], enter[kind])
    // None of this kind is known yet, so there is nothing to choose from.
    else saveAndLink(asking, account, { kind, ...(await enter[kind](asking, account)) })
  }
}

function isKnown({ state }: Asking, kind: FactorKind): boolean {
  return recordsOf(state.registry, 'factor').some(factor => factor.kind === kind)
}

type Enter = (asking: Asking, account: Handle) => Promise<Patch<Factor>>

const enter: { readonly [K in Exclude<Other, 'session'>]: Enter } = {
  async whatsapp(asking, account) {
    const same = factorsOf(asking, account, 'sms').find(({ label }) => label !== '')
    if (same && (await asking.confirm(messages.sameNumber, { number: same.label }, true))) {
      const { label, owner, device, holders } = same
      return { label, owner, device, holders }
    }
    return askNumber(asking, 'whatsapp')
  },
  async facebook(asking) {
    const label = await asking.name('factor', messages.facebookName)
    const holders = await asking.persons(messages.whoOpensIt)
    return { label, holders, owner: await asking.owner() }
  },
  async portfolio(asking) {
    const label = await asking.name('factor', messages.portfolioName)
    return { label, holders: await asking.persons(messages.whoAdministers) }
  },
}

async function askNumber(asking: Asking, kind: 'sms' | 'whatsapp'): Promise<Patch<Factor>> {
  const label = await asking.label(kind, messages.phoneNumber)
  const owner = await asking.oneOf(messages.whoseNumber, owners, registryMessages.ownerChoices)
  const device = await asking.device(messages.whichSimDevice, true)
  const holders = device === null ? await asking.persons(registryMessages.ask.holders) : []
  return { label, owner, device, holders }
}

/** The user just checked them, so they are confirmed today. */
async function askSessions(asking: Asking, account: Handle, today: IsoDate): Promise<void> {
  for (const device of await asking.devices(messages.whichSessions)) {
    const { registry } = asking.state
    const { name, owner } = requireRecord(registry, 'device', device)
    const known = recordsOf(registry, 'factor').find(factor => factor.kind === 'session' && factor.device === device)
    const label = asking.terminal.text(messages.sessionLabel, { device: name })
    asking.collect(state =>
      known
        ? saveFactor(state, { link: [account], confirmed: today }, known.id)
        : saveFactor(state, { kind: 'session', label, device, owner, confirmed: today, link: [account] }),
    )
  }
}

/** Links a known factor of this kind, or enters and links a new one. */
async function linkOrEnter(
  asking: Asking,
  account: Handle,
  kind: FactorKind & keyof typeof messages.anotherWords,
  question: Message,
  enterNew: Enter,
): Promise<void> {
  const known = recordsOf(asking.state.registry, 'factor').filter(factor => factor.kind === kind)
  const words = { another: messages.anotherWords[kind], none: messages.noneWords[kind] }
  const linked = new Set(factorsOf(asking, account, kind).map(({ id }) => id))
  const answer = await asking.known(question, known, words, ({ id }) => linked.has(id))
  if (answer === 'none') return
  if (answer === 'another') saveAndLink(asking, account, { kind, ...(await enterNew(asking, account)) })
  else asking.collect(state => saveFactor(state, { link: [account] }, answer.id))
}

/** Typing a known label means that factor. */
function saveAndLink(asking: Asking, account: Handle, given: Patch<Factor>): void {
  const known = recordsOf(asking.state.registry, 'factor').find(
    factor =>
      factor.kind === given.kind &&
      factor.device === (given.device ?? null) &&
      isSameName(factor.label, given.label ?? ''),
  )
  asking.collect(state =>
    known ? saveFactor(state, { link: [account] }, known.id) : saveFactor(state, { ...given, link: [account] }),
  )
}

/** The account's factors of this kind, including those entered so far. */
function factorsOf({ state }: Asking, account: Handle, kind: FactorKind): readonly Factor[] {
  const id = findAccount(state, account)?.id ?? ''
  return recordsOf(state.registry, 'factor').filter(factor => factor.kind === kind && factor.accounts.includes(id))
}
