/** The manual page, igcodes(1). The build makes it from the commands. */
import { type ManBlock, manPage } from '../../documents/man-page.ts'
import { exitCodes } from '../../errors.ts'
import type { Bilingual, Language } from '../../language.ts'
import * as messages from '../../terminal/messages/manual.ts'
import { type Described, type DescribedCommand, type DescribedProgram, describedProgram } from './manual-described.ts'

interface ManualRequest {
  readonly language: Language
  readonly version: string
  /** The day of the newest release. */
  readonly date: string
}

export async function manualPage({ language, version, date }: ManualRequest): Promise<string> {
  const t = (text: Bilingual): string => text[language]
  const program = await describedProgram(language)
  const { headings } = messages
  const texts = (list: readonly Bilingual[]): ManBlock[] => list.map(one => text(t(one)))
  const entries = (list: readonly (Bilingual & { readonly synopsis: string })[]): ManBlock[] =>
    list.map(one => entry({ synopsis: one.synopsis, text: t(one) }))

  const sections: readonly (readonly [Bilingual, readonly ManBlock[]])[] = [
    [headings.name, [text(`igcodes - ${t(messages.whatItIs)}`)]],
    [headings.synopsis, entries(messages.synopses)],
    [headings.description, texts(messages.description)],
    [headings.commands, commandBlocks(program)],
    [headings.options, [...texts([messages.optionsEverywhere]), ...program.options.map(entry)]],
    [headings.exitStatus, entries(exitStatuses())],
    [
      headings.environment,
      [...variablesIn(program).map(entry), ...entries(otherVariables()), ...texts([messages.noSecretInThem])],
    ],
    [headings.files, entries(messages.files)],
    [headings.examples, exampleBlocks(program)],
    [headings.security, texts(messages.security)],
    [headings.seeAlso, texts(messages.seeAlso)],
  ]
  return manPage({
    name: 'igcodes',
    chapter: 1,
    date,
    source: `igcodes ${version}`,
    book: t(messages.book),
    ascii: language === 'en',
    sections: sections.map(([heading, blocks]) => ({ heading: t(heading), blocks })),
  })
}

function text(text: string): ManBlock {
  return { kind: 'text', text }
}

function entry({ synopsis, text }: Described): ManBlock {
  return { kind: 'entry', synopsis, text }
}

/** A moment's name ends with a colon in the help. */
function momentHeading(moment: string): ManBlock {
  return { kind: 'heading', text: moment.replace(/[:：]$/, '') }
}

function commandBlocks({ moments }: DescribedProgram): readonly ManBlock[] {
  return moments.flatMap(({ moment, commands }) => [
    momentHeading(moment),
    ...withTheirCommands(commands).map(command => ({
      ...entry(command),
      inner: [...command.notes.map(text), ...command.arguments.map(entry), ...command.options.map(entry)],
    })),
  ])
}

function exampleBlocks({ examples, moments }: DescribedProgram): readonly ManBlock[] {
  const block = ({ synopsis, text }: Described): ManBlock => ({ kind: 'example', run: synopsis, text })
  return [
    ...examples.map(block),
    ...moments.flatMap(({ moment, commands }) => {
      // A command's example may also be an example of its subcommand.
      const all = withTheirCommands(commands).flatMap(command => command.examples)
      const blocks = all
        .filter(({ synopsis }, index) => all.findIndex(other => other.synopsis === synopsis) === index)
        .map(block)
      return blocks.length === 0 ? [] : [momentHeading(moment), ...blocks]
    }),
  ]
}

/** Every command, followed by its subcommands. */
function withTheirCommands(commands: readonly DescribedCommand[]): readonly DescribedCommand[] {
  return commands.flatMap(command => [command, ...withTheirCommands(command.commands)])
}

function exitStatuses() {
  const ours = new Set<number>([0, 1, 30, 31, ...exitCodes()])
  return Object.entries(messages.exitMeanings)
    .map(([synopsis, meaning]) => ({ ...meaning, synopsis }))
    .filter(({ synopsis }) => ours.has(Number(synopsis)))
}

/** Environment variables that a help text mentions, explained with that text. */
function variablesIn(program: DescribedProgram): readonly Described[] {
  const commands = withTheirCommands(program.moments.flatMap(({ commands }) => commands))
  const texts = [program, ...commands].flatMap(({ options }) => options)
  const found = [...texts, ...commands].flatMap(({ synopsis, text }) =>
    Array.from(text.matchAll(/\bIGCODES_[A-Z_]+/g), ([variable]) => ({
      synopsis: variable,
      text: `\`${synopsis}\`: ${text.replace(/ *\(IGCODES_[^()]*\)/, '')}`,
    })),
  )
  return [...new Map(found.toReversed().map(one => [one.synopsis, one])).values()].toReversed()
}

function otherVariables() {
  return Object.entries(messages.variables).map(([synopsis, meaning]) => ({ ...meaning, synopsis }))
}
