import { describe, expect, test } from 'vitest'
import { type Entry, handleAsTyped, handleOf, relationOf } from '../../../src/domain/import/entry.ts'
import { findCodes } from '../../../src/domain/import/find.ts'
import { type Handle, parseHandle } from '../../../src/domain/text/handle.ts'

const five = '4821 7730\n1956 0284\n7309 4418\n6042 9157\n2875 3691'

function entry(given: Partial<Entry> = {}): Entry {
  return { title: '', username: '', urls: [], fields: [], authenticator: false, isText: false, ...given }
}

const nobody: ReadonlySet<Handle> = new Set()
const shop: ReadonlySet<Handle> = new Set([parseHandle('shop_tokyo')])

describe('an entry is Instagram’s', () => {
  test.each([
    'https://www.instagram.com/',
    'instagram.com',
    'https://accountscenter.instagram.com/password_and_security',
    'http://user@instagram.com:443/x',
    'androidapp://com.instagram.android',
    'android://bWFkZSB1cCBoYXNo@com.instagram.android/',
    'com.burbn.instagram',
  ])('by the address %s', url => expect(relationOf(entry({ urls: [url] }), nobody)).toBe('named'))

  test.each(['Instagram', 'インスタ 本店', 'my INSTAGRAM shop'])('by the title %s', title =>
    expect(relationOf(entry({ title }), nobody)).toBe('named'),
  )

  test.each(['https://instagram.com.evil.example/', 'https://notinstagram.com/', 'https://example.com/instagram.com'])(
    'not by the address %s',
    url => expect(relationOf(entry({ urls: [url] }), nobody)).toBe('none'),
  )

  test('perhaps, if only its user name is an account of the vault; not if an address says otherwise', () => {
    expect(relationOf(entry({ username: '@Shop_Tokyo' }), shop)).toBe('by-name')
    expect(relationOf(entry({ username: 'shop_tokyo' }), nobody)).toBe('none')
    expect(relationOf(entry({ username: 'shop_tokyo', urls: ['https://github.com'] }), shop)).toBe('none')
  })

  test('not if it is Facebook’s, unless a field names Instagram', () => {
    const facebook = entry({ urls: ['https://accountscenter.facebook.com/'] })
    expect(relationOf(facebook, nobody)).toBe('facebook')
    expect(relationOf(entry({ title: 'Meta アカウントセンター' }), nobody)).toBe('facebook')
    const named = { ...facebook, fields: [{ name: 'Instagram backup codes', text: five }] }
    expect(relationOf(named, nobody)).toBe('named')
  })
})

describe('the account comes from', () => {
  test.each<[string, Partial<Entry>, string | undefined]>([
    ['the user name', { username: '@Shop_Tokyo ' }, 'shop_tokyo'],
    ['full-width letters', { username: 'ｓｈｏｐ＿ｔｏｋｙｏ' }, 'shop_tokyo'],
    ['a field', { username: 'a@example.jp', fields: [{ name: 'ユーザーネーム', text: 'shop_tokyo' }] }, 'shop_tokyo'],
    ['the title', { username: 'a@example.jp', title: 'Instagram (@shop.tokyo)' }, 'shop.tokyo'],
    ['the profile’s address', { urls: ['https://www.instagram.com/shop_tokyo/?hl=ja'] }, 'shop_tokyo'],
    ['no e-mail address', { username: 'shop@example.jp' }, undefined],
    ['no e-mail address in a title', { title: 'Instagram shop@example.jp' }, undefined],
    ['no phone number', { username: '09012345678' }, undefined],
    ['no page of Instagram’s own', { urls: ['https://www.instagram.com/accounts/login/'] }, undefined],
  ])('%s', (_, given, handle) => expect(handleOf(entry(given))).toBe(handle))

  test('a handle of digits may be short: a long one is a phone number', () => {
    expect(handleAsTyped('1984')).toBe('1984')
    expect(handleAsTyped('+81 90 1234 5678')).toBeUndefined()
    expect(handleAsTyped('@shop_tokyo.')).toBe('shop_tokyo')
    expect(handleAsTyped('shop..tokyo')).toBeUndefined()
  })
})

describe('codes are taken from', () => {
  const instagram = (fields: Entry['fields']) => entry({ title: 'Instagram', username: 'shop', fields })
  const taken = (name: string, text = five) => findCodes([instagram([{ name, text }])], nobody)

  test.each([
    '',
    'Backup codes',
    'バックアップコード',
    '予備コード',
    '2FA',
    'Code 1',
    'Recovery',
    '1',
    'Notes',
    'メモ',
    '-',
  ])('the field “%s”', name => expect(taken(name).found[0]?.codes).toHaveLength(5))

  test.each(['PIN', 'PINコード', 'Zip code', '生年月日', '電話番号', 'Member ID', 'Phone'])(
    'not the field “%s”',
    name => {
      const { found, left } = taken(name, '20190412')
      expect(found).toEqual([])
      expect(left).toMatchObject([{ reason: 'other-number', field: name, line: 0, masked: '' }])
    },
  )

  test('not a field whose name tells nothing of codes', () => {
    expect(taken('Shop', '20190412').left).toMatchObject([{ reason: 'unclear-field' }])
  })

  test('not a line of the notes that says what its number is', () => {
    const { found, left } = taken('', `${five}\n生年月日 19850412`)
    expect(found[0]?.codes).toHaveLength(5)
    expect(left).toMatchObject([{ reason: 'other-number', line: 6, masked: '' }])
  })

  test('the other lines when one has digits that make no code', () => {
    const { found, left } = taken('', `${five}\n123456\n4821 773`)
    expect(found[0]?.codes).toHaveLength(5)
    expect(left).toMatchObject([
      { reason: 'odd-digits', line: 6, masked: '' },
      { reason: 'odd-digits', line: 7, masked: '4••• ••3' },
    ])
  })

  test('several fields, each code once', () => {
    const { found } = findCodes(
      [
        instagram([
          { name: '', text: five },
          { name: 'Backup codes', text: '4821 7730 used\n1111 2222' },
        ]),
      ],
      nobody,
    )
    expect(found).toMatchObject([
      {
        source: { title: 'Instagram', fields: ['', 'Backup codes'] },
        doubled: ['4••• •••0'],
        noted: [{ field: 'Backup codes', line: 1 }],
      },
    ])
    expect(found[0]?.codes).toHaveLength(6)
  })

  test('no text that is longer than any list', () => {
    expect(taken('', `${five}${' '.repeat(70_000)}`).left).toMatchObject([{ reason: 'too-long' }])
  })
})
