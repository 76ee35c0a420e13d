/** Names that Windows reserves. Node makes such files anyway, but Explorer can neither open nor delete them. */
import { win32 } from 'node:path'
import { UserError } from '../errors.ts'

// Microsoft, "Naming Files, Paths, and Namespaces".
const device = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$) *(?:\.|$)/i
/** After a colon comes the name of an alternate data stream, hidden in another file. */
const forbidden = /[<>:"|?*]|\p{Cc}/u
const badEnd = /[. ]$/

/**
 * Checks a full path before a file is made there.
 *
 * @throws UserError `unusable-name`
 */
export function requireUsableName(path: string, platform = process.platform): void {
  if (platform !== 'win32') return
  const { root } = win32.parse(path)
  const names = path.slice(root.length).split(/[\\/]/)
  const name = root.startsWith('\\\\.\\')
    ? path
    : names.find(one => device.test(one) || forbidden.test(one) || badEnd.test(one))
  if (name !== undefined) throw new UserError('unusable-name', { name, path })
}
