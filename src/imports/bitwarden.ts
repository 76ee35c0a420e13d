/** Bitwarden's and Vaultwarden's JSON, of a person and of an organization. */
import type { Entry, EntryField } from '../domain/import/entry.ts'
import { list, member, text } from '../domain/text/json-members.ts'
import { UserError } from '../errors.ts'
import { changedOn } from './changed-on.ts'

/**
 * @returns undefined: JSON of another program
 * @throws UserError `import-encrypted`
 */
export function readBitwarden(root: unknown): readonly Entry[] | undefined {
  if (member(root, 'encrypted') === true) throw new UserError('import-encrypted', { format: 'bitwarden' })
  if (!Array.isArray(member(root, 'items'))) return undefined
  const isOther = list(root, 'items').some(item => typeof member(item, 'name') !== 'string')
  if (isOther) return undefined
  // Some servers also export the trash.
  return list(root, 'items')
    .filter(item => text(item, 'deletedDate') === '')
    .map(entryOf)
}

function entryOf(item: unknown): Entry {
  const login = member(item, 'login')
  return {
    title: text(item, 'name'),
    username: text(login, 'username'),
    urls: list(login, 'uris').map(uri => text(uri, 'uri')),
    fields: [{ name: '', text: text(item, 'notes') }, ...list(item, 'fields').map(fieldOf)],
    changedOn: changedOn(text(item, 'revisionDate')),
    authenticator: text(login, 'totp') !== '',
    isText: false,
  }
}

/** Text and hidden fields; a check box says `true`. */
function fieldOf(field: unknown): EntryField {
  return { name: text(field, 'name') || '-', text: text(field, 'value') }
}
