import { expect, test } from 'vitest'
import { factsOfTwins } from '../../../src/domain/codes/settled.ts'
import type { CodeId } from '../../../src/domain/model/ids.ts'
import { Copy, cafe, code, identify, list, shop } from '../samples.ts'

const digits = (id: CodeId) => code(id.slice(-8))

/** Two accounts that two machines made apart, each with the same list; the second is renamed. */
function apart(renamed = cafe): Copy {
  const [copy, other] = [new Copy(), new Copy('phone')]
  copy.add(shop, list(1))
  other.add(cafe, list(1))
  other.record({ type: 'account-renamed', account: 'cafe', handle: renamed })
  copy.take(other)
  return copy
}

test('what is spent under one of two accounts with one handle is spent under the other', () => {
  const copy = apart(shop)
  const [used, rejected, reserved] = list(1)
  const account = 'shop'
  copy.record(
    { type: 'code-used', account, code: `shop-${used}`, found: true },
    { type: 'code-rejected', account, code: `shop-${rejected}` },
    { type: 'code-reserved', account, code: `shop-${reserved}` },
  )
  const facts = factsOfTwins(copy.state, identify, digits)
  expect(facts).toEqual([
    { type: 'code-used', account: 'cafe', code: `cafe-${used}`, found: true },
    { type: 'code-rejected', account: 'cafe', code: `cafe-${rejected}` },
    { type: 'code-reserved', account: 'cafe', code: `cafe-${reserved}`, recovered: true },
  ])
  copy.record(...facts)
  expect(factsOfTwins(copy.state, identify, digits)).toEqual([])
})

test('accounts of different handles know nothing of each other', () => {
  const copy = apart()
  copy.use(shop)
  expect(factsOfTwins(copy.state, identify, digits)).toEqual([])
})
