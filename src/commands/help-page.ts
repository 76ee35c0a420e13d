/**
 * A help page: what somebody in trouble looks for comes first, the options that all commands share stand on the first page only.
 * Laid out by our own rules, because Commander's know no narrow screens and break lines at spaces, which Japanese has none of.
 */
import type { Help } from '@commander-js/extra-typings'
import type { Bilingual } from '../language.ts'
import type { Layout } from '../terminal/layout.ts'
import { headings } from '../terminal/messages/help.ts'

type AnyCommand = Parameters<Help['formatHelp']>[0]
type Pairs = readonly (readonly [string, string])[]

export interface HelpTexts {
  readonly t: (text: Bilingual) => string
  readonly lines: Layout
}

/** The page without its examples, which each command adds itself. */
export function helpPage(command: AnyCommand, helper: Help, { t, lines }: HelpTexts): string {
  const sections = [
    lines.item(t(headings.usage), helper.commandUsage(command), 0, 1),
    lines.paragraph(helper.commandDescription(command)),
    ...commandSections(command, helper, { t, lines }),
    section(t(headings.arguments), argumentsOf(command, helper), lines),
    section(t(command.parent ? headings.options : headings.everywhere), optionsOf(command, helper), lines),
    command.parent ? lines.paragraph(t(headings.more)) : [],
  ]
  return `${sections
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')}\n`
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

/** Commands by the moment in which they are needed; those inside a command have none. */
function commandSections(command: AnyCommand, helper: Help, { t, lines }: HelpTexts): readonly (readonly string[])[] {
  const visible = helper.visibleCommands(command)
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

/** The name with its arguments: that there are options goes without saying. */
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
