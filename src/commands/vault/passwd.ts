import { accountsByHandle } from '../../domain/model/accounts.ts'
import { costs, type Slot } from '../../envelope/format.ts'
import { isFailure, UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/vault.ts'
import { readPassphraseFile } from '../../vault/passphrase-source.ts'
import type { SlotSecret, Vault } from '../../vault/vault.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { type CostName, costNames, oneOf } from '../options.ts'
import { answerSecret, newSecret } from './new-secret.ts'
import { takeOtherSecrets } from './other-secrets.ts'

interface PasswdOptions {
  readonly newPassphraseFile?: string | undefined
  readonly kdf?: CostName | undefined
  readonly generate?: true | undefined
  readonly allowWeakPassphrase?: true | undefined
}

/** `igcodes passwd`: a new passphrase in the place of the one that opened the vault. */
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
      t({ en: 'have six words made and shown once', ja: '英単語6つを自動で作り、一度だけ表示する' }),
    )
    .option('--allow-weak-passphrase', t({ en: 'take fewer than 15 characters', ja: '15文字より短くても使う' }))
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
  const vault = await context.open({ needsSecret: true })
  const { newPassphraseFile: file } = options
  const given = file === undefined ? undefined : readPassphraseFile(file)
  const missing = new UserError('new-passphrase-needed')
  const accounts = accountsByHandle(vault.state).map(({ handle }) => handle)
  const replaced = slotsToReplace(vault)
  // The same one at another cost is a change too.
  const isOldOne = (passphrase: string) => vault.isOpenedBy(passphrase, replaced)
  const judged = { ...options, accounts, ...(!options.kdf && { isOldOne }) }
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
 * `passwd --generate --json | jq` without a jq must not lock anybody out, and that a pipe has no reader shows only when it is written to: so the
 * new passphrase stands beside the old one until somebody has it.
 */
async function answered(context: Context, vault: Vault, secret: SlotSecret, replaced: readonly Slot[]): Promise<void> {
  const added = await vault.addSlot(secret)
  try {
    answerSecret(context, { changed: true, passphrase: secret.secret }, 'passphrase', vault.path)
  } catch (error) {
    await vault.renewKey({ revoked: [added] })
    throw isFailure(error, 'secret-lost') ? new UserError('answer-unreadable') : error
  }
  await replaceSlots(context, vault, replaced, added)
}

/** What opens the vault after a failure is looked up in the file: a failed save may stand all the same. */
async function replaceSlots(
  { terminal }: Context,
  vault: Vault,
  replaced: readonly Slot[],
  by: SlotSecret | Slot,
): Promise<void> {
  const before = vault.slotsInFile
  try {
    await vault.renewKey({ replaced, by })
  } catch (error) {
    const after = vault.slotsInFile
    if (after && before && isFailure(error, 'storage'))
      terminal.warn(messages.passphraseAfterFailure, { opens: `${after}` === `${before}` ? 'old' : 'new' })
    throw error
  }
}

/**
 * The slot that opened; after the recovery key, the only passphrase slot: it is the one that was forgotten. Where several
 * people have one each, nobody's is taken away, and the new one stands beside them.
 */
function slotsToReplace({ slot, slots }: Vault): readonly Slot[] {
  if (slot.kind === 'passphrase') return [slot]
  const passphrases = slots.filter(({ kind }) => kind === 'passphrase')
  return passphrases.length === 1 ? passphrases : []
}
