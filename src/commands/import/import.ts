import type { Entry } from '../../domain/import/entry.ts'
import { findCodes } from '../../domain/import/find.ts'
import type { ReadExport } from '../../domain/import/own-export.ts'
import {
  accountsSharing,
  type Candidate,
  identifyWithoutVault,
  issueDay,
  judge,
  storeAll,
  type Verdict,
} from '../../domain/import/plan.ts'
import { fold } from '../../domain/journal/fold.ts'
import { longerThan } from '../../domain/model/accounts.ts'
import { localDay } from '../../domain/text/date.ts'
import { type Handle, parseHandle } from '../../domain/text/handle.ts'
import { type ImportFormat, type LeftBehind, UserError } from '../../errors.ts'
import { maxOwnBytes, readOwnExport } from '../../imports/own-export.ts'
import { importFormats, readExport } from '../../imports/read-export.ts'
import { beginsLikeKnown } from '../../terminal/messages/codes/add.ts'
import * as messages from '../../terminal/messages/import/import.ts'
import { noVault } from '../../vault/missing-vault.ts'
import { readableByOthers } from '../../vault/passphrase-source.ts'
import { readInput, readInputFile } from '../../vault/read-input.ts'
import type { Vault } from '../../vault/vault.ts'
import { exists } from '../../vault/vault-file.ts'
import { openOrMake } from '../codes/store-codes.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { issuedOn, oneOf } from '../options.ts'
import { choose } from './choose.ts'
import { leftOffer, type Offer } from './offer.ts'
import { report, show, warningsOf } from './report.ts'
import { settle } from './settle.ts'
import { importOwn } from './take-over.ts'

interface ImportOptions {
  readonly from?: ImportFormat | undefined
  readonly account?: string | undefined
  readonly issuedOn?: string | undefined
  readonly replace?: true | undefined
  readonly dryRun?: true | undefined
}

/** `igcodes import FILE`: imports codes from a password manager's export, or from a text. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'import codes from a password manager or a text file',
        ja: 'パスワード管理アプリやテキストから取り込む',
      }),
    )
    .argument(
      '<file>',
      t({
        en: 'an export of a password manager, a browser or a note app, or a text; - is standard input',
        ja: 'パスワード管理アプリ・ブラウザ・メモアプリの書き出し、またはテキスト。- は標準入力',
      }),
    )
    .option('--from <format>', importFormats.join(' | '), oneOf<ImportFormat>('--from', importFormats))
    .option(
      '--account <account>',
      t({ en: 'whose codes they are, if the file does not say', ja: 'ファイルに書かれていないときのアカウント' }),
    )
    .option(
      '--issued-on <date>',
      t({
        en: 'the day Instagram issued them (when the entry was last changed, else today)',
        ja: '発行された日(省略時は項目の最終変更日、なければ今日)',
      }),
    )
    .option(
      '--replace',
      t({
        en: 'also if the vault has other codes: these are newer',
        ja: '保管庫に別のコードがあっても、こちらが新しいものとして置き換える',
      }),
    )
    .option('--dry-run', t({ en: 'only look, store nothing', ja: '確認だけして、保存しない' }))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes import bitwarden_export.json --dry-run',
          en: 'what is in there?',
          ja: '何が入っているかを見る',
        },
        {
          run: 'igcodes import export.1pux',
          en: 'shows what it has found, then asks',
          ja: '見つけたものを表示してから、保存するか聞きます',
        },
        {
          run: 'igcodes import notes.txt --account shop_tokyo --yes --no-input --json',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (file, options) => importCodes(context(), file, options))
}

async function importCodes(context: Context, file: string, options: ImportOptions): Promise<void> {
  const { terminal, system } = context
  const today = localDay(system.now())
  const account = options.account === undefined ? undefined : parseHandle(options.account)
  const given = options.issuedOn === undefined ? undefined : issuedOn(options.issuedOn, system.now())

  const bytes = readGiven(context, file)
  const own = readOwnExport(bytes, options.from)
  if (own) return importOwnExport(context, file, own, options)
  const { format, entries } = await readExport(bytes, options.from)
  const vault = await vaultFor(context, entries, options)
  const state = vault?.state ?? fold([])
  const known = new Set([...state.accounts.values()].map(({ handle }) => handle))
  // As for `add`: here the beginning of a handle would make another account.
  const [longer] = account && !known.has(account) ? longerThan(state, account) : []
  if (account && longer) terminal.warn(beginsLikeKnown, { account, known: longer.handle })

  const findings = findCodes(entries, known, system.now().getFullYear() + 5)
  if (findings.found.length === 0)
    throw new UserError('import-nothing-found', { entries: entries.length, left: findings.left })
  terminal.note(messages.lookedThrough, { format, entries: entries.length, sets: findings.found.length })

  const settled = await settle(context, findings.found, { account, asks: !options.dryRun })
  const offer = (candidate: Candidate): Offer => {
    const wanted = {
      handle: candidate.handle,
      codes: candidate.codes,
      issuedOn: given ?? issueDay(candidate, today),
      today,
      setId: context.newName(),
      identify: vault?.identify ?? identifyWithoutVault,
    }
    const isShared = accountsSharing(candidate, settled.candidates).length > 0
    const verdict: Verdict = isShared ? { kind: 'left', reason: 'shared-codes' } : judge(state, wanted)
    return { candidate: sure(candidate, account), wanted, verdict, isDateGiven: given !== undefined }
  }
  const offers = settled.candidates.map(offer)
  const storable = offers.filter(({ verdict }) => verdict.kind !== 'left')
  show(context, storable, today)
  await storeChosen(context, {
    file,
    format,
    vault,
    storable,
    without: findings.left,
    left: [...settled.left, ...offers.flatMap(leftOffer)],
    others: findings.others,
    options,
  })
}

/** It says itself whose codes it has, and when they were issued. */
async function importOwnExport(
  context: Context,
  file: string,
  found: ReadExport,
  { dryRun, account, issuedOn: day, replace }: ImportOptions,
): Promise<void> {
  const given = { '--account': account, '--issued-on': day, '--replace': replace }
  const [name] = Object.entries(given).find(([, value]) => value !== undefined) ?? []
  if (name !== undefined) throw new UserError('bad-argument', { name, value: 'igcodes', allowed: '--dry-run, --yes' })
  const isThere = exists(context.vaultPath)
  if (!isThere && !dryRun && !(await context.terminal.prompts())) throw noVault(context.vaultPath, context.state)
  const vault = isThere ? await context.open() : dryRun ? undefined : await openOrMake(context)
  await importOwn(context, { found, path: file === '-' ? '' : file, vault, dryRun: dryRun === true })
}

/** Naming the account on the command line also confirms that the codes are Instagram's, unless their entry names another service. */
function sure(candidate: Candidate, account: Handle | undefined): Candidate {
  const isConfirmed = candidate.handle === account && candidate.hint !== 'other-address'
  return { ...candidate, certain: candidate.certain || isConfirmed }
}

interface Found {
  readonly file: string
  readonly format: ImportFormat
  readonly vault: Vault | undefined
  readonly storable: readonly Offer[]
  /** Lines and entries without Instagram codes. */
  readonly without: readonly LeftBehind[]
  /** Codes that cannot be stored. */
  readonly left: readonly LeftBehind[]
  readonly others: number
  readonly options: ImportOptions
}

async function storeChosen(context: Context, found: Found): Promise<void> {
  const { file, format, vault, storable, others, options } = found
  const { chosen, left: refused } = options.dryRun
    ? { chosen: storable, left: [] }
    : await choose(context, storable, options.replace === true)
  const unstored = [...found.left, ...refused]
  const left = [...found.without, ...unstored]
  const isAllKnown = unstored.every(({ reason }) => reason === 'known')
  if (chosen.length === 0 && !isAllKnown && !options.dryRun) throw new UserError('import-nothing-stored', { left })

  if (!options.dryRun && vault && chosen.length > 0) {
    const wanted = chosen.map(offer => offer.wanted)
    await vault.change(state => storeAll(state, wanted))
  }
  report(context, {
    // Piped input has no path.
    path: file === '-' ? '' : file,
    format,
    stored: chosen.map(offer => ({ offer, warnings: warningsOf(context, offer) })),
    left,
    others,
    dryRun: options.dryRun === true,
  })
}

function readGiven({ terminal }: Context, file: string): Uint8Array {
  if (file === '-') {
    // Typed codes would stay on the screen; `add` erases a paste.
    if (terminal.stdinIsTty) throw new UserError('paste-empty')
    return readInput(0, maxOwnBytes)
  }
  const bytes = readInputFile(file, maxOwnBytes)
  if (readableByOthers(file)) terminal.warn(messages.exposedFile, { path: file })
  return bytes
}

/** `--dry-run` needs no vault. A file without codes does not create one. */
async function vaultFor(
  context: Context,
  entries: readonly Entry[],
  { dryRun }: ImportOptions,
): Promise<Vault | undefined> {
  if (exists(context.vaultPath)) return context.open()
  if (dryRun) return undefined
  const { found, left } = findCodes(entries, new Set())
  if (found.length === 0) throw new UserError('import-nothing-found', { entries: entries.length, left })
  if (!(await context.terminal.prompts())) throw noVault(context.vaultPath, context.state)
  return openOrMake(context)
}
