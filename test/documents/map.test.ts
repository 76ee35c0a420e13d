import { describe, expect, test } from 'vitest'
import { keyGraph } from '../../src/commands/continuity/map-graph.ts'
import { type KeyMap, type MapLink, mapKinds, mapMermaid, mapRows } from '../../src/documents/map.ts'
import { requireAccount } from '../../src/domain/model/accounts.ts'
import type { State } from '../../src/domain/model/state.ts'
import { device, factor, person } from '../domain/registries.ts'
import { Copy, today } from '../domain/samples.ts'
import { cafe, hanbai, hostile, team } from './team.ts'

const words = { orphans: 'NOBODY', needs: 'needs', above: '(above)', loop: '(loop)' }

function mapOf(state: State, handle?: typeof hanbai): KeyMap {
  const { nodes, links } = keyGraph(state, today, handle && requireAccount(state, handle))
  return { nodes: nodes.map(({ id, kind, name, mark }) => ({ id, kind, label: name, ...(mark && { mark }) })), links }
}

function drawn(map: KeyMap, look?: 'list'): readonly string[] {
  return mapRows(map, words, look).map(({ stem, text, mark }) => stem + text + (mark ? ` ${mark}` : ''))
}

const has = (from: string, to: string): MapLink => ({ from, to, kind: 'has' })
const needs = (from: string, to: string): MapLink => ({ from, to, kind: 'needs' })

describe('the tree', () => {
  test('goes from persons to devices, factors and accounts; everything is drawn once', () => {
    expect(drawn(mapOf(team(), hanbai))).toEqual([
      'Hanako Yamada',
      '├ PR iPhone',
      '│ ├ Google Authenticator',
      '│ │ └ @shop_tokyo',
      '│ └ 090-1234-5678',
      '│   └ @shop_tokyo',
      '├ insta@shop.example',
      '│ ├ @shop_tokyo',
      '│ └ needs 090-1234-5678',
      '└ Office safe, second shelf',
      '  └ @shop_tokyo',
      'Taro Sato',
      '├ Office PC',
      '│ └ Chrome',
      '│   └ @shop_tokyo',
      '├ insta@shop.example (above)',
      '└ Office safe, second shelf (above)',
    ])
  })

  test('puts many accounts of one factor on a line, but not those with a mark', () => {
    const accounts = Array.from({ length: 12 }, (_, index) => `@shop_${index + 1}`)
    const map: KeyMap = {
      nodes: [
        { id: 'p', kind: 'person', label: 'Hanako' },
        { id: 'f', kind: 'factor', label: 'app' },
        { id: 'g', kind: 'factor', label: 'mail' },
        ...accounts.map((label, index) => ({
          id: label,
          kind: 'account' as const,
          label,
          ...(index === 4 && { mark: 'gone' }),
        })),
      ],
      links: [has('p', 'f'), ...accounts.map(id => has('f', id)), needs('f', 'g'), has('p', 'g')],
    }
    expect(drawn(map)).toEqual([
      'Hanako',
      '├ app',
      '│ ├ @shop_5 gone',
      '│ ├ needs mail',
      `│ └ ${accounts.filter(label => label !== '@shop_5').join(' ')}`,
      '└ mail',
    ])
  })

  test('shows what belongs to nobody, and removed records, at the end', () => {
    const copy = new Copy()
    copy.record(
      { type: 'account-added', account: cafe, handle: cafe },
      ...factor('app', { device: 'old', accounts: [] }),
      ...factor('mail', { holders: ['gone'], accounts: [cafe], needs: ['missing'] }),
      device('tablet'),
    )
    expect(drawn(mapOf(copy.state), 'list')).toEqual([
      'gone gone',
      '- mail',
      '  - @cafe_osaka',
      '  - needs missing',
      'NOBODY',
      'tablet',
      'old gone',
      '- app',
      'missing gone',
    ])
  })

  test('marks factors that need each other, and ends', () => {
    const copy = new Copy()
    copy.record(
      person('aki'),
      ...factor('mail', { holders: ['aki'], needs: ['sms'], accounts: [] }),
      ...factor('sms', { holders: ['aki'], needs: ['mail'], accounts: [] }),
    )
    expect(drawn(mapOf(copy.state))).toEqual([
      'aki',
      '├ mail',
      '│ └ needs sms (loop)',
      '└ sms',
      '  └ needs mail (loop)',
    ])
  })

  test.each([
    [[has('person:0', 'device:1'), has('device:1', 'person:0')]],
    [[has('device:1', 'device:2'), has('device:2', 'device:3'), has('device:3', 'device:1')]],
    [[has('device:1', 'device:1'), needs('device:1', 'device:1'), needs('device:1', 'nowhere')]],
  ])('ends whatever is linked to what, and leaves nothing out', links => {
    const nodes = [0, 1, 2, 3].map(n => ({
      id: `${n === 0 ? 'person' : 'device'}:${n}`,
      kind: n === 0 ? ('person' as const) : ('device' as const),
      label: `node ${n}`,
    }))
    const lines = drawn({ nodes, links })
    for (const { label } of nodes) expect(lines.join('\n')).toContain(label)
    expect(lines.length).toBeLessThan(10)
    expect(lines.filter(line => line.includes('(loop)')).length).toBeGreaterThan(0)
  })
})

describe('Mermaid', () => {
  /** A strict reader of the little that is used of it. All labels below were drawn by Mermaid 11.17 itself, too. */
  function parsed(text: string): { readonly nodes: Map<string, string>; readonly arrows: readonly string[] } {
    const [head, ...lines] = text.split('\n')
    expect(head).toBe('flowchart LR')
    const nodes = new Map<string, string>()
    const arrows: string[] = []
    for (const line of lines) {
      const label = String.raw`"((?:[^"#<>&\`;{}()[\]|%\\]|#\d+;)*)"`
      const node = new RegExp(
        String.raw`^ {2}(n\d+)(?:\(\[${label}\]\)|\[${label}\]|\(${label}\)|\[/${label}/\]|\{\{${label}\}\})$`,
      ).exec(line)
      const arrow = /^ {2}(n\d+) (?:-->|-\. "[^"]*" \.->) (n\d+)$/.exec(line)
      if (node) {
        expect(nodes.has(node[1] ?? '')).toBe(false)
        nodes.set(node[1] ?? '', decoded(node.slice(2).find(found => found !== undefined) ?? ''))
      } else if (arrow) {
        for (const end of [arrow[1], arrow[2]]) expect(nodes.has(end ?? '')).toBe(true)
        arrows.push(`${nodes.get(arrow[1] ?? '')} → ${nodes.get(arrow[2] ?? '')}`)
      } else throw new Error(`No Mermaid: ${line}`)
    }
    return { nodes, arrows }
  }

  function decoded(label: string): string {
    return label.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  }

  test('has a node for everything and an arrow for every link', () => {
    const map = mapOf(team('ja'))
    const { nodes, arrows } = parsed(mapMermaid(map, words))
    expect(nodes.size).toBe(map.nodes.length)
    expect(arrows).toHaveLength(map.links.length)
    expect(arrows).toContain('山田 花子 → 広報iPhone')
    expect(arrows).toContain('insta@shop.example → 090-1234-5678')
  })

  test.each([
    hostile,
    '"]; click n1 call alert()',
    '`**bold**`',
    '#quot; end %%{init: {}}%%',
    '—→😀\n',
    'end',
    'subgraph',
    'a|b [c] (d) {e} --> f:::g',
    '&amp; #35; <b>x</b>',
    '広報（東京）、ﾊﾝｶｸ「1」',
    'https://a.example/x?y=1&z=2',
    'fa:fa-user',
  ])('keeps its form and gives back the label, whatever it holds: %j', label => {
    const nodes = mapKinds.map(kind => ({ id: kind, kind, label }))
    const { nodes: read } = parsed(
      mapMermaid({ nodes, links: [has('person', 'device'), needs('factor', 'place')] }, { needs: label }),
    )
    expect([...read.values()]).toEqual(mapKinds.map(() => label))
  })

  test('a colon inside a word makes no picture, and no label is empty', () => {
    const node = (label: string) => mapMermaid({ nodes: [{ id: 'a', kind: 'device', label }], links: [] }, words)
    expect(node('SMS: fa:fa-user')).toContain('["SMS: fa#58;fa-user"]')
    expect(node(' ')).toContain('["#160;"]')
  })

  test('an arrow to a missing node is left out', () => {
    expect(mapMermaid({ nodes: [], links: [has('a', 'b')] }, words)).toBe('flowchart LR')
  })
})
