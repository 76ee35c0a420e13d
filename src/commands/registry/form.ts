/** Adds and edits a record from options. On a terminal, asks for what the options leave open. */
import type { State } from '../../domain/model/state.ts'
import { nameOf, type RecordKind, type RecordOf, recordsOf, requireRecord } from '../../domain/registry/names.ts'
import type { Saved } from '../../domain/registry/save.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/registry/registry.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Context } from '../context.ts'
import { Asking } from './asking.ts'
import { recordJson } from './record-output.ts'

/** @param named the id of the record that is edited */
type Questions<G> = { readonly [member: string]: (asking: Asking, named: string, now: Date) => Promise<Partial<G>> }

/** The same for a record that may be new. */
type FirstQuestions<G> = {
  readonly [member: string]: (asking: Asking, named: string | undefined, now: Date) => Promise<Partial<G>>
}

export interface Form<G extends object, O> {
  readonly kind: RecordKind
  readonly given: (options: O, now: Date) => G
  readonly rule: (state: State, given: G, named?: string) => Saved
  /** The questions for a new record, in this order. */
  readonly questions: FirstQuestions<G>
  /** Questions asked only when editing. */
  readonly later: Questions<G>
  /** The required members of a new record, with the options that set them. */
  readonly needed: (given: G) => { readonly [member: string]: string }
}

/** @throws UserError `missing-argument` if there is no terminal to ask; all errors of the form's rule */
export async function add<G extends object, O>(context: Context, form: Form<G, O>, options: O): Promise<void> {
  const given = form.given(options, context.system.now())
  const prompts = await context.terminal.prompts()
  const missing = missingIn(form, given)
  const [first] = missing
  // Checked before the passphrase is asked for.
  if (first !== undefined && !prompts) throw missingArgument(form.kind, 'add', form.needed(given)[first] ?? first)
  const vault = await context.open()
  if (!prompts || missing.length === 0) {
    report(context, vault, form.kind, await vault.change(state => form.rule(state, given)))
    return
  }
  const asking = new Asking(context.terminal, prompts, vault.state)
  const all = await completed(form, given, asking, context.system.now())
  report(context, vault, form.kind, await asking.store(vault, state => form.rule(state, all)))
}

/** @throws UserError `missing-argument` if there is no terminal to ask; all errors of the form's rule */
export async function edit<G extends object, O>(
  context: Context,
  form: Form<G, O>,
  name: string | undefined,
  options: O,
): Promise<void> {
  const { terminal } = context
  const given = form.given(options, context.system.now())
  const prompts = await terminal.prompts()
  const hasChange = Object.values(given).some(value => value !== undefined)
  if (!prompts && name === undefined) throw missingArgument(form.kind, 'edit', form.kind)
  if (!prompts && !hasChange) throw missingArgument(form.kind, 'edit', '--…')
  const vault = await context.open()
  const asking = prompts && new Asking(terminal, prompts, vault.state)
  const named = name ?? (asking && (await whichRecord(form.kind, asking))) ?? ''
  const { id } = requireRecord(vault.state.registry, form.kind, named)
  if (!asking || hasChange) {
    report(context, vault, form.kind, await vault.change(state => form.rule(state, given, id)))
    return
  }
  const change = await oneChange(form, asking, id, context.system.now())
  report(context, vault, form.kind, await asking.store(vault, state => form.rule(state, { ...given, ...change }, id)))
}

function missingIn<G extends object, O>(form: Form<G, O>, given: G): readonly string[] {
  return Object.keys(form.needed(given)).filter(member => !isGiven(given, member))
}

function isGiven(given: object, member: string): boolean {
  return Object.entries(given).some(([name, value]) => name === member && value !== undefined)
}

/** If none of the required members was given, asks for every member; otherwise only for the missing required ones. */
async function completed<G extends object, O>(form: Form<G, O>, given: G, asking: Asking, now: Date): Promise<G> {
  const isDialogue = missingIn(form, given).length === Object.keys(form.needed(given)).length
  let all = given
  for (const [member, question] of Object.entries(form.questions)) {
    if (isGiven(all, member)) continue
    if (isDialogue || missingIn(form, all).includes(member))
      all = { ...all, ...(await question(asking, undefined, now)) }
  }
  return all
}

/** @throws UserError `nothing-to-edit` */
export async function whichRecord(kind: RecordKind, asking: Asking): Promise<string> {
  const records = recordsOf(asking.state.registry, kind)
  if (records.length === 0) throw new UserError('nothing-to-edit', { kind })
  const { terminal, prompts } = asking
  return prompts.choose(
    terminal.text(messages.ask.which, undefined),
    records.map(record => ({ value: record.id, name: terminal.harmless(withKind(terminal, record)) })),
  )
}

/** One number can be listed for both SMS and WhatsApp: the kind tells them apart. */
function withKind(terminal: Terminal, record: RecordOf[RecordKind]): string {
  if (!('label' in record)) return record.name
  const kind = 'needs' in record ? messages.factorKindWords[record.kind] : messages.placeKindWords[record.kind]
  return terminal.text(messages.labelAndKind, { kind, label: record.label })
}

async function oneChange<G extends object, O>(
  form: Form<G, O>,
  asking: Asking,
  id: string,
  now: Date,
): Promise<Partial<G>> {
  const { terminal, prompts } = asking
  const questions: Questions<G> = { ...form.questions, ...form.later }
  const members = Object.keys(questions)
  const member = await prompts.choose(
    terminal.text(messages.ask.what, undefined),
    members.map(value => ({ value, name: messages.fieldWords[value]?.[terminal.language] ?? value })),
  )
  return (await questions[member]?.(asking, id, now)) ?? {}
}

export function missingArgument(kind: RecordKind, verb: string, name: string): UserError {
  return new UserError('missing-argument', { name, command: `${kind} ${verb} ` })
}

function report({ terminal }: Context, { state }: Vault, kind: RecordKind, { id, isNew, facts }: Saved): void {
  const record = requireRecord(state.registry, kind, id)
  const name = nameOf(record)
  if (terminal.json) {
    terminal.answerJson(recordJson({ state }, record))
    return
  }
  terminal.note(messages.saved, { kind, id, name, isNew, changed: facts.length > 0 }, 'good')
  if ('left' in record && record.left !== null) terminal.note(messages.leftBehind, { name, id })
}
