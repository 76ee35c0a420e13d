/** All ways into an account, the best first: those that work at once, then those that take days (playbook-facts: LADDER). */
export const entryOrder = [
  'session',
  'codes',
  'authenticator',
  'sms',
  'whatsapp',
  'mail',
  'request',
  'facebook',
  'portfolio',
  'official-page',
  'face',
] as const

/** A mailbox resets the password but passes no second step, so it is no entry method of its own. */
export type EntryMethodName = Exclude<(typeof entryOrder)[number], 'mail'>

export const entryMethodNames: readonly EntryMethodName[] = entryOrder.filter(name => name !== 'mail')
