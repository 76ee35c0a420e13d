import { describe, expect, it } from 'vitest'
import { masked, parseBackupCode, spaced } from '../../../src/domain/model/backup-code.ts'

describe('a backup code', () => {
  it('is eight ASCII digits and nothing else', () => {
    expect(parseBackupCode('01234567')).toBe('01234567')
    for (const text of ['', '1234567', '123456789', '1234 5678', '１２３４５６７８', '12345678\n', '1234567a'])
      expect(parseBackupCode(text)).toBeUndefined()
  })

  it('is shown as Instagram shows it, or masked', () => {
    const code = parseBackupCode('12345678')
    expect(code && spaced(code)).toBe('1234 5678')
    expect(code && masked(code)).toBe('1••• •••8')
  })
})
