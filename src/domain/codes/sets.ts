/** Rules about code sets: add a new one, complete one that was pasted in part, void one that no longer works. */
import { type KnownCode, UserError } from '../../errors.ts'
import { accountsByHandle, findAccount, idFor, requireAccount } from '../model/accounts.ts'
import { type BackupCode, masked } from '../model/backup-code.ts'
import type { Decision } from '../model/decision.ts'
import type { Fact, VoidReason } from '../model/events.ts'
import type { AccountId, CodeId, SetId } from '../model/ids.ts'
import { type Account, idsOf, type State } from '../model/state.ts'
import type { IsoDate } from '../text/date.ts'
import { type Handle, requireAllowed } from '../text/handle.ts'
import { currentSet, placedCodeOf } from './queries.ts'

/** Names a code without its digits: HMAC under the vault's code-id subkey (envelope/payload). */
export type Identify = (account: AccountId, digits: BackupCode) => CodeId

/** More than any set that Instagram is known to issue. */
const maxCodes = 20
/** As public pages show it (5), and as the article says (10). */
const usualSizes: readonly number[] = [5, 10]

export type SetWarning =
  | { readonly code: 'unusual-size'; readonly count: number }
  | { readonly code: 'already-stored'; readonly known: readonly KnownCode[] }
  | { readonly code: 'also-in-another-account'; readonly owner: Handle; readonly masked: readonly string[] }

export interface StoredSet extends Decision {
  readonly added: number
  readonly set: { readonly id: SetId; readonly size: number; readonly issuedOn: IsoDate }
  /** How many sets it replaces. */
  readonly superseded: number
  readonly warnings: readonly SetWarning[]
}

export interface PastedSet {
  readonly handle: Handle
  readonly codes: readonly BackupCode[]
  readonly issuedOn: IsoDate
  readonly setId: SetId
  readonly identify: Identify
  /** Lists of a later day come from a machine with a wrong clock, and do not make this one outdated. */
  readonly today?: IsoDate | undefined
}

/**
 * Stores a new set. It replaces the older ones, because Instagram cancels the older codes when it issues new ones. Adds the account if
 * the vault does not have it.
 *
 * @throws UserError `paste-too-many`, `codes-known`, `codes-of-another-account`, `set-outdated`, `bad-handle` for a new account
 */
export function addSet(state: State, pasted: PastedSet): StoredSet {
  refuseTooMany(pasted.codes.length)
  const account = findAccount(state, pasted.handle)
  const id = account?.id ?? idFor(state, pasted.handle)
  const codes = identified(id, pasted)

  const known = knownCodes(state, account, codes)
  if (known.length > 0) {
    const set = account && currentSet(account)
    const inSet = codes.every(({ id }) => !state.codes.has(id) || set?.codes.includes(id) === true)
    throw new UserError('codes-known', { account: pasted.handle, known, inSet })
  }
  const foreign = refuseForeign(state, account, pasted)
  refuseOutdated(account, pasted)

  if (!account) requireAllowed(pasted.handle)
  const facts: Fact[] = account ? [] : [{ type: 'account-added', account: id, handle: pasted.handle }]
  facts.push({
    type: 'set-added',
    account: id,
    set: pasted.setId,
    issuedOn: pasted.issuedOn,
    codes: codes.map(({ id }) => id),
    replaces: (account ?? state.removedAccounts.get(id))?.unreplaced ?? [],
  })
  return {
    facts,
    secrets: digitsOf(codes),
    added: codes.length,
    set: { id: pasted.setId, size: codes.length, issuedOn: pasted.issuedOn },
    superseded: account?.heads.length ?? 0,
    warnings: [...unusualSize(codes.length), ...foreign],
  }
}

/**
 * Adds the missing codes to a set that was pasted in part. Codes that it already has are skipped, with a warning.
 *
 * @throws UserError `unknown-account`, `nothing-to-complete`, `nothing-new`, `paste-too-many`, `codes-known` (of an older set),
 * `codes-of-another-account`
 */
export function completeSet(state: State, pasted: Omit<PastedSet, 'setId' | 'issuedOn'>): StoredSet {
  const account = requireAccount(state, pasted.handle)
  const set = currentSet(account)
  if (!set) throw new UserError('nothing-to-complete', { account: account.handle })

  const [inSet, fresh] = split(identified(account.id, pasted), ({ id }) => set.codes.includes(id))
  const stale = knownCodes(state, account, fresh)
  if (stale.length > 0) throw new UserError('codes-known', { account: account.handle, known: stale, inSet: false })
  if (fresh.length === 0) throw new UserError('nothing-new', { account: account.handle })
  const size = set.codes.length + fresh.length
  refuseTooMany(size)
  const foreign = refuseForeign(state, account, pasted)

  return {
    facts: [{ type: 'set-completed', account: account.id, set: set.id, codes: fresh.map(({ id }) => id) }],
    secrets: digitsOf(fresh),
    added: fresh.length,
    set: { id: set.id, size, issuedOn: set.issuedOn },
    superseded: 0,
    warnings: [...unusualSize(size), ...alreadyStored(knownCodes(state, account, inSet)), ...foreign],
  }
}

/**
 * Voids the current set. Its digits are kept until a newer set has worked, unless `erase` is set: a set that was voided by mistake may
 * be the last way in.
 *
 * @throws UserError `unknown-account`, `no-set-to-void`
 */
export function voidSet(
  state: State,
  handle: Handle,
  because: VoidReason,
  erase: boolean,
): Decision & { readonly account: Account; readonly voided: number } {
  const account = requireAccount(state, handle)
  const set = currentSet(account)
  if (!set) throw new UserError('no-set-to-void', { account: account.handle })
  const facts = idsOf(set).flatMap((id): readonly Fact[] => [
    { type: 'set-voided', account: account.id, set: id, because },
    ...(erase ? [{ type: 'set-erased', account: account.id, set: id } as const] : []),
  ])
  const open = set.codes.filter(id => ['available', 'reserved'].includes(state.codes.get(id)?.outcome ?? ''))
  return { account, facts, voided: open.length }
}

function refuseTooMany(count: number): void {
  if (count > maxCodes) throw new UserError('paste-too-many', { count, most: maxCodes })
}

/** A list older than the newest one is void: storing it would replace good codes by dead ones. */
function refuseOutdated(account: Account | undefined, { issuedOn, today }: PastedSet): void {
  const days = account?.sets.map(set => set.issuedOn).filter(day => today === undefined || day <= today) ?? []
  const newest = days.toSorted().at(-1)
  if (account && newest !== undefined && issuedOn < newest)
    throw new UserError('set-outdated', { account: account.handle, issuedOn, newest })
}

function unusualSize(count: number): SetWarning[] {
  return usualSizes.includes(count) ? [] : [{ code: 'unusual-size', count }]
}

function alreadyStored(known: readonly KnownCode[]): SetWarning[] {
  return known.length > 0 ? [{ code: 'already-stored', known }] : []
}

interface IdentifiedCode {
  readonly id: CodeId
  readonly code: BackupCode
}

function identified(account: AccountId, { codes, identify }: Pick<PastedSet, 'codes' | 'identify'>): IdentifiedCode[] {
  return codes.map(code => ({ id: identify(account, code), code }))
}

function digitsOf(codes: readonly IdentifiedCode[]): ReadonlyMap<CodeId, BackupCode> {
  return new Map(codes.map(({ id, code }) => [id, code]))
}

/** The codes that the account already had, also before it was removed. */
function knownCodes(
  state: State,
  account: Account | undefined,
  codes: readonly IdentifiedCode[],
): readonly KnownCode[] {
  return codes.flatMap(({ id, code }) => {
    const record = state.codes.get(id)
    // A removed account may be added again with its unspent codes.
    if (!record || (record.outcome === 'available' && state.removedCodes.has(id))) return []
    const place = account && placedCodeOf(state, account, id)
    return [{ masked: masked(code), position: place?.position ?? 0, state: place?.state ?? record.outcome }]
  })
}

function split<T>(all: readonly T[], goesFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(goesFirst), all.filter(one => !goesFirst(one))]
}

/**
 * The classic mistake is to copy the list of another account. Among 100,000 codes a single one can be the same by chance, so only half
 * a paste or more is refused.
 */
function refuseForeign(
  state: State,
  account: Account | undefined,
  { handle, codes, identify }: Pick<PastedSet, 'handle' | 'codes' | 'identify'>,
): readonly SetWarning[] {
  const warnings: SetWarning[] = []
  for (const other of accountsByHandle(state)) {
    if (other.id === account?.id) continue
    const shared = codes.filter(code => state.codes.has(identify(other.id, code)))
    if (shared.length === 0) continue
    if (shared.length * 2 >= codes.length)
      throw new UserError('codes-of-another-account', { account: handle, owner: other.handle, count: shared.length })
    warnings.push({ code: 'also-in-another-account', owner: other.handle, masked: shared.map(masked) })
  }
  return warnings
}
