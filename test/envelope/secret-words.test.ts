import { describe, expect, it } from 'vitest'
import { asRecoveryKey, meantAsRecoveryKey } from '../../src/envelope/secret-words.ts'

const english = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const japanese =
  'そつう れきだい ほんやく わかす りくつ ばいか ろせん やちん そつう れきだい ほんやく わかめ'.normalize('NFC')

describe('words that are typed', () => {
  it.each([english, japanese])('are a recovery key in either list: %s', async words => {
    expect(await asRecoveryKey(words)).toBe(words)
  })

  it.each([
    ['a slip', english.replace('sausage', 'sausaeg'), ['sausaeg']],
    ['a wrong word of the list', english.replace('sausage', 'saddle'), []],
    ['a word too few', english.replace('year ', ''), []],
    ['a slip in Japanese', japanese.replace('りくつ', 'りくつう'), ['りくつう']],
    ['capitals and full-width letters', english.replace('year', 'ＹＥＡＲ').replace('wave', 'wvae'), ['wvae']],
  ])('are meant as one with %s', async (_, typed, unknown) => {
    expect(await asRecoveryKey(typed)).toBeUndefined()
    const meant = await meantAsRecoveryKey(typed)
    expect(meant?.words.filter(word => !meant.list.includes(word))).toEqual(unknown)
  })

  it.each([
    'correct horse battery staple',
    'a b c d e f g h i j k l',
    english.split(' ').slice(0, 6).join(' '),
    // Half of them in the list.
    `${english.split(' ').slice(0, 6).join(' ')} a b c d e f`,
  ])('are a passphrase: %s', async typed => {
    expect(await meantAsRecoveryKey(typed)).toBeUndefined()
  })
})
