/** Notes of Google Keep, Simplenote, Standard Notes and Evernote. */
import type { XmlElement } from '@rgrove/parse-xml'
import { inlineTag } from '../domain/codes/paste-line.ts'
import type { Entry } from '../domain/import/entry.ts'
import { list, member, text } from '../domain/text/json-members.ts'
import { UserError } from '../errors.ts'
import { changedOn } from './changed-on.ts'
import { contentOf, elements } from './xml.ts'

/** @returns undefined: JSON of another program */
export function readNotes(root: unknown): readonly Entry[] | undefined {
  if (Array.isArray(member(root, 'activeNotes'))) return list(root, 'activeNotes').map(simplenote)
  const isKeep = typeof member(root, 'isTrashed') === 'boolean' && typeof member(root, 'title') === 'string'
  if (isKeep) return member(root, 'isTrashed') === true ? [] : [keepNote(root)]
  const items = list(root, 'items').filter(item => text(item, 'content_type') === 'Note')
  return items.length > 0 ? items.filter(item => member(item, 'deleted') !== true).map(standardNote) : undefined
}

function keepNote(note: unknown): Entry {
  const micros = Number(member(note, 'userEditedTimestampUsec') ?? Number.NaN)
  const lines = list(note, 'listContent').map(line => text(line, 'text'))
  return noteOf(
    text(note, 'title'),
    [text(note, 'textContent'), ...lines].join('\n'),
    Number.isFinite(micros) ? micros / 1000 : '',
  )
}

/** The first line is the title. */
function simplenote(note: unknown): Entry {
  const content = text(note, 'content')
  const [title = ''] = content.split(/\r\n|[\n\r]/u, 1)
  return noteOf(/\p{Nd}{4}/u.test(title) ? '' : title, content, text(note, 'lastModified'))
}

function standardNote(item: unknown): Entry {
  const content = member(item, 'content')
  return noteOf(text(content, 'title'), text(content, 'text'), text(item, 'updated_at'))
}

function noteOf(title: string, content: string, changed: string | number): Entry {
  return {
    title,
    username: '',
    urls: [],
    fields: [{ name: '', text: content }],
    changedOn: changedOn(changed),
    authenticator: false,
    isText: false,
  }
}

/**
 * Evernote's `.enex`: XML with one XML document in the content of each note.
 *
 * @throws UserError `import-broken`
 */
export async function readEnex(xml: string): Promise<readonly Entry[]> {
  const { parseXml } = await import('@rgrove/parse-xml')
  let root: XmlElement | null
  try {
    root = parseXml(xml.replace(/<!DOCTYPE[^<>[]*>/giu, '')).root
  } catch {
    // The message quotes the line.
    root = null
  }
  if (root?.name !== 'en-export') throw new UserError('import-broken', { format: 'notes', line: 0 })
  return elements(root, 'note').map(note => {
    const day = /^(\d{4})(\d{2})(\d{2})T/u.exec(textIn(note, 'updated') || textIn(note, 'created'))
    return noteOf(textIn(note, 'title'), plainText(textIn(note, 'content')), day ? day.slice(1).join('-') : '')
  })
}

function textIn(parent: XmlElement, name: string): string {
  const [found] = elements(parent, name)
  return found ? contentOf(found) : ''
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A note's lines: each block and each `<br/>` ends one. Only tags inside of a line may join two halves of a code. */
function plainText(html: string): string {
  return html
    .replace(/<(?:br|\/div|\/p|\/li|\/tr|\/h[1-6])\b[^<>]*>/giu, '\n')
    .replace(/<\/t[dh]\b[^<>]*>/giu, '\t')
    .replace(/<[^<>]*>/gu, found => (inlineTag.test(found) ? '' : '\t'))
    .replace(/&(?:#(\d{1,6})|([a-z]{2,6}));/giu, (all: string, point?: string, name?: string) =>
      point === undefined ? (entities[(name ?? '').toLowerCase()] ?? all) : String.fromCodePoint(Number(point)),
    )
}
