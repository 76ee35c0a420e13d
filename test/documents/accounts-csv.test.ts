import { describe, expect, it } from 'vitest'
import { accountsCsv } from '../../src/documents/accounts-csv.ts'
import { findCodes } from '../../src/domain/import/find.ts'
import { readExport } from '../../src/imports/read-export.ts'

const row = { name: 'Instagram shop', username: 'shop', notes: '', totp: '' }

describe('the table of accounts', () => {
  it('has Bitwarden’s columns, and one row an account', () => {
    const [header, first, ...rest] = accountsCsv([{ ...row, totp: 'otpauth://totp/Instagram:shop?secret=JBSW' }]).split(
      '\r\n',
    )
    expect(header).toBe(
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
    )
    expect(first).toBe(
      ',,login,Instagram shop,,,,https://www.instagram.com/,shop,,otpauth://totp/Instagram:shop?secret=JBSW',
    )
    expect(rest).toEqual([''])
  })

  it('quotes what has a comma, a quote or a line end', () => {
    expect(accountsCsv([{ ...row, notes: 'a "b",\nc' }])).toContain(',"a ""b"",\nc",')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('gives a spreadsheet no formula: %j', text => {
    expect(accountsCsv([{ ...row, username: text }])).toMatch(/\/,"?'/)
  })

  it('is read again by igcodes, in both languages', async () => {
    for (const heading of [
      'Instagram backup codes, issued 2026-11-20:',
      'Instagramのバックアップコード(発行日 2026-11-20):',
    ]) {
      const notes = [heading, '2. 1234 5678', '3. 2345 6789 (handed out)', '5. 3456 7890'].join('\n')
      const { format, entries } = await readExport(
        new TextEncoder().encode(accountsCsv([{ ...row, notes }])),
        undefined,
      )
      expect(format).toBe('csv')
      const { found } = findCodes(entries, new Set())
      expect(found).toMatchObject([{ handle: 'shop', codes: ['12345678', '23456789', '34567890'], certain: true }])
    }
  })
})
