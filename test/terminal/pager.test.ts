import { describe, expect, it } from 'vitest'
import { pagerEnvironment, pagerOf } from '../../src/terminal/pager.ts'

describe('the pager', () => {
  it.each([
    [{}, { program: 'less', args: ['-FRX'] }],
    [{ PAGER: 'most' }, { shell: 'most' }],
    [{ PAGER: 'most', IGCODES_PAGER: 'less -S' }, { shell: 'less -S' }],
    [{ PAGER: 'most', IGCODES_PAGER: '' }, undefined],
    [{ PAGER: '' }, undefined],
    [{ IGCODES_PAGER: ' cat ' }, undefined],
    [{ PAGER: 'cat', IGCODES_PAGER: 'more' }, { shell: 'more' }],
  ])('of %j is %j', (env, pager) => {
    expect(pagerOf(env, 'linux')).toEqual(pager)
  })

  it('is none on Windows, unless somebody names one', () => {
    expect(pagerOf({}, 'win32')).toBeUndefined()
    expect(pagerOf({ PAGER: 'less' }, 'win32')).toEqual({ shell: 'less' })
  })

  it('keeps what the user has set for it', () => {
    expect(pagerEnvironment({ HOME: '/home/hanako' })).toEqual({
      HOME: '/home/hanako',
      LESS: 'FRX',
      LESSCHARSET: 'utf-8',
      LV: '-c',
    })
    expect(pagerEnvironment({ LESS: '-i', LESSCHARSET: 'euc-jp', LV: '' })).toEqual({
      LESS: '-i',
      LESSCHARSET: 'euc-jp',
      LV: '',
    })
  })
})
