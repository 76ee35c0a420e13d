import { expect, test } from 'vitest'
import { spoken } from '../../src/terminal/screen-reader.ts'

test.each([
  ['✗ Stop here.', 'Problem: Stop here.', '問題: Stop here.'],
  ['⚠ renew\n✓ stored', 'Warning: renew\nDone: stored', '注意: renew\n完了: stored'],
  ['☑ the phone  ☐ the mail', '[x] the phone  [ ] the mail', '[x] the phone  [ ] the mail'],
  ['1234 5678        No. 1 of 5', '1234 5678        No. 1 of 5', '1234 5678        No. 1 of 5'],
])('%s', (text, english, japanese) => {
  expect(spoken(text, 'en')).toBe(english)
  expect(spoken(text, 'ja')).toBe(japanese)
})
