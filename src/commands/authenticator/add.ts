import { chooseOffered, timeBased, whoIsNamed } from '../../domain/authenticator/choice.ts'
import { judgeOffered, type OfferedTotp } from '../../domain/authenticator/otpauth.ts'
import { addTotp, totpsOf } from '../../domain/authenticator/totp.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import type { TotpKey } from '../../domain/model/totp-key.ts'
import { type Handle, handleIfAny } from '../../domain/text/handle.ts'
import { isRefusedInput, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/authenticator/totp.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import { readInput, readInputFile } from '../../vault/read-input.ts'
import { accountFor } from '../codes/account-choice.ts'
import type { Context } from '../context.ts'
import { maxTextBytes, type Offer, offerIn, offerInPictures } from './offered.ts'
import { compareWithPhone } from './verify.ts'

export interface TotpAddOptions {
  readonly qr?: readonly string[] | undefined
  readonly file?: string | undefined
}

/** `igcodes totp add ACCOUNT`: stores an authenticator's secret, and never shows it. */
export async function add(context: Context, account: string | undefined, options: TotpAddOptions): Promise<void> {
  const { terminal } = context
  const named = handleIfAny(account)
  const prompts = await terminal.prompts()
  // Read before any key is derived, so that a bad picture is reported at once.
  const handedIn = await offerHandedIn(context, options, prompts)
  if (handedIn) judgeOffer(handedIn)
  const vault = await context.open()
  const handle = await accountFor(context, vault, named)
  const stored = totpsOf(vault.state, requireAccount(vault.state, handle))

  const offered = await chosen(context, handle, handedIn ?? (await askForOffer(context, prompts, handle)))
  const key = judgeOffered(offered)
  const warnings = warningsOf(context, handle, offered)
  await confirmKey(context, handle, offered, stored.length > 0)
  await vault.change(state => addTotp(state, handle, context.newName(), key))

  if (terminal.json) {
    terminal.answerJson({ account: handle, added: true, replaced: stored.length > 0, ...told(key), warnings })
    return
  }
  terminal.blank()
  terminal.note(messages.totpStored, { account: handle, replaced: stored.length > 0 }, 'good')
  if (options.qr || options.file !== undefined) terminal.note(messages.deletePicture, undefined)
  if (prompts && terminal.stdinIsTty) await compareWithPhone(context, prompts, { handle, key, maySkip: true })
}

/** All but the secret. */
export function told({ issuer, label, algorithm, digits, period }: TotpKey): object {
  return { issuer, label, algorithm, digits, period }
}

/** The secret from an option or a pipe; undefined if a person has to type it. */
async function offerHandedIn(
  { terminal }: Context,
  { qr = [], file }: TotpAddOptions,
  prompts: Prompts | undefined,
): Promise<Offer | undefined> {
  if (qr.length > 0) {
    if (file !== undefined)
      throw new UserError('bad-argument', { name: '--file', value: file, allowed: '--file | --qr' })
    return offerInPictures(terminal, qr)
  }
  if (file !== undefined) return offerIn(textOf(readInputFile(file, maxTextBytes)))
  if (prompts && terminal.stdinIsTty) return undefined
  return offerIn(textOf(readInput(0, maxTextBytes)))
}

/** Input that is not text is refused as not being a secret. */
function textOf(bytes: Uint8Array): string {
  if (bytes.length > maxTextBytes) throw new UserError('paste-too-large', { limit: maxTextBytes })
  return new TextDecoder().decode(bytes)
}

/** Asks until the secret can be read. Reports what is wrong with it, never the text itself. */
async function askForOffer({ terminal }: Context, prompts: Prompts | undefined, handle: Handle): Promise<Offer> {
  if (!prompts) throw new UserError('totp-refused', { problem: 'empty', found: '' })
  terminal.note(messages.whereTheSecretIs, { account: handle })
  terminal.blank()
  for (;;) {
    const text = await prompts.secret(terminal.text(messages.typeTheSecret, undefined))
    if (text.trim() === '') throw new UserError('cancelled')
    try {
      const offer = await offerIn(text)
      judgeOffer(offer)
      return offer
    } catch (error) {
      if (!isRefusedInput(error)) throw error
      await terminal.showError(error)
      terminal.blank()
    }
  }
}

/** @throws UserError `totp-refused` if that is clear without asking */
function judgeOffer({ entries }: Offer): void {
  const [first, ...more] = timeBased(entries)
  if (more.length === 0) judgeOffered(first)
}

async function chosen({ terminal }: Context, handle: Handle, offer: Offer): Promise<OfferedTotp> {
  const choice = chooseOffered(offer.entries, handle)
  if ('only' in choice) return choice.only
  const names = choice.among.map(entry =>
    terminal.harmless(terminal.text(messages.entryName, { issuer: entry.issuer, label: entry.label })),
  )
  const prompts = await terminal.prompts()
  if (!prompts) throw new UserError('totp-which', { names: names.slice(0, 10), missing: offer.missing })
  if (offer.missing > 0) terminal.note(messages.partsMissing, { missing: offer.missing })
  const position = await prompts.choose(
    terminal.text(messages.whichEntry, undefined),
    names.map((name, index) => ({ value: String(index), name })),
  )
  return choice.among[Number(position)] ?? choice.among[0]
}

/** The entry belongs to something else, by its names. */
function warningsOf({ terminal }: Context, handle: Handle, offered: OfferedTotp): readonly object[] {
  const owner = whoIsNamed(offered, handle)
  if (owner === 'this' || owner === 'nobody') return []
  const { issuer, label } = offered
  return [{ code: owner, message: terminal.text(messages.namedOtherwise, { account: handle, issuer, label }) }]
}

async function confirmKey(context: Context, handle: Handle, offered: OfferedTotp, isReplacing: boolean): Promise<void> {
  const { terminal } = context
  const owner = whoIsNamed(offered, handle)
  if (owner === 'another-account' || owner === 'another-service') {
    const { issuer, label } = offered
    terminal.warn(messages.namedOtherwise, { account: handle, issuer, label })
    await context.confirm(terminal.text(messages.isItThisAccounts, { account: handle }))
  }
  if (isReplacing) await context.confirm(terminal.text(messages.sureToReplace, { account: handle }))
  await context.confirm(terminal.text(messages.oneBasket, { account: handle }))
}
