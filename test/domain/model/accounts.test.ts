import { describe, expect, it } from 'vitest'
import { addAccount, renameAccount } from '../../../src/domain/accounts/changes.ts'
import { completeHandle, requireAccount } from '../../../src/domain/model/accounts.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { Copy, refusal } from '../samples.ts'

const named = parseHandle

function copyWith(...handles: readonly string[]): Copy {
  const copy = new Copy()
  for (const handle of handles) copy.do(state => addAccount(state, named(handle)))
  return copy
}

describe('an account is found', () => {
  it.each([
    ['shop_tokyo', 'shop_tokyo'],
    ['shop_o', 'shop_osaka'],
    ['c', 'cafe'],
    // Its own handle is meant, although another one begins so.
    ['shop', 'shop'],
  ])('by its handle or a unique beginning: %s', (typed, handle) => {
    const { state } = copyWith('shop', 'shop_tokyo', 'shop_osaka', 'cafe')
    expect(requireAccount(state, named(typed)).handle).toBe(handle)
  })

  it('by no beginning that several have: they are named', () => {
    const { state } = copyWith('shop_tokyo', 'shop_osaka', 'cafe')
    expect(refusal(() => requireAccount(state, named('shop')))).toMatchObject({
      code: 'unknown-account',
      details: { account: 'shop', nearest: ['shop_osaka', 'shop_tokyo'] },
    })
  })

  it('by no beginning that many have: ten are named', () => {
    const handles = Array.from({ length: 12 }, (_, at) => `shop_${at + 10}`)
    const { state } = copyWith(...handles)
    expect(refusal(() => requireAccount(state, named('shop'))).details).toMatchObject({ nearest: handles.slice(0, 10) })
  })

  it.each([
    ['shop_t', 'shop_tokyo'],
    ['shop', 'shop'],
    ['ca', 'cafe'],
    ['shop_tokyo2', 'shop_tokyo2'],
  ])('whose handle %s is completed to %s, also if the vault does not have it', (typed, handle) => {
    const { state } = copyWith('shop_tokyo', 'shop_osaka', 'cafe')
    expect(completeHandle(state, named(typed))).toBe(handle)
  })

  it('by no full stop of a sentence: the nearest is named', () => {
    const { state } = copyWith('shop_tokyo', 'cafe')
    expect(refusal(() => requireAccount(state, named('shop_tokyo.'))).details).toMatchObject({
      nearest: ['shop_tokyo'],
    })
  })
})

it('a handle that Instagram does not allow is neither added nor given', () => {
  const { state } = copyWith('shop_tokyo')
  for (const change of [addAccount.bind(null, state), renameAccount.bind(null, state, named('shop_tokyo'))])
    expect(refusal(() => change(named('shop_tokyo.')))).toMatchObject({
      code: 'bad-handle',
      details: { nearest: 'shop_tokyo' },
    })
})
