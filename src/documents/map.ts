/** Who holds what, as a tree for the screen and as a Mermaid flowchart. The graph may have loops: nothing is followed twice. */

export const mapKinds = ['person', 'device', 'factor', 'place', 'account'] as const
export type MapKind = (typeof mapKinds)[number]

export interface KeyMap {
  /** The roots of the tree come first. */
  readonly nodes: readonly MapNode[]
  readonly links: readonly MapLink[]
}

export interface MapNode {
  /** Unique, such as `person:aki`. */
  readonly id: string
  readonly kind: MapKind
  readonly label: string
  /** What is wrong with it. */
  readonly mark?: string
}

export interface MapLink {
  readonly from: string
  readonly to: string
  /** `needs` points at what it cannot be opened without. `has` means has, holds or opens. */
  readonly kind: 'has' | 'needs'
}

export interface MapWords {
  /** The heading of what belongs to nobody. */
  readonly orphans: string
  readonly needs: string
  /** After a node that the tree has already. */
  readonly above: string
  /** After a node that needs itself. */
  readonly loop: string
}

/** A line of the tree. A text that does not fit continues after `below`. */
export interface MapRow {
  readonly stem: string
  readonly below: string
  readonly text: string
  readonly kind: MapKind | 'heading'
  readonly mark?: string
}

interface Signs {
  readonly branch: string
  readonly last: string
  readonly down: string
  readonly blank: string
}

/** Two columns a level: a deep tree has to fit a narrow window. */
const signs = {
  lines: { branch: '├ ', last: '└ ', down: '│ ', blank: '  ' },
  /** For screen readers: the indent shows the level. */
  list: { branch: '- ', last: '- ', down: '  ', blank: '  ' },
} as const satisfies Record<string, Signs>

export function mapRows(map: KeyMap, words: MapWords, look: keyof typeof signs = 'lines'): readonly MapRow[] {
  const tree = new Tree(map, words, signs[look])
  for (const { id, kind } of map.nodes) if (kind === 'person') tree.root(id)
  const persons = tree.rows.length
  // First the roots. What is left then are rings, which may begin anywhere.
  const held = new Set(map.links.filter(({ kind }) => kind === 'has').map(({ to }) => to))
  for (const { id } of map.nodes) if (!held.has(id)) tree.root(id)
  for (const { id } of map.nodes) tree.root(id)
  const orphans = tree.rows.slice(persons)
  if (orphans.length === 0) return tree.rows
  const heading: MapRow = { stem: '', below: '  ', text: words.orphans, kind: 'heading' }
  return [...tree.rows.slice(0, persons), heading, ...orphans]
}

interface Branch {
  readonly link: MapLink
  readonly node: MapNode
}

/** More accounts share a line: one phone can serve hundreds. */
const maxApart = 8

/** One branch each, but many accounts in one. */
function gathered(branches: readonly Branch[]): readonly (readonly [Branch, ...Branch[]])[] {
  const accounts = branches.filter(({ node: { kind, mark } }) => kind === 'account' && mark === undefined)
  const [first, ...others] = accounts
  if (first === undefined || accounts.length <= maxApart) return branches.map(branch => [branch])
  const apart = branches.filter(branch => !accounts.includes(branch))
  return [...apart.map((branch): [Branch] => [branch]), [first, ...others]]
}

class Tree {
  readonly rows: MapRow[] = []
  readonly #words: MapWords
  readonly #signs: Signs
  readonly #nodes: ReadonlyMap<string, MapNode>
  readonly #links = new Map<string, MapLink[]>()
  readonly #drawn = new Set<string>()

  constructor(map: KeyMap, words: MapWords, signs: Signs) {
    this.#words = words
    this.#signs = signs
    this.#nodes = new Map(map.nodes.map(node => [node.id, node]))
    for (const link of map.links) this.#links.set(link.from, [...(this.#links.get(link.from) ?? []), link])
  }

  root(id: string): void {
    const node = this.#nodes.get(id)
    if (!node || this.#drawn.has(id)) return
    this.#draw(node, '', '', new Set())
  }

  /** @param under the nodes above this one, which are not drawn again below it */
  #draw(node: MapNode, stem: string, below: string, under: ReadonlySet<string>): void {
    const { id, kind, label } = node
    const isAgain = this.#drawn.has(id) && kind !== 'account'
    const isLoop = under.has(id)
    const branches = isAgain ? [] : gathered(this.#branches(id))
    this.#drawn.add(id)
    const marks = [node.mark, isLoop ? this.#words.loop : isAgain ? this.#words.above : undefined]
    const mark = marks.filter(text => text !== undefined).join(' ')
    const continued = branches.length > 0 ? below + this.#signs.down : `${below}  `
    this.rows.push({ stem, below: continued, text: label, kind, ...(mark !== '' && { mark }) })
    branches.forEach(([{ link, node: next }, ...alike], index) => {
      const isLast = index === branches.length - 1
      const nextStem = below + (isLast ? this.#signs.last : this.#signs.branch)
      const nextBelow = below + (isLast ? this.#signs.blank : this.#signs.down)
      if (link.kind === 'needs') this.#drawNeed(next, id, nextStem, nextBelow)
      else if (alike.length > 0) this.#drawAccounts([next, ...alike.map(({ node }) => node)], nextStem, nextBelow)
      else this.#draw(next, nextStem, nextBelow, new Set([...under, id]))
    })
  }

  #drawAccounts(accounts: readonly MapNode[], stem: string, below: string): void {
    for (const { id } of accounts) this.#drawn.add(id)
    const text = accounts.map(({ label }) => label).join(' ')
    this.rows.push({ stem, below, text, kind: 'account' })
  }

  /** Only the name of what is needed: it has its own place in the tree. */
  #drawNeed(node: MapNode, by: string, stem: string, below: string): void {
    const mark = this.#needs(node.id, by) ? this.#words.loop : undefined
    const text = `${this.#words.needs} ${node.label}`
    this.rows.push({ stem, below: `${below}  `, text, kind: node.kind, ...(mark !== undefined && { mark }) })
  }

  #branches(id: string): readonly Branch[] {
    return (this.#links.get(id) ?? []).flatMap(link => {
      const node = this.#nodes.get(link.to)
      return node ? [{ link, node }] : []
    })
  }

  /** Whether one needs the other, directly or not. */
  #needs(from: string, sought: string): boolean {
    // The set grows during the loop; each is in it once.
    const reached = new Set([from])
    for (const id of reached) {
      if (id === sought) return true
      for (const { kind, to } of this.#links.get(id) ?? []) if (kind === 'needs') reached.add(to)
    }
    return false
  }
}

const shapes = {
  person: ['([', '])'],
  device: ['[', ']'],
  factor: ['(', ')'],
  place: ['[/', '/]'],
  account: ['{{', '}}'],
} as const satisfies Record<MapKind, readonly [string, string]>

/** Nodes are numbered, so that text from people is in labels only. */
export function mapMermaid({ nodes, links }: KeyMap, words: Pick<MapWords, 'needs'>): string {
  const numbers = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]))
  const drawn = nodes.map(({ id, kind, label, mark }) => {
    const [open, close] = shapes[kind]
    return `  ${numbers.get(id) ?? ''}${open}"${escaped(mark === undefined ? label : `${label} ${mark}`)}"${close}`
  })
  const arrows = links.flatMap(({ from, to, kind }) => {
    const [a, b] = [numbers.get(from), numbers.get(to)]
    if (a === undefined || b === undefined) return []
    return [kind === 'needs' ? `  ${a} -. "${escaped(words.needs)}" .-> ${b}` : `  ${a} --> ${b}`]
  })
  return ['flowchart LR', ...drawn, ...arrows].join('\n')
}

/**
 * Mermaid's labels accept HTML and Markdown, and end at a quotation mark; so all but letters, digits and the signs of addresses become
 * entity codes (`#35;` for #). So does a colon inside a word: `fa:fa-user` would be a picture. A label may not be empty.
 */
function escaped(text: string): string {
  if (text.trim() === '') return noBreakSpace
  return text.replace(/[^\p{L}\p{M}\p{N} .,:@+_/\u3000-\u303f・-]|:(?=\S)/gu, found => `#${found.codePointAt(0) ?? 0};`)
}

const noBreakSpace = '#160;'
