/** The JSON of authenticator apps, in the shape of their real exports (fixtures/authenticators; the secrets are RFC 6238's and public). */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAppExport } from '../../src/authenticator/app-exports.ts'
import { offerIn } from '../../src/commands/authenticator/offered.ts'
import { chooseOffered } from '../../src/domain/authenticator/choice.ts'
import { judgeOffered } from '../../src/domain/authenticator/otpauth.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { UserError } from '../../src/errors.ts'
import { failureSentences } from '../../src/terminal/messages/failures.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/authenticators/${name}`, import.meta.url), 'utf8')

describe('the entry of the account is found in', () => {
  test.each([
    'aegis.json',
    '2fas.2fas',
    '2fas-old.json',
    'andotp.json',
    'freeotp-plus.json',
    'proton-authenticator.json',
    'stratum.json',
    'bitwarden.json',
    'ente.txt',
  ])('%s', async name => {
    const { entries } = await offerIn(fixture(name))
    const choice = chooseOffered(entries, parseHandle('shop_tokyo'))
    if (!('only' in choice)) throw new Error('several')
    expect(judgeOffered(choice.only)).toEqual({
      secret,
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'Instagram',
      label: 'shop_tokyo',
    })
  })

  test('an export of one entry, and Duo’s, which names no service', async () => {
    for (const name of ['aegis-one.json', 'duo.json'])
      expect(chooseOffered((await offerIn(fixture(name))).entries, parseHandle('shop_tokyo'))).toHaveProperty('only')
  })
})

describe('what is refused says what to export instead', () => {
  test.each([
    ['aegis-encrypted.json', 'encrypted-export'],
    ['2fas-encrypted.2fas', 'encrypted-export'],
    ['proton-authenticator-encrypted.json', 'encrypted-export'],
    ['ente-encrypted.txt', 'encrypted-export'],
  ])('%s', async (name, problem) => {
    expect(await refusal(fixture(name))).toMatchObject({ code: 'totp-refused', details: { problem } })
  })

  test.each([
    '{}',
    '[]',
    '[1]',
    '{"db":{"entries":[]}}',
    '{"a":',
    '{"tokens":[{"secret":["x"]}]}',
    `${'['.repeat(500)}`,
  ])('JSON of something else: %s', async text => {
    const error = await refusal(text)
    expect(error.code).toBe('totp-refused')
    for (const language of ['en', 'ja'] as const) {
      const { what, next } = failureSentences(error as Parameters<typeof failureSentences>[0], language)
      expect(`${what} ${next}`).not.toMatch(/from Instagram|Instagramの画面/)
    }
  })

  test('a broken secret in it, without a word of it', async () => {
    const text = fixture('aegis-one.json').replace('JBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PX!')
    const { entries } = await offerIn(text)
    const [entry] = entries
    expect(() => entry && judgeOffered(entry)).toThrow(UserError)
    expect(readAppExport(text)).toHaveProperty('entries')
  })
})

async function refusal(text: string): Promise<UserError> {
  try {
    const choice = chooseOffered((await offerIn(text)).entries, parseHandle('shop_tokyo'))
    if ('only' in choice) judgeOffered(choice.only)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('it was read')
}
