import { describe, expect, it } from 'vitest'
import { requireUsableName } from '../../src/vault/windows-names.ts'
import { refusal } from '../domain/samples.ts'

describe('on Windows', () => {
  it.each([
    [String.raw`C:\work\CON`, 'CON'],
    [String.raw`C:\work\nul`, 'nul'],
    [String.raw`C:\work\aux.igcodes`, 'aux.igcodes'],
    [String.raw`C:\work\prn .txt`, 'prn .txt'],
    [String.raw`C:\work\Com1.vault.igcodes`, 'Com1.vault.igcodes'],
    [String.raw`C:\work\lpt³`, 'lpt³'],
    [String.raw`C:\work\conin$`, 'conin$'],
    [String.raw`C:\aux\vault.igcodes`, 'aux'],
    ['C:/aux/vault.igcodes', 'aux'],
    [String.raw`\\server\share\nul\vault.igcodes`, 'nul'],
    [String.raw`\\?\C:\work\nul`, 'nul'],
    [String.raw`C:\work\trail.`, 'trail.'],
    [String.raw`C:\work\trail `, 'trail '],
    [String.raw`C:\work.\vault.igcodes`, 'work.'],
    [String.raw`C:\work\notes.txt:hidden`, 'notes.txt:hidden'],
    [String.raw`C:\work\what?.igcodes`, 'what?.igcodes'],
    ['C:\\work\\two\nlines', 'two\nlines'],
    [String.raw`\\.\COM1`, String.raw`\\.\COM1`],
    [String.raw`\\.\pipe\vault`, String.raw`\\.\pipe\vault`],
  ])('no file is made at %j', (path, name) => {
    const error = refusal(() => requireUsableName(path, 'win32'))
    expect(error).toMatchObject({ code: 'unusable-name', exitCode: 22, details: { name, path } })
  })

  it.each([
    String.raw`C:\Users\花子\AppData\Local\igcodes\Data\vault.igcodes`,
    String.raw`C:\work\.vault`,
    String.raw`C:\work\a b\vault 2.igcodes`,
    String.raw`C:\work\console.igcodes`,
    String.raw`C:\work\com10`,
    String.raw`C:\work\my con`,
    String.raw`\\server\share\vault.igcodes`,
    String.raw`\\?\C:\work\vault.igcodes`,
    'C:\\',
  ])('a file may be made at %j', path => {
    expect(() => requireUsableName(path, 'win32')).not.toThrow()
  })
})

it('elsewhere every name will do', () => {
  for (const platform of ['linux', 'darwin'] as const)
    expect(() => requireUsableName('/work/nul:/aux.', platform)).not.toThrow()
})
