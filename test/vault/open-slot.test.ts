import { beforeAll, describe, expect, it } from 'vitest'
import type { Envelope, Slot } from '../../src/envelope/format.ts'
import { secretOf, unlock } from '../../src/vault/open-slot.ts'
import { cheap, makeSlot, random, rememberingStretch } from '../envelope/samples.ts'
import { failure, passphrase, recoveryKey } from './samples.ts'

const { stretch } = rememberingStretch()
const vaultId = Buffer.alloc(16, 1).toString('base64url')
const vaultKey = new Uint8Array(32).fill(2)
let slots: Slot[]

beforeAll(async () => {
  const common = { vaultId, epoch: 1, cost: cheap, vaultKey, stretch, random }
  slots = await Promise.all([
    makeSlot({ ...common, kind: 'passphrase', secret: 'another passphrase' }),
    makeSlot({ ...common, kind: 'passphrase', secret: passphrase }),
    makeSlot({ ...common, kind: 'recovery', secret: recoveryKey }),
    makeSlot({ ...common, kind: 'passphrase', secret: recoveryKey }),
  ])
})

async function tries(text: string, recovery: boolean, hint?: number, key = text) {
  const salts: string[] = []
  const counting: typeof stretch = (secret, salt, cost) => {
    salts.push(Buffer.from(salt).toString('base64url'))
    return stretch(secret, salt, cost)
  }
  const envelope: Envelope = {
    vaultId,
    epoch: 1,
    slots,
    signed: new Uint8Array(),
    mac: new Uint8Array(),
    sealed: Buffer.alloc(0),
  }
  const hinted = hint === undefined ? undefined : slots[hint]?.id
  const result = await unlock(envelope, { text, ...(recovery && { recoveryKey: key }) }, counting, hinted).catch(
    (error: unknown) => error,
  )
  return { result, order: salts.map(salt => slots.findIndex(slot => slot.salt === salt)) }
}

describe('a text that was typed', () => {
  it('is a passphrase', async () => {
    expect(await secretOf(passphrase)).toStrictEqual({ text: passphrase })
  })

  it('is a recovery key, too, where it has the form of one', async () => {
    const text = ` ${recoveryKey.toUpperCase()}`
    expect(await secretOf(text)).toStrictEqual({ text, recoveryKey })
  })

  it('is no secret where it is empty', async () => {
    const error = await failure(secretOf(''))
    expect(error).toMatchObject({ code: 'passphrase-empty', exitCode: 22 })
    expect(await secretOf(' ')).toStrictEqual({ text: ' ' })
  })
})

describe('a secret', () => {
  it.each([
    ['tries the passphrase slots in their order', passphrase, false, undefined, [0, 1]],
    ['tries the slot that opened last first', passphrase, false, 1, [1]],
    ['tries the others after it', 'another passphrase', false, 1, [1, 0]],
    ['of a recovery key’s form tries the recovery slot first', recoveryKey, true, 3, [2]],
    ['of no recovery key’s form never tries it, not even hinted', passphrase, false, 2, [0, 1]],
  ] as const)('%s', async (_, text, recovery, hint, order) => {
    const found = await tries(text, recovery, hint)
    expect(found.order).toEqual(order)
    expect(found.result).toMatchObject({ vaultKey, slot: { id: slots[order.at(-1) ?? 0]?.id } })
  })

  it('typed as a recovery key in another form is that key on its slot, and what was typed on the others', async () => {
    const words = recoveryKey.toUpperCase()
    expect((await tries(words, true, undefined, recoveryKey)).order).toEqual([2])
    const { result, order } = await tries(recoveryKey, true, undefined, 'another key')
    expect(order).toEqual([2, 0, 1, 3])
    expect(result).toMatchObject({ slot: { id: slots[3]?.id } })
  })

  it('that fits no slot is wrong: exit 12', async () => {
    const { result, order } = await tries('wrong', false)
    expect(order).toEqual([0, 1, 3])
    expect(result).toMatchObject({ code: 'wrong-passphrase', exitCode: 12 })
    expect(result).toHaveProperty('details', { mark: undefined, hasRecoveryKey: true })
    const withoutKit = { vaultId, epoch: 1, slots: slots.filter(({ kind }) => kind === 'passphrase') }
    await expect(unlock(withoutKit, { text: 'wrong' }, stretch, undefined)).rejects.toMatchObject({
      details: { hasRecoveryKey: false },
    })
  })

  it.each([
    ['\ufeffwrong', 'byte-order-mark'],
    ['w\0r\0o\0n\0g\0', 'utf-16'],
  ])('that fits no slot and was read from a file as Windows writes it is told so: %j', async (text, mark) => {
    const { result } = await tries(text, false)
    expect(result).toMatchObject({ code: 'wrong-passphrase', details: { mark } })
  })
})
