import {
  type KeyMap,
  type MapLink,
  type MapNode,
  type MapRow,
  type MapWords,
  mapMermaid,
  mapRows,
} from '../../documents/map.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import { localDay } from '../../domain/text/date.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/continuity/map.ts'
import { widest } from '../../terminal/screen.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { widthOf } from '../../terminal/width.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf, refuseFormatWithJson } from '../options.ts'
import { intoFile, withOut } from '../out-file.ts'
import { keyGraph } from './map-graph.ts'

const formats = ['text', 'mermaid'] as const
type Format = (typeof formats)[number]

/** `igcodes map [ACCOUNT]`: who holds what, as a picture. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  withOut(command, t)
    .description(t({ en: 'draw who holds what', ja: '誰が何を持っているかを図にする' }))
    .argument('[account]', t({ en: 'only what leads to this one', ja: 'このアカウントにつながるものだけ' }))
    .option(
      '--format <format>',
      `${t({ en: 'how to draw it', ja: '出力の形式' })}: ${formats.join(', ')}`,
      oneOf('--format', formats),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes map', en: 'everything', ja: '全体' },
        { run: 'igcodes map shop_tokyo', en: 'one account', ja: '1つのアカウントだけ' },
        {
          run: 'igcodes map --format mermaid > keys.mmd',
          en: 'for a wiki that draws Mermaid',
          ja: 'Mermaidが使えるWiki用',
        },
      ]),
    )
    .action(async (account, { format, out }) => intoFile(context(), { out }, async same => map(same, account, format)))
}

async function map(context: Context, name: string | undefined, format: Format | undefined): Promise<void> {
  const { terminal, system } = context
  refuseFormatWithJson(terminal, format)
  const handle = handleIfAny(name)
  const { state } = await context.open()
  const only = handle === undefined ? undefined : requireAccount(state, handle)
  const graph = keyGraph(state, localDay(system.now()), only)
  if (terminal.json) {
    terminal.answerJson({ account: handle ?? null, ...graph })
    return
  }
  const drawing: KeyMap = {
    nodes: graph.nodes.map((node): MapNode => {
      const { id, kind, mark } = node
      const label = node.word
        ? terminal.text(messages.kindAndLabel, { kind: node.word, label: node.name })
        : terminal.harmless(node.name)
      return { id, kind, label, ...(mark && { mark: messages.marks[mark][terminal.language] }) }
    }),
    links: graph.links.map((link): MapLink => link),
  }
  const words = wordsIn(terminal)
  if (format === 'mermaid') terminal.answer(mapMermaid(drawing, words))
  else if (drawing.nodes.length === 0) terminal.note(messages.nothingToDraw, undefined)
  else {
    const lines = mapLines(terminal, mapRows(drawing, words, terminal.isPlain ? 'list' : 'lines'))
    await terminal.answerPaged(lines[0] === '' ? lines.slice(1) : lines)
    const unknown = graph.nodes.find(({ mark }) => mark === 'noWayIn')
    if (unknown) terminal.note(messages.howToFill, { account: unknown.name.replace(/^@/, '') })
  }
}

function wordsIn({ language }: Terminal): MapWords {
  const { orphans, needs, above, loop } = messages.words
  const t = (text: Bilingual): string => text[language]
  return { orphans: t(orphans), needs: t(needs), above: t(above), loop: t(loop) }
}

/** A long text continues beside the lines of the tree. */
function mapLines({ color, columns }: Terminal, rows: readonly MapRow[]): readonly string[] {
  const room = Math.min(widest, columns)
  return rows.flatMap(({ stem, below, text, kind, mark }) => {
    const isBold = kind === 'person' || kind === 'heading'
    const shown = isBold ? color.bold(text) : text
    const whole = mark === undefined ? shown : `${shown} ${color.yellow(mark)}`
    // At least this much, however deep it is: then the terminal breaks the line.
    const left = Math.max(12, room - Math.max(widthOf(stem), widthOf(below)))
    const lines = Number.isFinite(room) ? wrap(whole, left) : [whole]
    const drawn = lines.map((line, index) => color.dim(index === 0 ? stem : below) + line)
    return kind === 'heading' ? ['', ...drawn] : drawn
  })
}
