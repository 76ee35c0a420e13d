/** base64url of HMAC-SHA256(code-id subkey, handle NUL digits). Without the vault key it does not reveal the digits. */
export type CodeId = string
export type SetId = string

export type ReplicaId = string

/**
 * The handle under which the account was added, so that two replicas that add the same handle while apart mean the same account. If
 * another account had the handle before and was renamed, it is `handle~2`.
 */
export type AccountId = string

/** Random: a secret that was removed never comes back under its id. */
export type TotpId = string

/** Short enough to say on the phone: `k7tm` (text/short-id.ts). It is stored with a tail (journal/shown-ids.ts). */
export type IncidentId = string

export const stepOutcomes = ['done', 'failed', 'skipped'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

/**
 * What ids look like. The program makes them, so an event with any other one was not written by it (journal/event-schema.ts).
 *
 * Each pattern accepts the ids of all versions, and a little more. Ids are shown in lists and in commands that people copy, so none
 * may have a blank, a control or invisible character, or a character that a shell acts on.
 */

// The fold asks for each event. A literal in a function would be a new object at every call.
const accountId = /^[a-z0-9._]{1,30}(?:~[0-9]{1,9})?$/
const randomId = /^[\w-]{1,64}$/

/** See AccountId. */
export function isAccountId(text: string): boolean {
  return accountId.test(text)
}

/** Random or derived, in base64url: sets, codes, authenticators, key slots, replicas. */
export function isRandomId(text: string): boolean {
  return randomId.test(text)
}

/** An incident or a handover (`newShortId`), with a tail or without. */
export function isShortId(text: string): boolean {
  return /^[a-z0-9]{1,16}$/.test(text)
}

/** A name from this program: of a step, a scenario, an audit rule. */
export function isWord(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text)
}

/** A person, device, factor or place: its name made short (`idFrom`), with a tail or without. Letters newer than this program's Unicode are accepted. */
export function isRecordId(text: string): boolean {
  if (text.length <= maxLength && ordinary.test(text)) return true
  return text.length <= 2 * maxLength && letters.test(text) && !/[\p{Default_Ignorable_Code_Point}]/u.test(text)
}

/** In characters: 40 for the name, and a number. */
const maxLength = 50
/** What nearly every id consists of: ASCII, kana, kanji. Such ids pass without `letters`, which takes 20 ms to compile. */
const ordinary = /^[a-z0-9ぁ-ゖァ-ヺ一-鿿](?:[\w.+@\-ぁ-ゖァ-ヺー々一-鿿]*[\wぁ-ゖァ-ヺー々一-鿿])?$/i
const letters = new RegExp(
  `^(?=.{1,${maxLength}}$)[\\p{L}\\p{N}\\p{Cn}](?:[\\p{L}\\p{M}\\p{N}\\p{Cn}._+@-]*[\\p{L}\\p{M}\\p{N}\\p{Cn}])?$`,
  'u',
)

/** A kind and a record id: `person:sato`. */
export function isNode(text: string): boolean {
  const [, kind = '', id = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  return isWord(kind) && isRecordId(id)
}

/** A rotation step, with its subject if it has one: `test`, `move:totp`, `move:factor:authenticator`. */
export function isTaskId(text: string): boolean {
  const [, step = '', about] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []
  return isWord(step) && (about === undefined || isWord(about) || isNode(about))
}
