/**
 * Help pages, with what a person in trouble needs at the top. They are laid out here because Commander does not adapt to narrow
 * screens and breaks lines at spaces, which Japanese does not have.
 */
import type { Help } from '@commander-js/extra-typings'
import type { Bilingual } from '../language.ts'
import type { Layout } from '../terminal/layout.ts'
import { headings } from '../terminal/messages/help.ts'
import { commandTable } from './table.ts'

type AnyCommand = Parameters<Help['formatHelp']>[0]
type Pairs = readonly (readonly [string, string])[]

export interface HelpTexts {
  readonly t: (text: Bilingual) => string
  readonly lines: Layout
}

/** What fits a screen of 24 lines: the everyday commands by moment, and where the rest is. */
export function shortHelp(program: AnyCommand, helper: Help, { t, lines }: HelpTexts): string {
  const isEveryday = (command: AnyCommand): boolean => commandTable[command.name()]?.everyday === true
  return page([
    lines.item(t(headings.usage), helper.commandUsage(program), 0, 1),
    lines.paragraph(helper.commandDescription(program)),
    ...commandSections(helper.visibleCommands(program).filter(isEveryday), helper, { t, lines }),
    lines.paragraph(t(headings.rest)),
  ])
}

/** The page without its examples, which each command adds itself. */
export function helpPage(command: AnyCommand, helper: Help, { t, lines }: HelpTexts): string {
  return page([
    lines.item(t(headings.usage), helper.commandUsage(command), 0, 1),
    lines.paragraph(helper.commandDescription(command)),
    ...commandSections(helper.visibleCommands(command), helper, { t, lines }),
    section(t(headings.arguments), argumentsOf(command, helper), lines),
    section(t(command.parent ? headings.options : headings.everywhere), optionsOf(command, helper), lines),
    command.parent ? lines.paragraph(t(headings.more)) : [],
  ])
}

function page(sections: readonly (readonly string[])[]): string {
  const filled = sections.filter(section => section.length > 0)
  return `${filled.map(section => section.join('\n')).join('\n\n')}\n`
}

/** What an example runs, and what it is for. */
export type Example = Bilingual & { readonly run: string }

export function examplesSection(examples: readonly Example[], { t, lines }: HelpTexts): string {
  const shown = examples.flatMap(example => {
    const what = t(example)
    return [lines.copyable(example.run, 2), ...(what === '' ? [] : lines.paragraph(what, 6))]
  })
  return ['', t(headings.examples), ...shown].join('\n')
}

/** Commands by moment. Subcommands have no moment. */
function commandSections(
  visible: readonly AnyCommand[],
  helper: Help,
  { t, lines }: HelpTexts,
): readonly (readonly string[])[] {
  const names = visible.map(sub => [termOf(sub, helper), helper.subcommandDescription(sub)] as const)
  const moments = [...new Set(visible.map(sub => sub.helpGroup()))]
  const width = Math.max(0, ...names.map(([name]) => name.length))
  return moments.map(moment =>
    section(
      moment || t(headings.commands),
      names.filter((_, index) => visible[index]?.helpGroup() === moment),
      lines,
      width,
    ),
  )
}

/** The name with its arguments. Nearly all commands have options, so `[options]` is left out. */
function termOf(command: AnyCommand, helper: Help): string {
  return helper.subcommandTerm(command).replace(' [options]', '')
}

function argumentsOf(command: AnyCommand, helper: Help): Pairs {
  return helper
    .visibleArguments(command)
    .map(argument => [helper.argumentTerm(argument), helper.argumentDescription(argument)])
}

function optionsOf(command: AnyCommand, helper: Help): Pairs {
  return helper.visibleOptions(command).map(option => [helper.optionTerm(option), helper.optionDescription(option)])
}

function section(title: string, pairs: Pairs, lines: Layout, width?: number): readonly string[] {
  return pairs.length === 0 ? [] : [title, ...lines.pairs(pairs, 2, width)]
}
