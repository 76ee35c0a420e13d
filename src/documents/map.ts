/** Who holds what, as a tree for the screen and as a Mermaid flowchart. Any graph will do: nothing is followed twice. */

export const mapKinds = ['person', 'device', 'factor', 'place', 'account'] as const
export type MapKind = (typeof mapKinds)[number]

export interface KeyMap {
  /** The roots of the tree come first. */
  readonly nodes: readonly MapNode[]
  readonly links: readonly MapLink[]
}

export interface MapNode {
  /** Unlike every other's, such as `person:aki`. */
  readonly id: string
  readonly kind: MapKind
  readonly label: string
  /** Something is wrong with it, in words. */
  readonly mark?: string
}

export interface MapLink {
  readonly from: string
  readonly to: string
  /** `needs` points at what something cannot be opened without; everything else is had, held or opened. */
  readonly kind: 'has' | 'needs'
}

export interface MapWords {
  /** Above what hangs on nobody. */
  readonly orphans: string
  /** Before what is needed. */
  readonly needs: string
  /** Behind what stands in the tree already. */
  readonly above: string
  /** Behind what needs itself. */
  readonly loop: string
}

/** A line of the tree; where the text does not fit, it goes on behind `below`. */
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
  /** For who has it read aloud: how deep it stands says where it belongs. */
  list: { branch: '- ', last: '- ', down: '  ', blank: '  ' },
} as const satisfies Record<string, Signs>

export function mapRows(map: KeyMap, words: MapWords, look: keyof typeof signs = 'lines'): readonly MapRow[] {
  const tree = new Tree(map, words, signs[look])
  for (const { id, kind } of map.nodes) if (kind === 'person') tree.root(id)
  const persons = tree.rows.length
  // First what begins a branch; then what is left: rings, of which any member may begin.
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

/** More accounts than these stand side by side: one phone can serve hundreds. */
const maxApart = 8

/** Each branch alone, but for accounts where they are many. */
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

  /** @param under what this hangs under: those are never drawn below themselves */
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

  /** What is needed stands where it hangs itself; here it is only named. */
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

  /** Whether one needs the other, over however many others. */
  #needs(from: string, sought: string): boolean {
    // Grows while it is walked; each is in it once.
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

/** Nodes are numbered: what people typed stands in labels only. */
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
 * As Mermaid's entity codes (`#35;` for #): its labels take HTML and Markdown, and end at a quotation mark. Letters, figures and
 * what stands in addresses are as they are, but a colon inside a word is not: `fa:fa-user` would be a picture. Nor may a label be empty.
 */
function escaped(text: string): string {
  if (text.trim() === '') return noBreakSpace
  return text.replace(/[^\p{L}\p{M}\p{N} .,:@+_/\u3000-\u303f・-]|:(?=\S)/gu, found => `#${found.codePointAt(0) ?? 0};`)
}

const noBreakSpace = '#160;'
