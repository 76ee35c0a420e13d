import { requireSlot } from '../../domain/registry/key-labels.ts'
import { costs } from '../../envelope/format.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/vault/keys.ts'
import type { Context } from '../context.ts'
import type { CostName } from '../options.ts'
import { takeOtherSecrets } from './other-secrets.ts'

/** The same secret in a new slot, at another cost. Only the slot that is open: another's secret is not at hand. */
export async function changeCost(context: Context, name: string | undefined, cost: CostName): Promise<void> {
  const { terminal } = context
  const vault = await context.open({ needsSecret: true })
  const { slot } = vault
  const named = vault.slots.map(one => vault.named(one))
  const meant = name === undefined ? vault.named(slot) : requireSlot(named, name)
  if (meant.id !== slot.id) throw new UserError('slot-not-open', { slot: meant })
  const { m, t } = costs[cost]
  const isSame = slot.m === m && slot.t === t
  if (!isSame) {
    const secret = context.openedBy
    const text = slot.kind === 'recovery' ? secret?.recoveryKey : secret?.text
    if (text === undefined) throw new UserError('passphrase-needed')
    await takeOtherSecrets(context, vault, [slot])
    await vault.renewKey({ replaced: [slot], by: { kind: slot.kind, secret: text, cost: { m, t } } })
    await context.forgetKey(vault)
  }
  if (terminal.json) terminal.answerJson({ slot: vault.slot.id, cost, changed: !isSame })
  terminal.note(isSame ? messages.costAlready : messages.costSet, { cost }, isSame ? 'plain' : 'good')
}
