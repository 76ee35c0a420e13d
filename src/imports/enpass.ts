/** Enpass's JSON. */
import type { Entry } from '../domain/import/entry.ts'
import { list, number, text } from '../domain/text/json-members.ts'
import { changedOnSecond } from './changed-on.ts'

/** Unlike Bitwarden's, its items have a title and a category. */
export function readEnpass(root: unknown): readonly Entry[] | undefined {
  const items = list(root, 'items')
  if (!items.some(item => text(item, 'title') !== '' && text(item, 'category') !== '')) return undefined
  return items.filter(item => !number(item, 'trashed') && !number(item, 'archived')).map(entryOf)
}

/** Not for codes: other fields of a login. */
const ownTypes = new Set(['username', 'email', 'password', 'url', 'totp', 'section', '.Android#'])

function entryOf(item: unknown): Entry {
  const fields = list(item, 'fields').filter(field => !number(field, 'deleted'))
  const values = (type: string) =>
    fields.filter(field => text(field, 'type') === type).map(field => text(field, 'value'))
  return {
    title: text(item, 'title'),
    username: values('username').find(value => value !== '') ?? '',
    urls: [...values('url'), ...values('.Android#')].filter(url => url !== ''),
    fields: [
      { name: '', text: text(item, 'note') },
      ...fields
        .filter(field => !ownTypes.has(text(field, 'type')))
        .map(field => ({ name: text(field, 'label') || '-', text: text(field, 'value') })),
    ],
    changedOn: changedOnSecond(number(item, 'updated_at')),
    authenticator: values('totp').some(value => value !== ''),
    isText: false,
  }
}
