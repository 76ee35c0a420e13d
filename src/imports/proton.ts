/** Proton Pass's unencrypted export: the JSON in its zip (ProtonMail/WebClients, packages/pass/lib/export/types.ts). */
import type { Entry, EntryField } from '../domain/import/entry.ts'
import { isObject } from '../domain/text/json.ts'
import { list, member, number, strings, text } from '../domain/text/json-members.ts'
import { changedOnSecond } from './changed-on.ts'

/** @returns undefined: JSON of another program */
export function readProton(root: unknown): readonly Entry[] | undefined {
  const vaults = member(root, 'vaults')
  if (!isObject(vaults)) return undefined
  const trashed = 2
  return Object.values(vaults)
    .flatMap(vault => list(vault, 'items'))
    .filter(item => number(item, 'state') !== trashed)
    .map(entryOf)
}

function entryOf(item: unknown): Entry {
  const data = member(item, 'data')
  const metadata = member(data, 'metadata')
  const content = member(data, 'content')
  const fields = [...list(data, 'extraFields'), ...list(content, 'sections').flatMap(one => list(one, 'sectionFields'))]
  return {
    title: text(metadata, 'name'),
    username: text(content, 'itemUsername') || text(content, 'username') || text(content, 'itemEmail'),
    urls: strings(content, 'urls'),
    fields: [{ name: '', text: text(metadata, 'note') }, ...fields.map(fieldOf)],
    changedOn: changedOnSecond(number(item, 'modifyTime')),
    authenticator: text(content, 'totpUri') !== '' || fields.some(field => text(field, 'type') === 'totp'),
    isText: false,
  }
}

function fieldOf(field: unknown): EntryField {
  return { name: text(field, 'fieldName') || '-', text: text(member(field, 'data'), 'content') }
}
