/** At most five questions: what the screen shows, what the person still has, and what has happened. */
import type { Scenario } from '../../domain/model/scenarios.ts'
import type { Asset, Sight, Situation } from '../../domain/model/situation.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/recovery/recover.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { KnownMethods } from './known-methods.ts'

export interface Told {
  readonly situation: Situation
  /** Where an answer names it; otherwise triage finds it. */
  readonly scenario?: Scenario
}

/** @param know what the vault knows, given the answers so far */
export async function askSituation(
  terminal: Terminal,
  prompts: Prompts,
  know: (told: Situation) => KnownMethods,
): Promise<Told> {
  return new Questions(terminal, prompts, know).all()
}

type Row = keyof typeof messages.atHand

/** The surest first. */
const rows = Object.keys(messages.atHand) as readonly Row[]

/** One of these makes a video selfie unnecessary. */
const quick = ['session', 'codes', 'authenticator', 'passkey', 'sms', 'whatsapp'] as const satisfies readonly Asset[]

/** Screens that appear only after the right password. */
const behindThePassword: readonly Sight[] = ['code-prompt', 'no-sms', 'code-refused', 'strange-2fa', 'login-check']

const attacks: readonly Sight[] = ['address-changed', 'strange-2fa']

class Questions {
  readonly #terminal: Terminal
  readonly #prompts: Prompts
  readonly #know: (told: Situation) => KnownMethods
  readonly #have = new Set<Asset>()
  readonly #lost = new Set<Asset>()
  readonly #absent = new Set<Asset>()

  constructor(terminal: Terminal, prompts: Prompts, know: (told: Situation) => KnownMethods) {
    this.#terminal = terminal
    this.#prompts = prompts
    this.#know = know
  }

  async all(): Promise<Told> {
    const seen = await this.#choose(messages.whatDoYouSee, messages.sightChoices)
    switch (seen) {
      case 'nothing-wrong':
        return this.#told(seen, await this.#choose(messages.whatToPrepare, messages.plans))
      case 'disabled':
        return this.#told(seen)
      case 'still-in':
        return this.#stillIn()
      case 'notice':
        return this.#notice()
      case 'hacked':
        return this.#lockedOut(await this.#choose(messages.whatWasChanged, messages.changes))
      case 'code-refused':
        return this.#codeRefused()
      default:
        return this.#lockedOut(seen)
    }
  }

  async #lockedOut(see: Sight): Promise<Told> {
    if (behindThePassword.includes(see)) this.#have.add('password')
    if (see === 'password-refused') this.#lost.add('password')
    await this.#askSession()
    const scenario = await this.#askWhatIsLeft(see)
    return this.#told(see, scenario)
  }

  async #askWhatIsLeft(see: Sight): Promise<Scenario | undefined> {
    // A number that gets no SMS is what the question is about.
    const isSilent = see === 'no-sms' || see === 'no-service'
    const isOffered = (row: Row): boolean => !(isSilent && row === 'sms')
    // Signed in, nothing else is needed, unless somebody else is in as well.
    const isEnough = this.#has('session') && !attacks.includes(see)
    // What the vault would tick depends on what has happened.
    const isListLater = isEnough || this.#known.have.size > 0
    if (!isListLater) await this.#askAtHand(isOffered)
    const scenario = await this.#askLoss(see, isListLater)
    if (isListLater && !isEnough) await this.#askAtHand(isOffered)
    await this.#askFace()
    return scenario
  }

  async #codeRefused(): Promise<Told> {
    const kind = await this.#choose(messages.whichCode, messages.codeKinds)
    if (kind === 'other-account') {
      this.#have.add('codes')
      return this.#told('code-refused', 'wrong-account')
    }
    this.#have.add('password')
    if (kind !== 'unsure') this.#have.add(kind)
    await this.#askSession()
    await this.#askAtHand(row => row !== kind)
    await this.#askFace()
    // Only an app or codes that were not refused could hide which code it was.
    const isHidden = kind === 'codes' ? this.#has('authenticator') : this.#has('authenticator', 'codes')
    if (!isHidden) return this.#told('code-refused')
    if (kind === 'sms') return this.#told('code-refused', 'sms-late')
    return this.#told('code-refused', kind === 'codes' ? 'code-rejected' : undefined)
  }

  async #notice(): Promise<Told> {
    const see = await this.#choose(messages.whatHappened, messages.notices)
    if (see === 'approved') {
      await this.#askSession()
      if (!this.#has('session')) await this.#askAtHand(() => true)
    }
    return this.#told(see)
  }

  async #stillIn(): Promise<Told> {
    this.#have.add('session')
    const { none, app, number, mail, codes, password } = messages.losses
    const gone = { ...phones, number, app, mail, codes, password, none }
    const picked = await this.#severalOf(messages.whatIsGone, gone, [])
    for (const loss of picked) this.#lose(loss)
    return this.#told('logged-in')
  }

  /** "Not sure" first: a reflex Enter must not strike out the best way. */
  async #askSession(): Promise<void> {
    const name = this.#known.shortNameOf('session')
    const open = { en: messages.yes.en(undefined), ja: messages.yes.ja(undefined) }
    const language = this.#terminal.language
    const answer = await this.#prompts.choose(this.#terminal.text(messages.isOpenAnywhere, undefined), [
      { value: 'unsure', name: this.#terminal.text(messages.notSure, undefined) },
      {
        value: 'yes',
        name: name === undefined ? open[language] : this.#terminal.text(messages.named, { row: open[language], name }),
        says: 'yes',
      },
      { value: 'no', name: this.#terminal.text(messages.no, undefined), says: 'no' },
    ])
    if (answer === 'yes') this.#have.add('session')
    if (answer === 'no') this.#lost.add('session')
  }

  /** What is not picked is not at hand; that does not say that it is gone. */
  async #askAtHand(isOffered: (row: Row) => boolean): Promise<void> {
    const offered = rows.filter(isOffered)
    const choices = Object.fromEntries(offered.map(row => [row, this.#rowOf(row)]))
    const known = this.#known.have
    const before = offered.filter(
      row => row !== 'none' && row !== 'mail-unsure' && (known.has(row) || this.#have.has(row)),
    )
    const picked = await this.#severalOf(messages.whichAreLeft, choices, before)
    for (const row of offered) {
      if (row === 'none' || row === 'mail-unsure') continue
      if (picked.includes(row)) this.#have.add(row)
      else this.#have.delete(row)
      if (picked.includes(row) || this.#lost.has(row)) continue
      if (!(row === 'mail' && picked.includes('mail-unsure'))) this.#absent.add(row)
    }
  }

  #rowOf(row: Row): Bilingual {
    const words = messages.atHand[row]
    const name = row === 'none' || row === 'mail-unsure' ? undefined : this.#known.shortNameOf(row)
    if (name === undefined) return words
    return { en: messages.named.en({ row: words.en, name }), ja: messages.named.ja({ row: words.ja, name }) }
  }

  /** Asked where it can change the way, so never if something at hand lets the person in and the phone is there. */
  async #askLoss(see: Sight, isListLater: boolean): Promise<Scenario | undefined> {
    const isQuick = this.#has(...quick)
    const { none, number, late, service, app } = messages.losses
    if (see === 'no-sms') {
      if (isQuick) return undefined
      const loss = await this.#choose(messages.whatIsGone, { none, late, number, service, ...phones })
      if (loss === 'late') return 'sms-late'
      if (loss === 'service') return 'sim-swap'
      return this.#lose(loss)
    }
    if (see !== 'code-prompt') return undefined
    if (!isListLater && (this.#has('sms') || (this.#has('phone') && isQuick))) return undefined
    const loss = await this.#choose(messages.whatIsGone, {
      none,
      ...(this.#has('phone') ? {} : phones),
      ...(this.#has('authenticator') ? {} : { app }),
      number,
    })
    return this.#lose(loss)
  }

  #lose(loss: keyof typeof messages.losses): undefined {
    const asset = lossOf[loss]
    if (asset === undefined) return
    this.#have.delete(asset)
    this.#absent.delete(asset)
    this.#lost.add(asset)
    // The SIM of a broken phone works in another one.
    if (loss !== 'phone-broken') return
    this.#have.add('sms')
    this.#absent.delete('sms')
  }

  /** Asked only if the video selfie may be needed. */
  async #askFace(): Promise<void> {
    if (this.#has(...quick)) return
    const isShown = await this.#prompts.confirm(this.#terminal.text(messages.isFaceShown, undefined), false)
    ;(isShown ? this.#have : this.#lost).add('face')
  }

  get #known(): KnownMethods {
    return this.#know({ have: this.#have, lost: this.#lost })
  }

  #has(...assets: readonly Asset[]): boolean {
    return assets.some(asset => this.#have.has(asset))
  }

  #told(see: Sight, scenario?: Scenario): Told {
    const situation: Situation = { see, have: this.#have, lost: this.#lost, absent: this.#absent }
    return { situation, ...(scenario !== undefined && { scenario }) }
  }

  async #choose<T extends string>(
    question: typeof messages.whatDoYouSee,
    choices: { readonly [V in T]?: Bilingual },
  ): Promise<T> {
    return this.#prompts.choose(this.#terminal.text(question, undefined), this.#choices(choices))
  }

  /** Enter with nothing picked is no answer: "none of these" is a row of its own. */
  async #severalOf<T extends string>(
    question: typeof messages.whatDoYouSee,
    choices: { readonly [V in T]?: Bilingual },
    before: readonly T[],
  ): Promise<readonly T[]> {
    for (;;) {
      const picked = await this.#prompts.several(
        this.#terminal.text(question, undefined),
        this.#choices(choices),
        before,
      )
      if (picked.length > 0) return picked
      this.#terminal.note(messages.pickOne, undefined, 'warning')
    }
  }

  #choices<T extends string>(choices: { readonly [V in T]?: Bilingual }): readonly { value: T; name: string }[] {
    const { language } = this.#terminal
    return (Object.entries(choices) as [T, Bilingual][]).map(([value, words]) => ({ value, name: words[language] }))
  }
}

const phones = { 'phone-lost': messages.losses['phone-lost'], 'phone-broken': messages.losses['phone-broken'] }

const lossOf: { readonly [L in keyof typeof messages.losses]?: Asset } = {
  'phone-lost': 'phone',
  'phone-broken': 'phone',
  app: 'authenticator',
  number: 'sms',
  mail: 'mail',
  codes: 'codes',
  password: 'password',
}
