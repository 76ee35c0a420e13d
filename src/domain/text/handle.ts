import { UserError } from '../../errors.ts'

declare const handle: unique symbol

/** An Instagram handle: 1 to 30 of `a-z 0-9 . _`, lower case, without the @. */
export type Handle = string & { readonly [handle]: true }

/**
 * Reads a handle as people type it: with or without @, in any case, also in the full-width letters of Japanese input methods.
 *
 * @throws UserError `bad-handle`
 */
export function parseHandle(text: string): Handle {
  const handle = handleIn(text)
  if (handle === undefined) throw new UserError('bad-handle', { handle: text.slice(0, 60) })
  return handle
}

/** The same, but undefined for text that is no handle. */
export function handleIn(text: string): Handle | undefined {
  const normal = text.normalize('NFKC').trim().replace(/^@/, '').toLowerCase()
  return isHandle(normal) ? normal : undefined
}

export function isHandle(text: string): text is Handle {
  return /^[a-z0-9._]{1,30}$/.test(text)
}
