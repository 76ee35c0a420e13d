/** All ways into an account, the best first: those that work at once, then those that take days (playbook-facts: LADDER). */
export const entryOrder = [
  'session',
  'request',
  'codes',
  'authenticator',
  'passkey',
  'sms',
  'whatsapp',
  'mail',
  'trusted-device',
  'facebook',
  'portfolio',
  'official-page',
  'friends',
  'face',
] as const

export type EntryMethodName = (typeof entryOrder)[number]
