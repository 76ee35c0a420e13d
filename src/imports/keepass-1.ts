/** The older XML of KeePass 1.x (`<pwlist>`) and KeePassX (`<database>`). */
import type { XmlElement } from '@rgrove/parse-xml'
import type { Entry } from '../domain/import/entry.ts'
import { UserError } from '../errors.ts'
import { changedOn } from './changed-on.ts'
import { contentOf, elements } from './xml.ts'

/** In nested groups: more than any person has. */
const maxDepth = 100

/** @throws UserError `import-broken` */
export async function readOldKeepass(xml: string): Promise<readonly Entry[]> {
  const { parseXml } = await import('@rgrove/parse-xml')
  try {
    // KeePassX writes one without entities, which could expand without end.
    const { root } = parseXml(xml.replace(/<!DOCTYPE\s+KEEPASSX_DATABASE\s*>/iu, ''))
    if (root && !/<!DOCTYPE/iu.test(xml.replace(/<!DOCTYPE\s+KEEPASSX_DATABASE\s*>/iu, ''))) return entriesIn(root, 0)
  } catch {
    // The message quotes the line.
  }
  throw new UserError('import-broken', { format: 'keepass', line: 0 })
}

function entriesIn(element: XmlElement, depth: number): readonly Entry[] {
  if (depth > maxDepth) throw new UserError('import-broken', { format: 'keepass', line: 0 })
  return element.children.flatMap(child => {
    if (!isElement(child)) return []
    if (child.name === 'pwentry' || child.name === 'entry') return inBackup(child) ? [] : [entryOf(child)]
    return child.name === 'group' ? entriesIn(child, depth + 1) : []
  })
}

/** KeePass 1.x keeps older versions of entries in a group of that name. */
function inBackup(entry: XmlElement): boolean {
  return /^(?:backup|recycle bin|trash)$/iu.test(textIn(entry, 'group').trim())
}

function entryOf(entry: XmlElement): Entry {
  return {
    title: textIn(entry, 'title'),
    username: textIn(entry, 'username'),
    urls: [textIn(entry, 'url')].filter(url => url !== ''),
    fields: [{ name: '', text: textIn(entry, 'notes') || textIn(entry, 'comment') }],
    changedOn: changedOn(textIn(entry, 'lastmodtime') || textIn(entry, 'lastmod')),
    authenticator: false,
    isText: false,
  }
}

/** KeePassX writes line ends as `<br/>`. */
function textIn(parent: XmlElement, name: string): string {
  const [found] = elements(parent, name)
  return found ? contentOf(found, () => '\n') : ''
}

function isElement(node: unknown): node is XmlElement {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'element'
}
