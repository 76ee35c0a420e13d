/**
 * What can go wrong for a user, as data: one leaf that every room may import.
 *
 * A failure has a code, an exit code and details; its sentences are in terminal/messages, in both languages.
 * Anything that is thrown and is no UserError is a bug and keeps its stack.
 */

/** The structural part of a vault file that a reader refused (envelope/FORMAT.md, "What a reader must refuse"). */
export type DamagedPart =
  | 'size'
  | 'magic'
  | 'line-ends'
  /** Git has merged it as text. */
  | 'conflict-markers'
  | 'lines'
  | 'header'
  | 'slot'
  | 'kdf'
  | 'mac'
  | 'payload'
  | 'journal'

/**
 * Every failure: its exit code, and in its type the details. Exit codes are a contract with scripts: they never change their meaning. Text
 * in the details may come from outside: the printer makes it harmless.
 */
const failures = {
  usage: exits<{ problem: string }>(2),
  /** `command` is the word before it, followed by a space, or empty. */
  'unknown-command': exits<{ name: string; nearest: readonly string[]; command: string }>(2),
  'unknown-option': exits<{ name: string; command: string; nearest: readonly string[] }>(2),
  'missing-argument': exits<{ name: string; command: string }>(2),
  'too-many-arguments': exits<{ command: string }>(2),
  'bad-argument': exits<{ name: string; value: string; allowed: string; nearest?: string }>(2),
  'have-and-lost': exits<{ word: string }>(2),
  /** `--see` says the opposite of this word of the option. */
  'sight-contradicts': exits<{ see: string; option: '--have' | '--lost'; word: string }>(22),
  'account-needed': exits<{ accounts: readonly string[] }>(2),
  'incident-needed': exits<{ open: readonly string[] }>(2),
  /** `command` asks questions and nothing else; `instead` takes options. */
  'questions-only': exits<{ command: string; instead: string }>(2),
  'passphrase-needed': exits(2),
  'new-passphrase-needed': exits(2),
  'confirmation-needed': exits(2),
  /** Codes in plain digits for paper: a person has to say so, twice. */
  'codes-on-paper': exits(2),
  /** A picture that must not end up in a file: only where somebody looks, and can take it away again. */
  'screen-only': exits(2),
  /** Everything in plain text: for a file or a pipe, never for a screen. */
  'export-on-screen': exits(2),
  cancelled: exits(3),
  /** A dialogue that was left after some of it was saved. */
  stopped: exits(3),
  interrupted: exits(130),
  /** `backup`: its newest. `known`: there was one, used on this machine, or there is one in iCloud that has not been brought here. */
  'no-vault': exits<{ path: string; backup?: string; known?: 'used' | 'icloud' }>(10),
  locked: exits<{ path: string; host: string; pid: number; seconds: number }>(11),
  /** What is in the lock's place is no lock of igcodes. */
  'lock-broken': exits<{ path: string; fault: FileFault }>(16),
  /**
   * `hasRecoveryKey`: whether the recovery key would open it; the header tells without a passphrase. `wasUsedOnce`: it is a one-time
   * passphrase that was changed since. `words`: it was meant as a recovery key.
   */
  'wrong-passphrase': exits<{
    mark: TextMark | undefined
    hasRecoveryKey: boolean
    wasUsedOnce?: boolean
    words?: WordFaults
  }>(12),
  /** `isSynced`: it is not whole, and a sync program may still be bringing the rest. */
  damaged: exits<{ part: DamagedPart; path?: string; backup?: DamageBackup; isSynced?: true }>(13),
  'newer-format': exits<{ version: string }>(14),
  /** An export whose format this program does not know. */
  'newer-export': exits<{ format: number }>(14),
  'newer-events': exits<{ types: readonly string[] }>(14),
  /** `missing`: changes that it lacks; none where only its vault key is an earlier one. */
  'older-copy': exits<{ path: string; missing: number }>(15),
  /** Restoring it would be a step back, and no one has agreed to it. */
  'older-backup': exits<StepBack>(15),
  /** Its vault key does not come from the one that this machine knows. */
  'other-key': exits<{ path: string }>(40),
  /** Slots that are not what this machine knows them to be. */
  'slot-changed': exits<{ slots: readonly NamedSlot[] }>(40),
  /** Slots that this machine has not seen before, and no one to ask. */
  'unknown-slots': exits<{ slots: readonly NamedSlot[] }>(40),
  /** Slots that a new key cannot be given to, and no one to ask. */
  'slots-unreachable': exits<{ slots: readonly NamedSlot[] }>(40),
  /** The journal says that the slot that is open was revoked: no new key is made with it. */
  'slot-revoked': exits(40),
  /** A copy to be merged is another vault. */
  'foreign-vault': exits<{ path: string; copy: string }>(22),
  /** A copy to be merged opens with another passphrase, and no one can be asked for it. */
  'copy-passphrase-needed': exits<{ path: string }>(12),
  'merge-locks-out': exits(40),
  /** What a merge cannot decide alone, and no one to ask. `outcomes`: whether the outcomes of codes were merged anyway. */
  'merge-undecided': exits<{
    copy: string
    /** The command that asks. */
    again: string
    newKey: boolean
    slots: readonly NamedSlot[]
    events: number
    outcomes: boolean
  }>(40),
  'git-missing': exits(16),
  /** What git or one of its hooks said. */
  'git-failed': exits<{ command: string; words: readonly string[] }>(16),
  /** A lock of git's own: of one that still runs, or that was killed. */
  'git-locked': exits<{ path: string }>(11),
  /** The vault is in no work tree, or it has no remote. */
  'git-not-set-up': exits<{ path: string }>(22),
  'git-other-files': exits<{ folder: string; names: readonly string[] }>(22),
  /** `branch`: where to go back to from a detached head, if that is known. */
  'git-under-way': exits<{ what: GitActivity; folder: string; branch?: string }>(22),
  /** Attributes by which git changes the file's bytes: `filter=lfs`. */
  'git-attributes': exits<{ path: string; attributes: readonly string[] }>(22),
  'git-other-vault': exits<{ path: string; remote: string }>(22),
  'git-remote-known': exits<{ name: string; url: string }>(24),
  /** The remote's address has a password in it. */
  'git-address-secret': exits(22),
  /** Other files of the repository, which git cannot merge. */
  'git-conflict': exits<{ files: readonly string[] }>(40),
  'remote-offline': exits<{ remote: string; words: readonly string[] }>(16),
  'remote-refused': exits<{ remote: string; words: readonly string[] }>(16),
  'last-slot': exits(22),
  /** Without a passphrase, only the recovery key would open the vault. */
  'last-passphrase': exits(22),
  'unknown-slot': exits<{ name: string; nearest: readonly string[] }>(20),
  /** Several slots have this label. */
  'slot-needed': exits<{ label: string; slots: readonly NamedSlot[] }>(22),
  /** Only its owner can type what it opens with. */
  'slot-not-open': exits<{ slot: NamedSlot }>(22),
  'label-exists': exits<{ label: string }>(24),
  'label-empty': exits(22),
  /** It opens another slot. */
  'passphrase-taken': exits(22),
  /** What opened the vault has to be changed before anything else, and there is no one to ask. */
  'passphrase-one-time': exits(22),
  'keys-used-up': exits(22),
  /**
   * `isSaved`: the command had saved something before. `account`: one of its codes may count as handed out although it was never shown.
   * `foreign`: a folder of another user in a folder of ours, which is in the way.
   */
  storage: exits<{
    doing: StorageStep
    path: string
    cause: string
    isSaved?: boolean
    account?: string
    foreign?: string
  }>(16),
  /** The file with this computer's own name (`replica`). */
  'replica-broken': exits<{ path: string; fault: FileFault }>(16),
  'vault-is-folder': exits<{ path: string }>(16),
  'vault-link-broken': exits<{ path: string; target: string }>(16),
  /** The path is relative to a folder that was deleted while the shell was in it. */
  'folder-gone': exits<{ path: string }>(16),
  'vault-not-yours': exits<{ path: string }>(16),
  /** `isDisk`: the disk knows no permissions. */
  'vault-exposed': exits<{ path: string; isDisk: boolean }>(16),
  'vault-replaced': exits<{ path: string }>(16),
  /** Windows keeps it for something else (vault/windows-names). */
  'unusable-name': exits<{ name: string; path: string }>(22),
  'answer-unreadable': exits<{ answer: WantedAnswer }>(16),
  /** HOME is empty or missing, and the system knows no home of this user. */
  'home-unknown': exits(16),
  /** stdout is a file that others can read, and that we may not close to them. */
  'answer-exposed': exits(16),
  'answer-lost': exits<{ account: string }>(16),
  'secret-lost': exits<{ secret: NewSecret; path: string }>(16),
  /** `install`: packages of which one would help. */
  'clipboard-unavailable': exits<{ why: ClipboardFault; install: readonly string[] }>(16),
  /** The agent of `unlock`: its folder is open to others; it could not be started; this system has no way to keep it apart. */
  'agent-exposed': exits<{ path: string }>(16),
  'agent-failed': exits<{ cause: string }>(16),
  /** It does not answer and could not be ended. `until`: ISO, when it ends by itself; `pid`, where it is known. */
  'agent-stuck': exits<{ cause: string; until: string | undefined; pid: number | undefined }>(16),
  'agent-unsupported': exits(2),
  'unknown-account': exits<{ account: string; nearest: readonly string[] }>(20),
  'unknown-backup': exits<{ id: string }>(20),
  'unknown-scenario': exits<{ scenario: string; nearest: readonly string[] }>(20),
  'nothing-found': exits<{ words: string }>(20),
  'unknown-rule': exits<{ rule: string; nearest: readonly string[] }>(20),
  'unknown-handover': exits<{ handover: string; open: readonly string[] }>(20),
  /** Nothing of the registry by that name, or several: what-if takes several kinds. */
  'unknown-loss': exits<{ name: string; nearest: readonly string[] }>(20),
  'unknown-incident': exits<{ incident: string; open: readonly string[]; meant?: readonly string[] }>(20),
  'unknown-record': exits<{ kind: RecordKind; name: string; nearest: readonly string[] }>(20),
  'no-totp': exits<{ account: string }>(20),
  'no-codes-left': exits<{ account: string; pending: number }>(21),
  /** `nearest`: the same without the dots that Instagram does not allow; may be empty. `isPlaceholder`: NAME, as documents write it. */
  'bad-handle': exits<{ handle: string; nearest?: string; isPlaceholder?: boolean }>(22),
  /** `mayCome`: a day that is still to come would have been fine. */
  'bad-date': exits<{ date: string; mayCome?: boolean }>(22),
  /** `past`: it can be read, but is over already. */
  'bad-deadline': exits<{ deadline: string; past: boolean }>(22),
  'bad-span': exits<{ span: string }>(22),
  'bad-position': exits<{ position: string; size: number }>(22),
  'paste-empty': exits(22),
  'paste-too-large': exits<{ limit: number }>(22),
  'paste-binary': exits(22),
  'paste-no-codes': exits(22),
  'paste-bad-line': exits<BadLine>(22),
  /** Rows of several things, or several passwords. */
  'paste-table': exits(22),
  /** A list of earlier codes is in it too, or another account's. */
  'paste-two-lists': exits<{ lists: readonly { firstLine: number; lastLine: number; count: number }[] }>(22),
  /** None of its codes is without doubt. */
  'paste-doubtful': exits<{ firstLine: number; lastLine: number; doubt: CodeDoubt }>(22),
  'paste-doubled': exits<{ line: number; firstLine: number; masked: string }>(22),
  'paste-too-many': exits<{ count: number; most: number }>(22),
  'import-too-large': exits<{ limit: number }>(22),
  /** `shiftJis`: it reads as what older Japanese programs write. */
  'import-not-text': exits<{ shiftJis: boolean }>(22),
  /** `from` is what --from said that it is, or empty. */
  'import-unknown-format': exits<{ from: string; kind: FileKind }>(22),
  /** `line` is 0 where the format's reader cannot tell. */
  'import-broken': exits<{ format: ImportFormat | 'zip' | 'json'; line: number }>(22),
  'import-encrypted': exits<{ format: ImportFormat }>(22),
  'import-nothing-found': exits<{ entries: number; left: readonly LeftBehind[] }>(22),
  'import-nothing-stored': exits<{ left: readonly LeftBehind[] }>(22),
  /** `inSet`: all of them belong to the valid set, which the rest of the paste may complete. */
  'codes-known': exits<{ account: string; known: readonly KnownCode[]; inSet: boolean }>(22),
  'codes-of-another-account': exits<{ account: string; owner: string; count: number }>(22),
  'set-outdated': exits<{ account: string; issuedOn: string; newest: string }>(22),
  'nothing-to-complete': exits<{ account: string }>(22),
  'nothing-new': exits<{ account: string }>(22),
  'nothing-handed-out': exits<{ account: string }>(22),
  'outcome-known': exits<{ account: string; position: number; state: 'used' | 'rejected' }>(22),
  'no-set-to-void': exits<{ account: string }>(22),
  /** `found`: the value that does not do; never the secret. */
  'totp-refused': exits<{ problem: TotpProblem; found: string }>(22),
  /** Several entries, and no one to ask. `missing`: parts of the export that were not handed over. */
  'totp-which': exits<{ names: readonly string[]; missing: number }>(22),
  /** `format`: of a picture that cannot be read, such as WEBP; or empty. */
  'picture-refused': exits<{ path: string; problem: PictureProblem; format: string }>(22),
  'bad-one-time-code': exits<{ digits: number }>(22),
  /** `clock`: what this machine's says. */
  'totp-no-match': exits<{ account: string; clock: string }>(22),
  'window-too-small': exits<{ columns: number; rows: number; neededColumns: number; neededRows: number }>(22),
  'vault-opens': exits<{ path: string }>(22),
  /** `isAsked`: somebody at a terminal can choose again. */
  'passphrase-weak': exits<{ characters: number; least: number; isAsked: boolean }>(22),
  'passphrase-guessable': exits<{ why: 'repeated' | 'run' | 'common'; isAsked: boolean }>(22),
  /** The new one is the old one. */
  'passphrase-same': exits(22),
  /** Nobody can type it at a prompt. */
  'passphrase-untypable': exits<{ why: 'lines' | 'control' }>(22),
  'passphrase-empty': exits(22),
  'passphrase-unstable': exits(22),
  'passphrase-marked': exits<{ mark: TextMark }>(22),
  'passphrases-differ': exits(22),
  'passphrase-source': exits<{ source: string; cause: string }>(22),
  'slots-full': exits(22),
  'text-empty': exits(22),
  'text-too-long': exits<{ characters: number; most: number }>(22),
  'text-holds-code': exits(22),
  'name-empty': exits<{ kind: RecordKind }>(22),
  'bad-phone': exits<{ phone: string }>(22),
  'nothing-to-edit': exits<{ kind: RecordKind }>(20),
  /** From the factor back to itself. */
  'needs-loop': exits<{ way: readonly string[] }>(22),
  /** Two lists of one day, stored on machines that were apart; no one has said which one counts. `days`: when each was issued. */
  'lists-undecided': exits<{ account: string; days: readonly string[] }>(40),
  'no-such-list': exits<{ account: string; list: number; days: readonly string[] }>(22),
  /** Codes whose outcome is unknown, and no one to ask. */
  'outcomes-unknown': exits<{ account: string; positions: readonly number[] }>(23),
  'cool-down': exits<{ account: string; rejected: number; since: string; until: string }>(23),
  'vault-exists': exits<{ path: string }>(24),
  'account-exists': exits<{ account: string }>(24),
  /** `isFinal`: no option replaces it. */
  'file-exists': exits<{ path: string; what: StandingFile; isFinal?: boolean }>(24),
  'incident-closed': exits<{ incident: string }>(24),
  'incident-exists': exits<{ account: string; incident: string }>(24),
  'record-exists': exits<{ kind: RecordKind; name: string; id: string }>(24),
}

export type ExitCode = 2 | 3 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 20 | 21 | 22 | 23 | 24 | 40 | 130

interface FailureKind<Details> {
  readonly exitCode: ExitCode
  /** Never there: it holds the type. */
  readonly details?: Details
}

function exits<Details = Empty>(exitCode: ExitCode): FailureKind<Details> {
  return { exitCode }
}

export type FailureCode = keyof typeof failures

/** Every failure's details, by its code. */
export type Failures = { [C in FailureCode]: NonNullable<(typeof failures)[C]['details']> }

type Empty = Readonly<Record<never, never>>

/** A way to open the vault, as a person can tell it from others: when it was added and by whom, unless it came with the vault. */
export interface NamedSlot {
  readonly id: string
  readonly kind: 'passphrase' | 'recovery'
  /** Whose it is. */
  readonly label?: string
  readonly at?: string
  readonly by?: string
}

/** What keeps a repository from being synced. */
export type GitActivity = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'detached'

/** What the registry holds (domain/registry). */
export type RecordKind = 'person' | 'device' | 'factor' | 'place'

/** What is already in the place of a new file: only a plain file may be replaced. */
export type StandingFile = 'file' | 'folder' | 'vault' | 'other'

/** What is in the place of a small file of ours; `special`: a pipe, a socket or a device; `content`: it does not say what it should. */
export type FileFault = 'link' | 'folder' | 'special' | 'large' | 'empty' | 'content'

/** What is wrong with the words of a recovery key: how many they are, and which are in no list of words. */
export interface WordFaults {
  readonly count: number
  readonly unknown: readonly { readonly position: number; readonly nearest: readonly string[] }[]
}

/** What no one would have seen; `other`: what can be produced again. */
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

/** What an editor left in a passphrase file beside the passphrase: it is invisible, and no one can type it. */
export type TextMark = 'byte-order-mark' | 'utf-16'

/** No tool is installed; none of Windows from WSL; no desktop answers; no terminal for OSC 52; the tool failed. */
export type ClipboardFault = 'no-tool' | 'no-clip-exe' | 'no-display' | 'no-terminal' | 'failed'

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
  | 'encrypted-export'
  | 'other-json'
  | 'hotp'
  | 'algorithm'
  | 'digits'
  | 'period'

/** Why a picture gave no QR code (authenticator/qr-picture); `other-qr`: one with something else in it. */
export type PictureProblem = 'no-picture' | 'format' | 'too-large' | 'damaged' | 'no-qr' | 'other-qr'

/** Why a line with digits holds no code; its digits themselves never leave the parser. */
export type BadLineKind =
  | 'half'
  | 'six-digits'
  | 'seven-digits'
  | 'nine-digits'
  | 'phone'
  /** O for 0 and its like. */
  | 'letters'
  /** Eight digits with other signs between than a code has. */
  | 'apart'
  | 'other'

export interface BadLine {
  readonly line: number
  /** The number that nearly makes a code, or empty; never what is beside it. */
  readonly masked: string
  readonly kind: BadLineKind
}

/** Why eight digits are perhaps no code of the account. `old-list`: all codes that there are, under a heading such as “used codes”. */
export type CodeDoubt = 'date' | 'other-number' | 'other-service' | 'other-account' | 'old-list'

/** A file that cannot be read, as far as its content tells what it is. */
export type FileKind =
  | 'table'
  | 'passwords'
  | 'html'
  | 'xml'
  | 'json'
  | 'rtf'
  | '1pif'
  | 'pdf'
  | 'document'
  | 'spreadsheet'
  | 'zip'
  | 'spass'
  | 'other'

/** What `import` reads; `csv` is any manager's or browser's table, `text` anything that a person has written. */
export type ImportFormat =
  | 'bitwarden'
  | '1password'
  | 'keepass'
  | 'proton'
  | 'enpass'
  | 'keeper'
  | 'dashlane'
  | 'igcodes'
  | 'notes'
  | 'csv'
  | 'text'

/** Why something that looked like Instagram's was not taken over (domain/import-find, domain/import-plan). */
export type LeftReason =
  | 'no-codes'
  | 'odd-digits'
  | 'other-number'
  | 'other-service'
  | 'old-list'
  | 'date'
  | 'unclear-field'
  | 'too-long'
  | 'facebook'
  | 'by-name-only'
  | 'by-title-only'
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
  /** What was there, masked; or empty. */
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

/** One code with its own details, so that a printer can narrow by the code. */
export type Failure = {
  [C in FailureCode]: { readonly code: C; readonly details: Readonly<Failures[C]> }
}[FailureCode]

/** A failure that the user can act on. Its message is for developers; people read terminal/messages. */
export class UserError<C extends FailureCode = FailureCode> extends Error {
  override readonly name = 'UserError'
  readonly code: C
  readonly details: Readonly<Failures[C]>

  constructor(code: C, ...[details]: Record<never, never> extends Failures[C] ? [] : [Readonly<Failures[C]>]) {
    super(code)
    this.code = code
    this.details = (details ?? {}) as Failures[C]
  }

  get exitCode(): ExitCode {
    return failures[this.code].exitCode
  }
}

/** Each exit code that a failure has, once. */
export function exitCodes(): ReadonlySet<ExitCode> {
  return new Set(Object.values(failures).map(({ exitCode }) => exitCode))
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
