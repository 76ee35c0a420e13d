/** KeePass 2's XML, as KeePass and KeePassXC write it. */
import type { XmlElement } from '@rgrove/parse-xml'
import type { Entry, EntryField } from '../domain/import/entry.ts'
import { UserError } from '../errors.ts'
import { changedOn } from './changed-on.ts'
import { contentOf, elements } from './xml.ts'

/** In nested groups: more than any person has. */
const maxDepth = 100

/** @throws UserError `import-broken` */
export async function readKeepass(xml: string): Promise<readonly Entry[]> {
  // No export has one, and its entities could expand without end.
  if (/<!DOCTYPE/iu.test(xml)) throw broken()
  const { parseXml } = await import('@rgrove/parse-xml')
  const parsed = (text: string, name: string): XmlElement => {
    try {
      const { root } = parseXml(text)
      if (root?.name === name) return root
    } catch {
      // The message quotes the line, and ten thousand nested elements overflow the stack.
    }
    throw broken()
  }
  const { frame, entries } = apart(xml)
  const read = entries.map(text => entryOf(parsed(text, 'Entry')))
  const root = parsed(frame, 'KeePassFile')
  const bin = textOf(elements(root, 'Meta')[0], 'RecycleBinUUID')
  const entryAt = (element: XmlElement): Entry => read[Number(element.attributes.at)] ?? entryOf(element)
  return elements(root, 'Root').flatMap(top => entriesIn(top, bin, 0, entryAt))
}

/**
 * The outermost entries, each with a mark in its place: elements of one entry at a time take a tenth of the memory of all, and half of the
 * time. Where a "<" may be no tag, or an entry has attributes, all stay in the frame.
 */
function apart(xml: string): { readonly frame: string; readonly entries: readonly string[] } {
  const entries: string[] = []
  if (/<!|<\/?Entry[^>A-Za-z]/u.test(xml)) return { frame: xml, entries }
  const frame: string[] = []
  let depth = 0
  let [start, end] = [0, 0]
  for (const { 0: tag, index } of xml.matchAll(/<\/?Entry>/gu)) {
    if (tag === '<Entry>') {
      if (depth === 0) start = index
      depth++
    } else if (depth > 0) {
      depth--
      if (depth > 0) continue
      frame.push(xml.slice(end, start), `<Entry at="${entries.length}"/>`)
      end = index + tag.length
      entries.push(xml.slice(start, end))
    }
  }
  return { frame: [...frame, xml.slice(end)].join(''), entries }
}

/** Skips the recycle bin, and the History of an entry, which has its older versions. */
function entriesIn(
  group: XmlElement,
  bin: string,
  depth: number,
  entryAt: (element: XmlElement) => Entry,
): readonly Entry[] {
  if (depth > maxDepth) throw broken()
  if (bin !== '' && textOf(group, 'UUID') === bin) return []
  return [
    ...elements(group, 'Entry').map(entryAt),
    ...elements(group, 'Group').flatMap(inner => entriesIn(inner, bin, depth + 1, entryAt)),
  ]
}

const ownFields = new Set(['Title', 'UserName', 'Password', 'URL', 'Notes'])
/** KeePassXC uses `otp`; the others are from KeePass and its plugins. */
const authenticatorField = /^(?:otp|TOTP (?:Seed|Settings)|TimeOtp-.*|HmacOtp-.*)$/u

function entryOf(entry: XmlElement): Entry {
  const strings = elements(entry, 'String').map(string => ({
    name: textOf(string, 'Key'),
    text: readableValue(string),
  }))
  const own = (name: string) => strings.find(string => string.name === name)?.text ?? ''
  const custom: readonly EntryField[] = strings
    .filter(({ name }) => !ownFields.has(name) && !authenticatorField.test(name))
    .map(({ name, text }) => ({ name: name || '-', text }))
  return {
    title: own('Title'),
    username: own('UserName'),
    urls: [
      own('URL'),
      ...custom.filter(({ name }) => /^KP2A_URL|^AndroidApp/u.test(name)).map(({ text }) => text),
    ].filter(url => url !== ''),
    fields: [{ name: '', text: own('Notes') }, ...custom],
    changedOn: changedOn(textOf(elements(entry, 'Times')[0], 'LastModificationTime')),
    authenticator: strings.some(({ name, text }) => authenticatorField.test(name) && text !== ''),
    isText: false,
  }
}

/** Empty for a `Protected` value, which is encrypted. An export has `ProtectInMemory`. */
function readableValue(string: XmlElement): string {
  const [value] = elements(string, 'Value')
  return value && !/^true$/i.test(value.attributes.Protected ?? '') ? plainContent(value) : ''
}

function textOf(parent: XmlElement | undefined, name: string): string {
  const [child] = parent ? elements(parent, name) : []
  return child ? plainContent(child) : ''
}

/** KeePass values have no elements inside. */
function plainContent(element: XmlElement): string {
  return contentOf(element, () => {
    throw broken()
  })
}

function broken(): UserError {
  return new UserError('import-broken', { format: 'keepass', line: 0 })
}
