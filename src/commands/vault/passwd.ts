import { accountsByHandle } from '../../domain/model/accounts.ts'
import { costs, type Slot } from '../../envelope/format.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import { readPassphraseFile } from '../../vault/passphrase-source.ts'
import type { SlotSecret, Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { type CostName, costNames, oneOf } from '../options.ts'
import { answerSecret, type NewPassphraseOptions, newSecret } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'

interface PasswdOptions {
  readonly newPassphraseFile?: string | undefined
  readonly kdf?: CostName | undefined
  readonly generate?: true | undefined
  readonly allowWeakPassphrase?: true | undefined
}

/** `igcodes passwd`: replaces the passphrase that opened the vault. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'change the passphrase', ja: 'パスフレーズを変更する' }))
    .option(
      '--new-passphrase-file <file>',
      t({ en: 'read the new one from a file', ja: '新しいパスフレーズをファイルから読む' }),
    )
    .option(
      '--kdf <cost>',
      t({
        en: 'work to open the vault: light, moderate or strong (as before)',
        ja: '開くときの計算量: light、moderate、strong(省略時は今のまま)',
      }),
      oneOf<CostName>('--kdf', costNames),
    )
    .option(
      '--generate',
      t({ en: 'generate six words and show them once', ja: '英単語6つを自動で作り、一度だけ表示する' }),
    )
    .option('--allow-weak-passphrase', t({ en: 'accept fewer than 15 characters', ja: '15文字より短くても使う' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes passwd',
          en: 'asks for the old one, then the new one twice',
          ja: '今のパスフレーズ、新しいパスフレーズ(2回)の順にたずねます',
        },
        {
          run: 'igcodes passwd --passphrase-file OLD --new-passphrase-file NEW --no-input',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async options => passwd(context(), options))
}

async function passwd(context: Context, options: PasswdOptions): Promise<void> {
  const { terminal } = context
  const vault = await context.open({ needsSecret: true, changesPassphrase: true })
  let isShown = false
  const onShown = (): void => {
    isShown = true
  }
  const sayNothingChanged = (): void => {
    if (isShown && vault.opensFile([])?.made === false) terminal.warn(messages.passphraseUnchanged, undefined)
  }
  await terminal.sayingIfLeft(sayNothingChanged, () => change(context, vault, { ...options, onShown }))
}

async function change(
  context: Context,
  vault: Vault,
  { newPassphraseFile: file, ...options }: PasswdOptions & Pick<NewPassphraseOptions, 'onShown'>,
): Promise<void> {
  const { terminal } = context
  const given = file === undefined ? undefined : readPassphraseFile(file)
  const missing = new UserError('new-passphrase-needed')
  const accounts = accountsByHandle(vault.state).map(({ handle }) => handle)
  const replaced = slotsToReplace(vault)
  // The same passphrase at another cost is a change too, but not one for one use.
  const isOldOne = (passphrase: string) => vault.isOpenedBy(passphrase, replaced)
  const judged = { ...options, accounts, ...((!options.kdf || vault.isOneTime) && { isOldOne }) }
  const { passphrase, wasGenerated } = await newSecret(context, given, judged, missing)
  const isSame = options.kdf !== undefined && !wasGenerated && (await isOldOne(passphrase))
  const ended = await takeOtherSecrets(context, vault, replaced)
  const cost = options.kdf ? costs[options.kdf] : { m: vault.slot.m, t: vault.slot.t }
  const added = { kind: 'passphrase', secret: passphrase, cost } as const
  if (terminal.json && wasGenerated) await answered(context, vault, added, replaced)
  else {
    await replaceSlots(context, vault, replaced, added)
    if (terminal.json) terminal.answerJson({ changed: true })
  }
  await context.forgetKey(vault)
  terminal.note(isSame ? messages.costChanged : messages.passphraseChanged, undefined, 'good')
  if (ended.some(({ kind }) => kind === 'recovery')) terminal.warn(messages.recoveryKeyEnded, undefined)
}

/**
 * A generated passphrase is kept beside the old one until it has been shown. Otherwise `passwd --generate --json | jq` would lock
 * people out if jq is missing: a pipe without a reader is noticed only when it is written to.
 */
async function answered(context: Context, vault: Vault, secret: SlotSecret, replaced: readonly Slot[]): Promise<void> {
  const added = await vault.addSlot(secret)
  try {
    answerSecret(context, { changed: true, passphrase: secret.secret }, 'passphrase', vault.path)
  } catch (error) {
    await vault.renewKey({ revoked: [added] })
    throw isFailure(error, 'secret-lost') ? new UserError('answer-unreadable', { answer: 'passphrase' }) : error
  }
  await replaceSlots(context, vault, replaced, added)
}

/** After a failure the file is read again to see what opens the vault: the save may have succeeded. */
async function replaceSlots(
  { terminal }: Context,
  vault: Vault,
  replaced: readonly Slot[],
  by: SlotSecret | Slot,
): Promise<void> {
  try {
    await vault.renewKey({ replaced, by })
  } catch (error) {
    const opens = isFailure(error, 'storage') ? vault.opensFile(replaced) : undefined
    // Where both do, or neither, another copy has taken its place: the failure tells of that.
    if (opens && opens.made !== opens.before)
      terminal.warn(messages.passphraseAfterFailure, { opens: opens.made ? 'new' : 'old' })
    throw error
  }
}

/**
 * The slot to replace: the one that opened the vault. After the recovery key it is the only passphrase slot, as that passphrase
 * was forgotten. If there are several, none is removed, and the new one is added.
 */
function slotsToReplace({ slot, slots }: Vault): readonly Slot[] {
  if (slot.kind === 'passphrase') return [slot]
  const passphrases = slots.filter(({ kind }) => kind === 'passphrase')
  return passphrases.length === 1 ? passphrases : []
}
