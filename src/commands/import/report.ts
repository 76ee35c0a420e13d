/** The output of an import, before and after storing. */
import { masked } from '../../domain/model/backup-code.ts'
import type { IsoDate } from '../../domain/text/date.ts'
import type { ImportFormat, LeftBehind } from '../../errors.ts'
import { alsoInAnotherAccount, stored as storedCodes } from '../../terminal/messages/codes/add.ts'
import * as messages from '../../terminal/messages/import/import.ts'
import { leftReasons, placeText } from '../../terminal/messages/import/left.ts'
import type { Context } from '../context.ts'
import type { Offer } from './offer.ts'

interface Warning {
  readonly code: string
  readonly message: string
}

export function warningsOf({ terminal }: Context, { candidate, verdict }: Offer): readonly Warning[] {
  const { doubled, noted, sources, certain, hint } = candidate
  const warnings: Warning[] = []
  const add = (code: string, message: string) => warnings.push({ code, message })
  if (!certain) add(hint === 'name' ? 'by-name-only' : 'by-title-only', terminal.text(messages.onlyByHint, { hint }))
  if (verdict.kind !== 'left')
    for (const warning of verdict.stored.warnings) {
      if (warning.code === 'unusual-size')
        add(warning.code, terminal.text(messages.unusualCount, { count: warning.count }))
      if (warning.code === 'also-in-another-account') add(warning.code, terminal.text(alsoInAnotherAccount, warning))
    }
  if (verdict.kind === 'replaces') add('replaces', terminal.text(messages.wouldReplace, verdict))
  if (sources.length > 1) add('in-two-entries', terminal.text(messages.inTwoEntries, { origins: sources }))
  if (doubled.length > 0) add('doubled', terminal.text(messages.doubledCodes, { codes: doubled }))
  for (const { field, line } of noted) {
    const place = placeText({ title: sources[0]?.title ?? '', field, line }, terminal.language)
    add('words-beside-code', terminal.text(messages.wordsBeside, { place }))
  }
  return warnings
}

/** Shows everything that could be stored, with warnings. */
export function show(context: Context, offers: readonly Offer[], today: IsoDate): void {
  const { terminal } = context
  for (const offer of offers) {
    const { candidate, wanted } = offer
    terminal.blank()
    terminal.note(messages.whatWasFound, {
      account: candidate.handle,
      count: candidate.codes.length,
      codes: candidate.codes.map(masked),
    })
    const origins = candidate.sources.filter(({ title }) => title !== '' && title !== `@${candidate.handle}`)
    if (origins.length > 0) terminal.note(messages.whereFrom, { origins })
    if (wanted.issuedOn !== today)
      terminal.note(messages.issuedBy, { date: wanted.issuedOn, guessed: !offer.isDateGiven })
    if (candidate.authenticator) terminal.note(messages.authenticatorToo, undefined)
    for (const { message } of warningsOf(context, offer)) terminal.warn(asIs, { message })
  }
  if (offers.length > 0) terminal.blank()
}

/** A complete sentence. */
const asIs = { en: ({ message }: { message: string }) => message, ja: ({ message }: { message: string }) => message }

interface Done {
  /** Empty if it came through a pipe. */
  readonly path: string
  readonly format: ImportFormat
  readonly stored: readonly { readonly offer: Offer; readonly warnings: readonly Warning[] }[]
  readonly left: readonly LeftBehind[]
  readonly others: number
  readonly dryRun: boolean
}

export function report(context: Context, done: Done): void {
  const { terminal } = context
  if (terminal.json) {
    terminal.answerJson(asJson(context, done))
    return
  }
  if (!done.dryRun) {
    if (done.stored.length > 0) terminal.blank()
    for (const { offer } of done.stored) noteStored(context, offer)
  }
  if (done.left.length > 0) {
    // The output before already ends with a blank line.
    if (done.stored.length === 0 || !done.dryRun) terminal.blank()
    terminal.note(messages.leftHeading, { left: done.left })
  }
  if (done.others > 0) terminal.note(messages.othersUntouched, { others: done.others }, 'dim')
  terminal.blank()
  if (done.dryRun) terminal.note(messages.onlyLooked, undefined)
  else {
    if (done.stored.length === 0) terminal.note(messages.allKnown, undefined, 'good')
    terminal.warn(messages.deleteTheFile, { path: done.path })
    if (done.format !== 'text') terminal.note(messages.deleteTheNote, undefined)
  }
}

function noteStored({ terminal }: Context, { candidate, verdict }: Offer): void {
  if (verdict.kind === 'left') return
  const { added, set, superseded } = verdict.stored
  terminal.note(storedCodes, { added, size: set.size, account: candidate.handle, superseded }, 'good')
}

function asJson({ terminal }: Context, { stored, left, others, format, dryRun }: Done): unknown {
  return {
    format,
    accounts: stored.flatMap(({ offer: { candidate, verdict }, warnings }) => {
      if (verdict.kind === 'left') return []
      const { added, set, superseded } = verdict.stored
      return {
        account: candidate.handle,
        added,
        set,
        superseded,
        from: candidate.sources,
        authenticator: candidate.authenticator,
        warnings,
      }
    }),
    left: left.map(({ reason, account, masked, ...place }) => ({
      where: placeText(place, terminal.language),
      reason,
      account: account === '' ? null : account,
      message: leftReasons[reason][terminal.language],
      masked: masked === '' ? null : masked,
    })),
    others,
    ...(dryRun && { dryRun }),
  }
}
