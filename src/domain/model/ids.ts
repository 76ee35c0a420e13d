/** base64url of HMAC-SHA256(code-id subkey, handle NUL digits): says nothing about the digits without the vault key. */
export type CodeId = string
export type SetId = string

export type ReplicaId = string

/**
 * The handle under which an account first came into the vault; a later account under a handle that was renamed away gets
 * `handle~2`. Two replicas that add the same handle while apart so mean the same account.
 */
export type AccountId = string

/** Random: a secret that was removed never comes back under its id. */
export type TotpId = string

/** Easy to say on the phone: `k7tm` (short-id.ts). */
export type IncidentId = string

export const stepOutcomes = ['done', 'failed', 'skipped'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

/**
 * What ids look like. The program makes them, so an event with any other one was not written by it (event-members.ts).
 *
 * Each pattern takes what every version has made, and a little more. None lets through a blank, a control or invisible character, or
 * anything that a shell acts on: ids stand in lists and in commands that people copy.
 */

/** A handle; `handle~2` for an account that came under a handle which was renamed away (`idFor`). */
export function isAccountId(text: string): boolean {
  return /^[a-z0-9._]{1,30}(?:~[0-9]{1,9})?$/.test(text)
}

/** Random or derived, in base64url: sets, codes, authenticators, key slots, replicas. */
export function isRandomId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text)
}

/** What people tell each other: an incident, a hand-over (`newShortId`). */
export function isShortId(text: string): boolean {
  return /^[a-z0-9]{1,16}$/.test(text)
}

/** A word of ours, such as the name of a step, a scenario, a rule of the audit. */
export function isWord(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text)
}

/** Persons, devices, factors, places: a name made short (`idFrom`). Letters that are newer than this program's Unicode pass. */
export function isRecordId(text: string): boolean {
  if (text.length <= longest && /^[a-z0-9](?:[\w.+@-]*\w)?$/i.test(text)) return true
  return text.length <= 2 * longest && letters.test(text) && !/[\p{Default_Ignorable_Code_Point}]/u.test(text)
}

/** Forty characters, and a number behind them. */
const longest = 50
const letters = new RegExp(
  `^(?=.{1,${longest}}$)[\\p{L}\\p{N}\\p{Cn}](?:[\\p{L}\\p{M}\\p{N}\\p{Cn}._+@-]*[\\p{L}\\p{M}\\p{N}\\p{Cn}])?$`,
  'u',
)

/** A record with its kind: `person:sato`. */
export function isNode(text: string): boolean {
  const [, kind = '', id = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  return isWord(kind) && isRecordId(id)
}

/** A step of a rotation, alone or with what it is about: `test`, `move:totp`, `move:factor:authenticator`. */
export function isTaskId(text: string): boolean {
  const [, step = '', about] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []
  return isWord(step) && (about === undefined || isWord(about) || isNode(about))
}
