import { UserError } from '../../errors.ts'

declare const handle: unique symbol

/** An Instagram handle: 1 to 30 of `a-z 0-9 . _`, lower case, without the @. */
export type Handle = string & { readonly [handle]: true }

/** What our own documents write for a handle. Handles are typed in lower case. */
const placeholders: readonly string[] = ['NAME', 'ACCOUNT', 'HANDLE', 'USERNAME']

/**
 * Reads a handle as people type it: with or without @, in any case, also in the full-width letters of Japanese input methods, or as the
 * address of a profile.
 *
 * @throws UserError `bad-handle`
 */
export function parseHandle(text: string): Handle {
  const isPlaceholder = placeholders.includes(text.trim().replace(/^@/, ''))
  const handle = isPlaceholder ? undefined : (profileIn(text) ?? handleIn(text))
  if (handle === undefined)
    throw new UserError('bad-handle', { handle: text.slice(0, 60), ...(isPlaceholder && { isPlaceholder }) })
  return handle
}

/** For a name that may be left out. @throws UserError `bad-handle` */
export function handleIfAny(name: string | undefined): Handle | undefined {
  return name === undefined ? undefined : parseHandle(name)
}

/** Pages of Instagram that are not profiles. */
const otherPages: readonly string[] = [
  'accounts',
  'direct',
  'explore',
  'hacked',
  'p',
  'reel',
  'reels',
  'stories',
  'tv',
  'web',
]

/** The handle in the address of a profile. */
function profileIn(text: string): Handle | undefined {
  const path = /^(?:https?:\/\/)?(?:www\.|m\.)?instagram\.com\/([^/?#]+)/i.exec(text.normalize('NFKC').trim())?.[1]
  return path === undefined || otherPages.includes(path.toLowerCase()) ? undefined : handleIn(path)
}

/**
 * Refuses a new account with a handle that Instagram does not allow. Vaults may have such accounts from before, so `isHandle` does not.
 *
 * @throws UserError `bad-handle`, with the nearest one that is allowed
 */
export function requireAllowed(handle: Handle): void {
  const nearest = nearestAllowed(handle)
  if (nearest !== handle) throw new UserError('bad-handle', { handle, nearest })
}

/** Whether Instagram allows it: no full stop at either end, and no two in a row. */
export function isAllowed(handle: Handle): boolean {
  return nearestAllowed(handle) === handle
}

function nearestAllowed(handle: Handle): string {
  return handle
    .replace(/~\d+$/, '')
    .replaceAll(/^\.+|\.+$/g, '')
    .replaceAll(/\.{2,}/g, '.')
}

/** The same, but undefined for text that is no handle. `shop~2` is the second of two accounts with one handle. */
export function handleIn(text: string): Handle | undefined {
  const normal = text.normalize('NFKC').trim().replace(/^@/, '').toLowerCase()
  return isHandle(normal.replace(/~[1-9]\d{0,8}$/, '')) ? (normal as Handle) : undefined
}

export function isHandle(text: string): text is Handle {
  return /^[a-z0-9._]{1,30}$/.test(text)
}
