import { afterEach, describe, expect, it, vi } from 'vitest'
import { languageOf } from '../../src/terminal/say.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const japanese = () => 'ja-JP'
const english = () => 'en-US'

describe('the language', () => {
  it.each([
    [{}, 'ja'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: '' }, 'ja'],
    [{ IGCODES_LANG: 'en' }, 'en'],
  ])('is the system’s setting only where no variable says it: %j', (env, language) => {
    expect(languageOf(undefined, env, japanese)).toBe(language)
  })

  it.each([
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'ja_JP.UTF-8', LC_MESSAGES: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.eucJP' }, 'en'],
    [{ LANG: 'ja_JP.utf8', LC_CTYPE: 'C' }, 'en'],
    [{ LANG: 'ja_JP.eucJP', IGCODES_LANG: 'ja' }, 'ja'],
    [{}, 'en'],
  ])('is that of the first variable that says it: %j', (env, language) => {
    expect(languageOf(undefined, env, english)).toBe(language)
  })

  it('is what was asked for, before all else', () => {
    expect(languageOf('en', { LANG: 'ja_JP.UTF-8' }, japanese)).toBe('en')
    expect(languageOf('ja', { LANG: 'en_US.UTF-8' }, english)).toBe('ja')
  })

  it('follows the setting of Windows, which has no variable for it, and of no other system', () => {
    vi.spyOn(Intl.PluralRules.prototype, 'resolvedOptions').mockReturnValue({
      ...new Intl.PluralRules('en').resolvedOptions(),
      locale: 'ja-JP',
    })
    const platform = vi.spyOn(process, 'platform', 'get')
    for (const [name, language] of [
      ['win32', 'ja'],
      ['darwin', 'en'],
      ['linux', 'en'],
    ] as const) {
      platform.mockReturnValue(name)
      expect(languageOf(undefined, {})).toBe(language)
    }
  })
})
