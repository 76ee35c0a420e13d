/** Keeper's JSON (docs.keeper.io, "JSON Import"). */
import type { Entry } from '../domain/import/entry.ts'
import { isObject } from '../domain/text/json.ts'
import { list, member, number, text } from '../domain/text/json-members.ts'
import { changedOnSecond } from './changed-on.ts'

/** @returns undefined: JSON of another program */
export function readKeeper(root: unknown): readonly Entry[] | undefined {
  return Array.isArray(member(root, 'records')) ? list(root, 'records').map(entryOf) : undefined
}

/** `$text:Backup codes:1` is a field of a type, a label and a number. */
const authenticatorField = /^\$?oneTimeCode|^TFC:/iu

function entryOf(record: unknown): Entry {
  const custom = member(record, 'custom_fields')
  const fields = isObject(custom) ? Object.entries(custom) : []
  return {
    title: text(record, 'title'),
    username: text(record, 'login'),
    urls: [text(record, 'login_url')].filter(url => url !== ''),
    fields: [
      { name: '', text: text(record, 'notes') },
      ...fields
        .filter(([name]) => !authenticatorField.test(name))
        .map(([name, value]) => ({
          name: name.replace(/^\$[a-z]+:?/iu, '').replace(/:\d+$/u, '') || '-',
          text: typeof value === 'string' ? value : '',
        })),
    ],
    changedOn: changedOnSecond(number(record, 'last_modified')),
    authenticator: fields.some(([name]) => authenticatorField.test(name)),
    isText: false,
  }
}
