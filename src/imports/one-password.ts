/** 1Password's unencrypted export: the JSON in a 1PUX file (support.1password.com/1pux-format). */
import type { Entry, EntryField } from '../domain/import/entry.ts'
import { list, member, number, text } from '../domain/text/json-members.ts'
import { changedOnSecond } from './changed-on.ts'

/** @returns undefined: JSON of another program */
export function readOnePassword(root: unknown): readonly Entry[] | undefined {
  const accounts = list(root, 'accounts')
  if (accounts.length === 0 || !accounts.some(account => Array.isArray(member(account, 'vaults')))) return undefined
  return accounts
    .flatMap(account => list(account, 'vaults'))
    .flatMap(vault => list(vault, 'items'))
    .map(item => member(item, 'item') ?? item)
    .filter(item => member(item, 'trashed') !== true)
    .map(entryOf)
}

function entryOf(item: unknown): Entry {
  const overview = member(item, 'overview')
  const details = member(item, 'details')
  const sections = list(details, 'sections')
  const login = list(details, 'loginFields').find(field => text(field, 'designation') === 'username')
  return {
    title: text(overview, 'title'),
    username: text(login, 'value'),
    urls: [text(overview, 'url'), ...list(overview, 'urls').map(one => text(one, 'url'))].filter(url => url !== ''),
    fields: [{ name: '', text: text(details, 'notesPlain') }, ...sections.flatMap(fieldsOf)],
    changedOn: changedOnSecond(number(item, 'updatedAt')),
    authenticator: sections
      .flatMap(section => list(section, 'fields'))
      .some(field => text(member(field, 'value'), 'totp') !== ''),
    isText: false,
  }
}

/** With the section's title in the name: fields often have only a number. */
function fieldsOf(section: unknown): readonly EntryField[] {
  return list(section, 'fields').map(field => {
    const value = member(field, 'value')
    return {
      name: `${text(section, 'title')} ${text(field, 'title')}`.trim() || '-',
      text: text(value, 'concealed') || text(value, 'string'),
    }
  })
}
