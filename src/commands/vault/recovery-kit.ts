/** A new recovery key: its words on the terminal, or a page to print. */
import { blank } from '../../documents/blank.ts'
import type { RecoveryKit } from '../../documents/recovery-kit.ts'
import { type IsoDate, localDay } from '../../domain/text/date.ts'
import type { Slot } from '../../envelope/format.ts'
import { newRecoveryKey } from '../../envelope/secret-words.ts'
import { afterSaving, UserError } from '../../errors.ts'
import type { Bilingual } from '../../language.ts'
import * as kitMessages from '../../terminal/messages/vault/recovery-kit.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { writeOutside } from '../../vault/outside-file.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { answerSecret } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'
import { askBack, showRecoveryWords } from './recovery-words.ts'

export interface KitOptions {
  /** The page is written to this file instead of showing the words. */
  readonly html?: string | undefined
  /** With the words as a QR code. */
  readonly qr?: true | undefined
  /** That the earlier one ends was agreed to. */
  readonly isAgreed?: true
}

/** Makes a new recovery key, shows it or writes its page, and then ends the earlier one. */
export async function makeRecoveryKey(context: Context, vault: Vault, options: KitOptions = {}): Promise<void> {
  const { terminal } = context
  const words = await newRecoveryKey(context.system.random)
  const earlier = vault.slots.filter(({ kind }) => kind === 'recovery')
  const replacing = earlier.length > 0
  if (replacing && !options.isAgreed) await context.confirm(terminal.text(messages.sureToReplaceRecoveryKey, undefined))
  await takeOtherSecrets(context, vault, earlier)

  // Saved before they are shown: words that were written down must open the vault. The earlier ones work until then.
  const { m, t } = vault.slot
  const added = await vault.addSlot({ kind: 'recovery', secret: words, cost: { m, t } })
  const sayUnwritten = (): void => terminal.warn(messages.recoveryKeyUnwritten, { opens: vault.opensFile(earlier) })
  const { html } = options
  try {
    if (html !== undefined) await writePage(context, vault, { html, words, added, qr: options.qr === true })
    await terminal.sayingIfLeft(sayUnwritten, () =>
      html === undefined ? show(context, vault, words, replacing) : askAboutPaper(context, html, words),
    )
  } catch (error) {
    throw afterSaving(error)
  }
  await endEarlier(context, vault, earlier, added)
  await context.forgetKey(vault)
  terminal.note(messages.recoveryKeyMade, { replaced: replacing }, 'good')
  if (html === undefined) return
  if (terminal.json) terminal.answerJson({ html, replaced: replacing })
  terminal.warn(kitMessages.deleteIt, { path: html })
}

async function show(context: Context, { path }: Vault, words: string, replaced: boolean): Promise<void> {
  const { terminal } = context
  if (terminal.json) return answerSecret(context, { recoveryKey: words, replaced }, 'recovery-key', path)
  const lost = new UserError('secret-lost', { secret: 'recovery-key', path })
  await showRecoveryWords(context, words, lost)
}

async function askAboutPaper(context: Context, path: string, words: string): Promise<void> {
  const { terminal } = context
  terminal.note(kitMessages.printIt, { path })
  const prompts = await terminal.prompts()
  if (!prompts) return
  const question = terminal.text(kitMessages.isOnPaper, undefined)
  for (let isRight = false; !isRight; ) {
    for (let printed = false; !printed; ) printed = await prompts.confirm(question, 'neither')
    isRight = await askBack(context, prompts, words)
  }
}

/** @throws UserError `file-exists`, `unusable-name`, `storage`; then the new key is removed, because no one has seen it */
async function writePage(
  context: Context,
  vault: Vault,
  { html, words, added, qr }: { html: string; words: string; added: Slot; qr: boolean },
): Promise<void> {
  const { terminal, system } = context
  try {
    const { recoveryKitHtml } = await import('../../documents/recovery-kit.ts')
    const { qrSvg } = await import('../../documents/qr.ts')
    const kit = kitInWords(terminal, vault.path, words, localDay(system.now()))
    const text = recoveryKitHtml(kit, qr ? await qrSvg(words) : undefined)
    writeOutside({ path: html, text, unique: context.newName() })
  } catch (error) {
    await vault.renewKey({ revoked: [added] })
    throw error
  }
}

/** Everything on the page, in the reader's language. */
export function kitInWords(
  { language }: Pick<Terminal, 'language'>,
  path: string,
  words: string,
  made: IsoDate,
): RecoveryKit {
  const { kit } = kitMessages
  const t = (text: Bilingual): string => text[language]
  return {
    language,
    title: t(kit.title),
    facts: [
      [t(kit.vault), path],
      [t(kit.opens), t(kit.opensWhat)],
      [t(kit.made), made],
      [t(kit.place), blank],
    ],
    warning: t(kit.warning),
    wordsHeading: t(kit.words),
    words: words.split(' '),
    useHeading: t(kit.use),
    steps: kit.steps.map(t),
    qrCaption: t(kit.qrCaption),
    foot: t(kit.foot),
  }
}

/** After a failure the file is read again to see what opens the vault: the save may have succeeded, or a sync may have put another copy there. */
async function endEarlier({ terminal }: Context, vault: Vault, earlier: readonly Slot[], added: Slot): Promise<void> {
  try {
    await vault.renewKey({ replaced: earlier, by: added })
  } catch (error) {
    const opens = vault.opensFile(earlier)
    const had = earlier.length > 0
    if (had || !opens?.made) terminal.warn(messages.recoveryKeysAfterFailure, { opens, had })
    throw error
  }
}
