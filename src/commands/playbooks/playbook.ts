import { playbookCommand, recoverCommand } from '../../documents/playbook-document.ts'
import { isScenario, type Moment, moments, type Scenario, scenarioMoments } from '../../domain/model/scenarios.ts'
import { UserError } from '../../errors.ts'
import { nearestScenarios, searchPlaybooks } from '../../playbooks/search.ts'
import { loadPlaybook, loadPlaybooks } from '../../playbooks/table.ts'
import * as messages from '../../terminal/messages/playbooks/playbook.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf } from '../options.ts'
import { intoFile, type OutOptions, withOut } from '../out-file.ts'
import { localizePlaybook } from './localize.ts'
import { type Format, formats, playbookPage } from './page.ts'

interface PlaybookOptions extends OutOptions {
  readonly format?: Format | undefined
  readonly search?: readonly string[] | undefined
  readonly sources?: true | undefined
}

/** `igcodes playbook [SCENARIO]`: what to do, step by step; needs no vault and no network. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  withOut(command, t)
    .description(t({ en: 'what to do, step by step; needs no vault', ja: '対処の手順を読む(保管庫は不要)' }))
    .argument('[scenario...]', t({ en: 'which one; all are listed without it', ja: 'どの手順か。省くと一覧' }))
    .option(
      '--format <format>',
      `${t({ en: 'how to print it', ja: '出力の形式' })}: ${formats.join(', ')}`,
      oneOf('--format', formats),
    )
    .option('--search <words...>', t({ en: 'find one by words', ja: '言葉で探す' }))
    .option('--sources', t({ en: 'where its facts come from', ja: '情報源を見る' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes playbook', en: 'the list', ja: '一覧' },
        { run: 'igcodes playbook phone-lost', en: 'the phone is gone', ja: 'スマホをなくした' },
        {
          run: 'igcodes playbook phone-lost --format html --out phone-lost.html',
          en: 'a page to print beforehand',
          ja: '印刷して備えておく',
        },
        { run: 'igcodes playbook --search SMS', en: 'find the right one', ja: '言葉から探す' },
      ]),
    )
    .action(async (scenario, options) => intoFile(context(), options, async same => playbook(same, scenario, options)))
}

async function playbook(
  context: Context,
  words: readonly string[],
  { format: asked, search, sources }: PlaybookOptions,
): Promise<void> {
  const format = formatOf(context, asked)
  if (search) return find(context, [...words, ...search].join(' '), format)
  if (words.length === 0 && sources) throw new UserError('missing-argument', { name: 'scenario', command: 'playbook ' })
  if (words.length === 0) return list(context, format)
  const scenario = await requireScenario(words.join(' '))
  if (sources) await listSources(context, scenario, format)
  else await print(context, scenario, format)
}

/** --json means --format json. With another format it is an error. */
function formatOf({ terminal }: Context, asked: Format | undefined): Format {
  if (terminal.json && asked !== undefined && asked !== 'json')
    throw new UserError('bad-argument', { name: '--format', value: asked, allowed: 'json' })
  return terminal.json ? 'json' : (asked ?? 'text')
}

/** Lists have no Markdown or HTML. */
function requireListFormat(format: Format): 'text' | 'json' {
  if (format === 'text' || format === 'json') return format
  throw new UserError('bad-argument', { name: '--format', value: format, allowed: 'text, json' })
}

/** A wrong name is never guessed: the wrong playbook would cost more than another try. */
async function requireScenario(name: string): Promise<Scenario> {
  if (isScenario(name)) return name
  throw new UserError('unknown-scenario', { scenario: name, nearest: nearestScenarios(name, await loadPlaybooks()) })
}

async function print({ terminal, system }: Context, scenario: Scenario, format: Format): Promise<void> {
  const request = { scenario, format, language: terminal.language, now: system.now(), screen: terminal }
  terminal.answer(await playbookPage(request))
}

async function list({ terminal }: Context, format: Format): Promise<void> {
  const entries = (await loadPlaybooks()).map(({ id, title, when }) => ({
    scenario: id,
    moment: scenarioMoments[id],
    title: title[terminal.language],
    when: when[terminal.language],
  }))
  if (requireListFormat(format) === 'json') terminal.answerJson({ playbooks: entries })
  else terminal.answer(...listLines(entries, terminal))
}

interface Entry {
  readonly scenario: Scenario
  readonly moment: Moment
  readonly title: string
}

function listLines(entries: readonly Entry[], terminal: Terminal): readonly string[] {
  const { layout, color } = terminal
  const nameWidth = Math.max(...entries.map(({ scenario }) => scenario.length))
  const groups = moments.flatMap(moment => {
    const pairs = entries
      .filter(entry => entry.moment === moment)
      .map(({ scenario, title }) => [scenario, title] as const)
    return [color.bold(messages.momentHeadings[moment][terminal.language]), ...layout.pairs(pairs, 2, nameWidth), '']
  })
  return [
    ...groups,
    ...layout.paragraph(terminal.text(messages.howToPrint, undefined)),
    layout.copyable(playbookCommand('phone-lost'), 2),
    ...layout.paragraph(terminal.text(messages.orBeAsked, undefined)),
    layout.copyable(recoverCommand, 2),
  ]
}

async function find({ terminal }: Context, words: string, format: Format): Promise<void> {
  const isJson = requireListFormat(format) === 'json'
  const found = searchPlaybooks(words, await loadPlaybooks(), terminal.language)
  const [best] = found
  if (!best) throw new UserError('nothing-found', { words })
  if (isJson) {
    terminal.answerJson({ results: found })
    return
  }
  const { layout, color } = terminal
  terminal.answer(
    ...found.flatMap(({ scenario, title, sentence, isNever }) => [
      ...layout.pairs([[color.bold(scenario), color.bold(title)]]),
      // Without its heading it would look like advice.
      ...layout.paragraph(isNever ? terminal.text(messages.neverDo, { sentence }) : sentence, 4),
    ]),
    '',
    ...layout.paragraph(terminal.text(messages.howToPrint, undefined)),
    layout.copyable(playbookCommand(best.scenario), 2),
  )
}

async function listSources({ terminal, system }: Context, scenario: Scenario, format: Format): Promise<void> {
  const { playbook, words, isOld } = localizePlaybook(await loadPlaybook(scenario), terminal.language, system.now())
  const { title, sources, confidence, reviewedOn } = playbook
  if (requireListFormat(format) === 'json') {
    terminal.answerJson({ scenario, title, sources, confidence, reviewedOn, isOld })
    return
  }
  const { layout, color } = terminal
  terminal.answer(
    ...layout.paragraph(color.bold(terminal.text(messages.sourcesOf, { title }))),
    ...sources.flatMap(({ title, address, confidence }) => [
      ...layout.item(' ·', title),
      ...(address === undefined ? [] : [layout.copyable(address, 4)]),
      ...layout.paragraph(color.dim(terminal.text(messages.sourceConfidence, { confidence })), 4),
    ]),
    '',
    ...layout.paragraph(words.reviewed),
    ...(isOld ? layout.item('⚠', words.old, 0, 1) : []),
  )
}
