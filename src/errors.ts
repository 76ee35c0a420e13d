/**
 * What can go wrong for a user, as data: one leaf that every room may import.
 *
 * A failure has a code, an exit code and details; its sentences stand in terminal/messages, in both languages.
 * Anything that is thrown and is no UserError is a bug and keeps its stack.
 */

/** The structural part of a vault file that a reader refused (envelope/FORMAT.md, "What a reader must refuse"). */
export type DamagedPart =
  | 'size'
  | 'magic'
  | 'line-ends'
  | 'lines'
  | 'header'
  | 'slot'
  | 'kdf'
  | 'mac'
  | 'payload'
  | 'journal'

/** Every failure's details, by its code. Text in them may come from outside: the printer makes it harmless. */
export interface Failures {
  usage: { problem: string }
  /** `command` is the one that it stands behind, followed by a space, or empty. */
  'unknown-command': { name: string; nearest: readonly string[]; command: string }
  'unknown-option': { name: string; command: string; nearest: readonly string[] }
  'missing-argument': { name: string; command: string }
  'too-many-arguments': { command: string }
  'bad-argument': { name: string; value: string; allowed: string }
  'have-and-lost': { word: string }
  'account-needed': { accounts: readonly string[] }
  'incident-needed': { open: readonly string[] }
  /** `command` asks questions and nothing else; `instead` takes options. */
  'questions-only': { command: string; instead: string }
  'passphrase-needed': Empty
  'new-passphrase-needed': Empty
  'confirmation-needed': Empty
  /** Codes in plain digits for paper: a person has to say so, twice. */
  'codes-on-paper': Empty
  /** A picture that must not end up in a file: only where somebody looks, and can take it away again. */
  'screen-only': Empty
  cancelled: Empty
  /** A dialogue that was left after some of it was saved. */
  stopped: Empty
  interrupted: Empty
  /** `backup`: the newest that is beside the place. */
  'no-vault': { path: string; backup?: string }
  locked: { path: string; host: string; pid: number; seconds: number }
  /** What is in the lock's place is no lock of igcodes. */
  'lock-broken': { path: string; fault: FileFault }
  'wrong-passphrase': { mark: TextMark | undefined }
  damaged: { part: DamagedPart; path?: string; backup?: DamageBackup }
  'newer-format': { version: string }
  'newer-events': { types: readonly string[] }
  /** `missing`: changes that it lacks; none where only its vault key is an earlier one. */
  'older-copy': { path: string; missing: number }
  /** To put it in the vault's place would be a step back, and nobody has agreed to one. */
  'older-backup': StepBack
  /** Its vault key does not come from the one that this machine knows. */
  'other-key': { path: string }
  /** Slots that are not what this machine knows them to be. */
  'slot-changed': { slots: readonly NamedSlot[] }
  /** Slots that this machine has not seen before, and nobody to ask. */
  'unknown-slots': { slots: readonly NamedSlot[] }
  /** Slots that a new key cannot be handed to, and nobody to ask. */
  'slots-unreachable': { slots: readonly NamedSlot[] }
  'last-slot': Empty
  'keys-used-up': Empty
  /**
   * `isSaved`: the command had saved something before. `account`: one of its codes may count as handed out although it was never shown.
   */
  storage: { doing: StorageStep; path: string; cause: string; isSaved?: boolean; account?: string }
  /** The file with this computer's own name (`replica`). */
  'replica-broken': { path: string; fault: FileFault }
  'vault-is-folder': { path: string }
  'vault-link-broken': { path: string; target: string }
  /** The path is relative to a folder that was deleted while the shell was in it. */
  'folder-gone': { path: string }
  'vault-not-yours': { path: string }
  /** `isDisk`: the disk knows no permissions. */
  'vault-exposed': { path: string; isDisk: boolean }
  'vault-replaced': { path: string }
  /** Windows keeps it for something else (vault/windows-names). */
  'unusable-name': { name: string; path: string }
  'answer-unreadable': { answer: WantedAnswer }
  /** stdout is a file that others can read, and that we may not close to them. */
  'answer-exposed': Empty
  'answer-lost': { account: string }
  'secret-lost': { secret: NewSecret; path: string }
  /** `install`: packages of which one would help. */
  'clipboard-unavailable': { why: ClipboardFault; install: readonly string[] }
  /** The agent of `unlock`: its folder is open to others; it could not be started; this system has no way to keep it apart. */
  'agent-exposed': { path: string }
  'agent-failed': { cause: string }
  /** It does not answer and could not be ended. `until`: ISO, when it ends by itself; `pid`, where it is known. */
  'agent-stuck': { cause: string; until: string | undefined; pid: number | undefined }
  'agent-unsupported': Empty
  'unknown-account': { account: string; nearest: readonly string[] }
  'unknown-backup': { id: string }
  'unknown-scenario': { scenario: string; nearest: readonly string[] }
  'nothing-found': { words: string }
  'unknown-rule': { rule: string; nearest: readonly string[] }
  'unknown-handover': { handover: string; open: readonly string[] }
  /** Nothing of the registry by that name, or several: what-if takes several kinds. */
  'unknown-loss': { name: string; nearest: readonly string[] }
  'unknown-incident': { incident: string; open: readonly string[] }
  'unknown-record': { kind: RecordKind; name: string; nearest: readonly string[] }
  'no-totp': { account: string }
  'no-codes-left': { account: string; pending: number }
  'bad-handle': { handle: string }
  /** `mayCome`: a day that is still to come would have been fine. */
  'bad-date': { date: string; mayCome?: boolean }
  /** `past`: it can be read, but is over already. */
  'bad-deadline': { deadline: string; past: boolean }
  'bad-span': { span: string }
  'bad-position': { position: string; size: number }
  'paste-empty': Empty
  'paste-too-large': { limit: number }
  'paste-binary': Empty
  'paste-no-codes': Empty
  'paste-bad-line': { line: number; masked: string; kind: BadLineKind }
  'paste-doubled': { line: number; firstLine: number; masked: string }
  'paste-too-many': { count: number; most: number }
  'import-too-large': { limit: number }
  /** `shiftJis`: it reads as what older Japanese programs write. */
  'import-not-text': { shiftJis: boolean }
  /** `from` is what --from said that it is, or empty. */
  'import-unknown-format': { from: string }
  /** `line` is 0 where the format's reader cannot tell. */
  'import-broken': { format: ImportFormat | 'zip'; line: number }
  'import-encrypted': { format: ImportFormat }
  'import-nothing-found': { entries: number; left: readonly LeftBehind[] }
  'import-nothing-stored': { left: readonly LeftBehind[] }
  /** `inSet`: all of them belong to the valid set, which the rest of the paste may complete. */
  'codes-known': { account: string; known: readonly KnownCode[]; inSet: boolean }
  'codes-of-another-account': { account: string; owner: string; count: number }
  'set-outdated': { account: string; issuedOn: string; newest: string }
  'nothing-to-complete': { account: string }
  'nothing-new': { account: string }
  'nothing-handed-out': { account: string }
  'outcome-known': { account: string; position: number; state: 'used' | 'rejected' }
  'no-set-to-void': { account: string }
  /** `found`: the value that does not do; never the secret. */
  'totp-refused': { problem: TotpProblem; found: string }
  /** Several entries, and nobody to ask. `missing`: parts of the export that were not handed over. */
  'totp-which': { names: readonly string[]; missing: number }
  'picture-refused': { path: string; problem: PictureProblem }
  'bad-one-time-code': { digits: number }
  /** `clock`: what this machine's says. */
  'totp-no-match': { account: string; clock: string }
  'window-too-small': { columns: number; rows: number; neededColumns: number; neededRows: number }
  'vault-opens': { path: string }
  /** `isAsked`: somebody at a terminal can choose again. */
  'passphrase-weak': { characters: number; least: number; isAsked: boolean }
  'passphrase-guessable': { why: 'repeated' | 'run' | 'common'; isAsked: boolean }
  /** The new one is the old one. */
  'passphrase-same': Empty
  /** Nobody can type it at a prompt. */
  'passphrase-untypable': { why: 'lines' | 'control' }
  'passphrase-empty': Empty
  'passphrase-unstable': Empty
  'passphrase-marked': { mark: TextMark }
  'passphrases-differ': Empty
  'passphrase-source': { source: string; cause: string }
  'slots-full': Empty
  'text-empty': Empty
  'text-too-long': { characters: number; most: number }
  'text-holds-code': Empty
  'name-empty': { kind: RecordKind }
  'bad-phone': { phone: string }
  'nothing-to-edit': { kind: RecordKind }
  /** From the factor back to itself. */
  'needs-loop': { way: readonly string[] }
  'cool-down': { account: string; rejected: number; since: string; until: string }
  'vault-exists': { path: string }
  'account-exists': { account: string }
  'file-exists': { path: string; what: StandingFile }
  'incident-closed': { incident: string }
  'incident-exists': { account: string; incident: string }
  'record-exists': { kind: RecordKind; name: string; id: string }
}

type Empty = Readonly<Record<never, never>>

/** A way to open the vault, as a person can tell it from others: when it was added and by whom, unless it came with the vault. */
export interface NamedSlot {
  readonly id: string
  readonly kind: 'passphrase' | 'recovery'
  readonly at?: string
  readonly by?: string
}

/** What the registry holds (domain/registry). */
export type RecordKind = 'person' | 'device' | 'factor' | 'place'

/** What stands where another file should go: only a plain one may ever make room. */
export type StandingFile = 'file' | 'folder' | 'vault' | 'other'

/** What is in the place of a small file of ours; `special`: a pipe, a socket or a device; `content`: it does not say what it should. */
export type FileFault = 'link' | 'folder' | 'special' | 'large' | 'empty' | 'content'

/** What nobody would have seen; `other`: what can be had again. */
export type WantedAnswer = 'code' | 'passphrase' | 'recovery-key' | 'other'

/** What was made and saved, and then could not be shown; the first passphrase is that of a vault with nothing in it. */
export type NewSecret = 'first-passphrase' | 'passphrase' | 'recovery-key'

/**
 * What the store was doing when the disk refused; `cause` is the system's error code, such as ENOSPC. `replace`: the old file is
 * in its place. `unsure`: either may be. `settle`: the new one is, but its name may not be durable.
 */
export type StorageStep =
  | 'read'
  | 'lock'
  | 'write'
  | 'backup'
  | 'replace'
  | 'unsure'
  | 'settle'
  | 'claim'
  | 'remember'
  | 'recall'
  | 'show'

/** What an editor left in a passphrase file beside the passphrase: nobody sees it, and nobody can type it. */
export type TextMark = 'byte-order-mark' | 'utf-16'

/** No tool is installed; no desktop answers; no terminal for OSC 52; the tool failed all the same. */
export type ClipboardFault = 'no-tool' | 'no-display' | 'no-terminal' | 'failed'

/** Why an authenticator's secret was not taken (domain/otpauth). */
export type TotpProblem =
  | 'empty'
  | 'no-base32'
  | 'digits-0-1-8-9'
  | 'length'
  | 'too-short'
  | 'too-long'
  | 'address'
  | 'export'
  | 'hotp'
  | 'algorithm'
  | 'digits'
  | 'period'

/** Why a picture gave no QR code (authenticator/qr-picture); `other-qr`: one with something else in it. */
export type PictureProblem = 'no-png' | 'jpeg' | 'too-large' | 'interlaced' | 'damaged' | 'no-qr' | 'other-qr'

/** Why a line with digits holds no code; its digits themselves never leave the parser. */
export type BadLineKind = 'half' | 'six-digits' | 'nine-digits' | 'phone' | 'other'

/** What `import` reads; `csv` is any manager's or browser's table, `text` whatever a person has written. */
export type ImportFormat = 'bitwarden' | '1password' | 'keepass' | 'csv' | 'text'

/** Why something that looked like Instagram's was not taken over (domain/import-find, domain/import-plan). */
export type LeftReason =
  | 'no-codes'
  | 'odd-digits'
  | 'other-number'
  | 'unclear-field'
  | 'too-long'
  | 'facebook'
  | 'by-name-only'
  | 'no-account'
  | 'several-sets'
  | 'shared-codes'
  | 'known'
  | 'partly-known'
  | 'of-another-account'
  | 'outdated'
  | 'too-many'
  | 'has-set'
  | 'declined'

/** Names in it are cut short, and digits that could be a code's are masked. */
export interface LeftBehind {
  readonly reason: LeftReason
  /** The entry's title, and in it the field; both empty in a plain text. */
  readonly title: string
  readonly field: string
  /** From 1; 0: the whole of it. */
  readonly line: number
  /** The account that it was found for, or empty. */
  readonly account: string
  /** What stood there, masked; or empty. */
  readonly masked: string
}

/** A pasted code that the account already had: where, and in which state (domain/codes). */
export interface KnownCode {
  readonly masked: string
  readonly position: number
  readonly state: string
}

/** A backup that could take a damaged vault's place, and how many changes it lacks, as far as this machine knows. */
export interface DamageBackup {
  readonly id: string
  readonly changesOlder?: number
}

/** A passphrase or recovery key that was replaced (where not `isSure`: perhaps), and opens the vault again. */
export interface ReturningSecret {
  readonly kind: NamedSlot['kind']
  readonly isSure: boolean
}

/** What goes out of use, and what comes back, with a backup in the vault's place. */
export interface StepBack {
  /** The backup's. */
  readonly id: string
  /** Changes that it lacks, as far as this machine knows. */
  readonly missing: number
  /** Of the secret that opens the backup. */
  readonly kind: NamedSlot['kind']
  /** Whether the file in the vault's place is whole, and only does not open with that secret. */
  readonly isLocked: boolean
  /** Whether its vault key is from before the one that this machine knows. */
  readonly hasEarlierKey: boolean
  /** Whether this machine knows the vault, and nothing newer than the backup. */
  readonly isLatestKnown: boolean
  readonly returning?: ReturningSecret
}

export type FailureCode = keyof Failures

/** Exit codes are a contract with scripts: they never change their meaning. */
export const exitCodes = {
  usage: 2,
  'unknown-command': 2,
  'unknown-option': 2,
  'missing-argument': 2,
  'too-many-arguments': 2,
  'bad-argument': 2,
  'have-and-lost': 2,
  'account-needed': 2,
  'incident-needed': 2,
  'questions-only': 2,
  'passphrase-needed': 2,
  'new-passphrase-needed': 2,
  'confirmation-needed': 2,
  'codes-on-paper': 2,
  'screen-only': 2,
  'agent-unsupported': 2,
  cancelled: 3,
  stopped: 3,
  interrupted: 130,
  'no-vault': 10,
  locked: 11,
  'lock-broken': 16,
  'wrong-passphrase': 12,
  damaged: 13,
  'newer-format': 14,
  'newer-events': 14,
  'older-copy': 15,
  'older-backup': 15,
  'other-key': 40,
  'slot-changed': 40,
  'unknown-slots': 40,
  'slots-unreachable': 40,
  'last-slot': 22,
  'keys-used-up': 22,
  storage: 16,
  'replica-broken': 16,
  'vault-is-folder': 16,
  'vault-link-broken': 16,
  'folder-gone': 16,
  'vault-not-yours': 16,
  'vault-exposed': 16,
  'vault-replaced': 16,
  'answer-unreadable': 16,
  'answer-exposed': 16,
  'answer-lost': 16,
  'secret-lost': 16,
  'clipboard-unavailable': 16,
  'agent-exposed': 16,
  'agent-failed': 16,
  'agent-stuck': 16,
  'unknown-account': 20,
  'unknown-backup': 20,
  'unknown-scenario': 20,
  'nothing-found': 20,
  'unknown-rule': 20,
  'unknown-handover': 20,
  'unknown-loss': 20,
  'unknown-incident': 20,
  'unknown-record': 20,
  'no-totp': 20,
  'nothing-to-edit': 20,
  'no-codes-left': 21,
  'bad-handle': 22,
  'bad-date': 22,
  'bad-deadline': 22,
  'bad-span': 22,
  'bad-position': 22,
  'paste-empty': 22,
  'paste-too-large': 22,
  'paste-binary': 22,
  'paste-no-codes': 22,
  'paste-bad-line': 22,
  'paste-doubled': 22,
  'paste-too-many': 22,
  'import-too-large': 22,
  'import-not-text': 22,
  'import-unknown-format': 22,
  'import-broken': 22,
  'import-encrypted': 22,
  'import-nothing-found': 22,
  'import-nothing-stored': 22,
  'codes-known': 22,
  'codes-of-another-account': 22,
  'set-outdated': 22,
  'nothing-to-complete': 22,
  'nothing-new': 22,
  'nothing-handed-out': 22,
  'outcome-known': 22,
  'no-set-to-void': 22,
  'totp-refused': 22,
  'totp-which': 22,
  'picture-refused': 22,
  'bad-one-time-code': 22,
  'totp-no-match': 22,
  'window-too-small': 22,
  'vault-opens': 22,
  'unusable-name': 22,
  'passphrase-weak': 22,
  'passphrase-guessable': 22,
  'passphrase-same': 22,
  'passphrase-untypable': 22,
  'passphrase-empty': 22,
  'passphrase-unstable': 22,
  'passphrase-marked': 22,
  'passphrases-differ': 22,
  'passphrase-source': 22,
  'slots-full': 22,
  'text-empty': 22,
  'text-too-long': 22,
  'text-holds-code': 22,
  'name-empty': 22,
  'bad-phone': 22,
  'needs-loop': 22,
  'cool-down': 23,
  'vault-exists': 24,
  'account-exists': 24,
  'file-exists': 24,
  'incident-closed': 24,
  'incident-exists': 24,
  'record-exists': 24,
} as const satisfies Record<FailureCode, number>

/** One code with its own details, so that a printer can narrow by the code. */
export type Failure = {
  [C in FailureCode]: { readonly code: C; readonly details: Readonly<Failures[C]> }
}[FailureCode]

/** A failure that the user can act on. Its message is for developers; people read terminal/messages. */
export class UserError<C extends FailureCode = FailureCode> extends Error {
  override readonly name = 'UserError'
  readonly code: C
  readonly details: Readonly<Failures[C]>

  constructor(
    code: C,
    ...[details]: Record<never, never> extends Failures[C] ? [] : [Readonly<Failures[C]>]
  ) {
    super(code)
    this.code = code
    this.details = (details ?? {}) as Failures[C]
  }

  get exitCode(): number {
    return exitCodes[this.code]
  }
}

/** Whether something thrown is this failure: then its details are known too. */
export function isFailure<C extends FailureCode>(error: unknown, code: C): error is UserError<C> {
  return error instanceof UserError && error.code === code
}

/** Leaving a question is `cancelled`, which says that nothing was changed: not so once something is saved. */
export function afterSaving(error: unknown): unknown {
  return isFailure(error, 'cancelled') ? new UserError('stopped') : error
}

/** Whether something thrown says that what the user put in was refused (exit 22): it can be given again. */
export function isRefusedInput(error: unknown): error is UserError {
  return error instanceof UserError && error.exitCode === 22
}
