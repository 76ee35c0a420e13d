import { expect, test } from 'vitest'
import { candidates } from '../../src/terminal/clipboard-tools.ts'

test.each([
  ['darwin', {}, ['pasteboard']],
  ['win32', {}, ['windows']],
  ['linux', { DISPLAY: ':0' }, ['xclip', 'xsel']],
  ['freebsd', { DISPLAY: ':0' }, ['xclip', 'xsel']],
  // Xwayland's clipboard is the same, should wl-clipboard not be installed.
  ['linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, ['wayland', 'xclip', 'xsel']],
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, ['windows']],
  ['linux', { WSL_DISTRO_NAME: 'Debian', DISPLAY: ':0' }, ['windows', 'xclip', 'xsel']],
  ['linux', { SSH_CONNECTION: '10.0.0.1 22 10.0.0.2 22' }, []],
] as const)('%s with %j can use %j', (platform, env, tools) => {
  expect(candidates(platform, env)).toEqual(tools)
})
