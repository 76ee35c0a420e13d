import { describe, expect, it } from 'vitest'
import { guessable } from '../../../src/domain/text/guessable.ts'
import { newPassphrase } from '../../../src/envelope/secret-words.ts'
import { random } from '../../envelope/samples.ts'
import { leastTime } from '../../timing.ts'

describe('a passphrase that is guessed first', () => {
  it.each([
    ['repeated', 'aaaaaaaaaaaaaaa'],
    ['repeated', 'ああああああああああああああああ'],
    ['repeated', ' '.repeat(15)],
    ['repeated', '!!!!!!!!!!!!!!!'],
    ['repeated', 'passwordpassword'],
    ['repeated', 'instagraminstagram'],
    ['repeated', 'Password Password PASSWORD'],
    ['repeated', 'abcabcabcabcabca'],
    ['repeated', '201020102010201'],
    ['run', '123456789012345'],
    ['run', '987654321098765'],
    ['run', 'abcdefghijklmnop'],
    ['run', 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏ'],
    ['run', 'qwertyuiopasdfghjkl'],
    ['run', '1qaz2wsx3edc4rfv'],
    ['run', 'aaaabbbbccccdddd'],
    ['run', 'あいうえおかきくけこさしすせそ'],
    ['run', 'いろはにほへとちりぬるをわかよ'],
    ['common', 'my instagram password'],
    ['common', 'Instagram-Password-2026!'],
    ['common', 'igcodes igcodes2026'],
    ['common', '1nst4gr4mP4ssw0rd'],
    ['common', 'iloveyou12345678'],
    ['common', 'インスタグラムのパスワード2026'],
    ['common', 'letmein letmein now'],
  ])('is told as %s: %s', (why, passphrase) => {
    expect(guessable(passphrase)).toBe(why)
  })

  it('is one of the names that belong to it', () => {
    expect(guessable('shop_tokyo instagram 2026', ['aki', 'shop_tokyo'])).toBe('common')
    expect(guessable('shop_tokyo instagram 2026')).toBeUndefined()
    expect(guessable('akiakiakiaki', [''])).toBe('repeated')
  })

  it.each([
    'correct horse battery staple',
    'another passphrase here',
    'the old one is gone for good',
    '青い自転車で海まで走った夏の朝',
    'わたしの犬はみかんがとてもきらい',
    'Xq7#mK2$vL9@pR4!',
    'correct horse battery staple correct horse battery staple',
    'my daughter feeds eleven hedgehogs',
  ])('is not %s', passphrase => {
    expect(guessable(passphrase, ['aki'])).toBeUndefined()
  })

  it('is never one that was made at random', async () => {
    for (let n = 0; n < 200; n++) expect(guessable(await newPassphrase(random))).toBeUndefined()
  })

  it('is judged in time that grows with its length', () => {
    const time = (length: number): number => {
      const text = 'ab'.repeat(length / 4) + 'ac'.repeat(length / 4)
      return leastTime(() => guessable(text))
    }
    time(1000)
    expect(time(16_000)).toBeLessThan(20 * time(4000))
  })
})
