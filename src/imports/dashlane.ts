/** Dashlane's older JSON. Its zip has tables, which `csv.ts` reads. */
import type { Entry } from '../domain/import/entry.ts'
import { list, member, text } from '../domain/text/json-members.ts'

/** @returns undefined: JSON of another program */
export function readDashlane(root: unknown): readonly Entry[] | undefined {
  if (!Array.isArray(member(root, 'AUTHENTIFIANT')) && !Array.isArray(member(root, 'SECURENOTE'))) return undefined
  return [...list(root, 'AUTHENTIFIANT').map(login), ...list(root, 'SECURENOTE').map(note)]
}

function login(item: unknown): Entry {
  return {
    title: text(item, 'title'),
    username: text(item, 'login') || text(item, 'secondaryLogin') || text(item, 'email'),
    urls: [text(item, 'domain')].filter(url => url !== ''),
    fields: [{ name: '', text: text(item, 'note') }],
    authenticator: text(item, 'otpSecret') !== '',
    isText: false,
  }
}

function note(item: unknown): Entry {
  return {
    title: text(item, 'title'),
    username: '',
    urls: [],
    fields: [{ name: '', text: text(item, 'content') }],
    authenticator: false,
    isText: false,
  }
}
