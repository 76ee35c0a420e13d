/**
 * People who cannot get in, each with what a knowing friend would say: the playbook, the first step, the odds.
 *
 * 1 to 50 are the situations of a review of igcodes; 51 and on are told in public (`from`), or follow from what is told there.
 */
import type { Scenario } from '../../src/domain/model/scenarios.ts'
import type { Odds, Sight } from '../../src/domain/model/situation.ts'

export interface Person {
  readonly who: string
  readonly see?: Sight
  /** Words with commas between. */
  readonly have?: string
  readonly lost?: string
  /** Shown the list of what they may have, they picked only what is in `have`. */
  readonly listed?: true
  /** What an answer names itself. */
  readonly named?: Scenario
  readonly from?: string
  readonly scenario: Scenario
  readonly first: string
  readonly odds: Odds
}

/** Of the list that the questions show. */
export const listed = 'codes,authenticator,sms,phone,mail,whatsapp,passkey,facebook,portfolio'

type Row = readonly [who: string, told: string, scenario: Scenario, first: string, odds: Odds, from?: string]

/** `told`: see | have | lost, with * behind what was picked from the list. */
const rows: readonly Row[] = [
  // 1–10
  ['SMS only, phone in hand', 'code-prompt | password,sms,phone,mail* | session', 'enter-code', 'sms-code', 'high'],
  [
    'the same, with codes on paper',
    'code-prompt | password,sms,phone,mail,codes* | session',
    'enter-code',
    'use-code',
    'high',
  ],
  [
    'app only, and it works',
    'code-prompt | password,authenticator,phone,mail* | session',
    'enter-code',
    'app-code',
    'high',
  ],
  [
    'everything at hand',
    'code-prompt | password,authenticator,sms,phone,mail,codes* | session',
    'enter-code',
    'use-code',
    'high',
  ],
  [
    'new phone, old one sold, number the same',
    'code-prompt | password,sms,phone,mail* | session,authenticator',
    'authenticator-deleted',
    'sms-code',
    'high',
  ],
  [
    'the same without SMS, face shown',
    'code-prompt | password,phone,face* | session,authenticator',
    'authenticator-deleted',
    'reinstall',
    'medium',
  ],
  [
    'new phone, the old one signed in with the app',
    'code-prompt | password,session,authenticator,phone,sms',
    'enter-code',
    'find-device',
    'very-high',
  ],
  [
    'phone lost, codes on paper',
    'code-prompt | password,codes,mail* | session,phone',
    'phone-lost',
    'code-elsewhere',
    'high',
  ],
  [
    'phone lost, a browser signed in',
    'code-prompt | password,session,mail | phone',
    'phone-lost',
    'stop-sim',
    'very-high',
  ],
  [
    'phone lost, nothing else, face shown',
    'code-prompt | password,face* | session,phone',
    'phone-lost',
    'stop-sim',
    'medium',
  ],
  // 11–20
  ['phone broken, the SIM works', 'code-prompt | password,sms,mail* | session,phone', 'phone-lost', 'move-sim', 'high'],
  [
    'phone broken, the SIM works, codes',
    'code-prompt | password,sms,mail,codes* | session,phone',
    'phone-lost',
    'code-elsewhere',
    'high',
  ],
  [
    'the carrier holds back the SMS',
    'no-sms | password,mail,phone* | session',
    'sms-never',
    'allow-foreign-sms',
    'high',
  ],
  ['the same, number ticked', 'no-sms | password,mail,phone,sms* | session', 'sms-never', 'allow-foreign-sms', 'high'],
  ['the same, with codes', 'no-sms | password,mail,phone,sms,codes* | session', 'sms-never', 'backup-code', 'high'],
  ['abroad, no SMS', 'no-sms | password,phone* | session', 'sms-never', 'allow-foreign-sms', 'medium'],
  [
    'number cancelled, out, mail',
    'code-prompt | password,mail,phone* | session,sms',
    'number-gone',
    'mail-code',
    'medium',
  ],
  ['number cancelled, still in', 'logged-in | session | sms', 'number-gone', 'new-codes', 'very-high'],
  ['SIM swap, still in', 'no-service | session', 'sim-swap', 'stop-number', 'high'],
  ['SIM swap, out', 'no-service | mail,phone* | session', 'sim-swap', 'stop-number', 'medium'],
  // 21–30
  [
    'hacked, mail changed, out',
    'address-changed | mail,phone,sms* | session',
    'hacked-mail-changed',
    'find-mail',
    'medium',
  ],
  ['hacked, mail changed, still in', 'address-changed | session,mail', 'hacked-mail-changed', 'find-mail', 'high'],
  [
    'hacked, the mailbox taken too',
    'address-changed | face* | session',
    'hacked-mail-changed',
    'official-page',
    'medium',
  ],
  ['Instagram’s own check by mail', 'login-check | password,mail,phone* | session', 'login-check', 'read-mail', 'high'],
  [
    'a stranger’s two-factor, face shown',
    'strange-2fa | password,mail,face* | session',
    'attacker-set-2fa',
    'revert-by-mail',
    'medium',
  ],
  [
    'a stranger’s two-factor, a logo',
    'strange-2fa | password,mail* | session,face',
    'attacker-set-2fa',
    'revert-by-mail',
    'low',
  ],
  [
    'manager left with his SMS, mail and password known',
    'keeper-gone | mail,password* | session',
    'keeper-left',
    'list-keys',
    'medium',
  ],
  ['agency vanished, the work PC is signed in', 'keeper-gone | session', 'keeper-left', 'open-device', 'very-high'],
  [
    'agency vanished, only the portfolio',
    'keeper-gone | portfolio* | session,password',
    'keeper-left',
    'list-keys',
    'unknown',
  ],
  [
    'password forgotten, mail',
    'password-refused | mail,phone* | session,password',
    'password-forgotten',
    'ask-for-reset',
    'high',
  ],
  // 31–40
  [
    'password forgotten, number',
    'password-refused | sms,phone* | session,password',
    'password-forgotten',
    'ask-for-reset',
    'high',
  ],
  [
    'password, mail and number gone, no face',
    'password-refused | phone* | session,password,face',
    'selfie-impossible',
    'official-page',
    'low',
  ],
  ['suspended by Meta', 'disabled', 'account-disabled', 'note-last-day', 'unknown'],
  [
    'suspended by Meta, everything at hand',
    'disabled | session,codes,mail,sms',
    'account-disabled',
    'note-last-day',
    'unknown',
  ],
  ['told to wait', 'wait | sms,phone* | session', 'told-to-wait', 'stop-trying', 'high'],
  ['a login request at night', 'unknown-request', 'unknown-request', 'refuse', 'very-high'],
  ['a reset mail that nobody asked for', 'reset-mail', 'reset-mail', 'tap-nothing', 'very-high'],
  ['typed into a false page, still in', 'approved | session', 'codes-exposed', 'password-on-device', 'high'],
  ['another account’s codes', 'code-refused | codes >wrong-account', 'wrong-account', 'list-accounts', 'high'],
  [
    'the app’s code is refused',
    'code-refused | password,authenticator,phone* | session',
    'totp-rejected',
    'right-entry',
    'high',
  ],
  // 41–50
  ['the older of two SMS typed', 'code-refused | password,sms,phone* | session', 'sms-late', 'newest-sms', 'high'],
  ['all codes used, still in', 'logged-in | session | codes', 'codes-spent-in', 'right-profile', 'very-high'],
  ['app wiped, still in', 'logged-in | session | authenticator', 'authenticator-deleted', 'new-codes', 'very-high'],
  [
    'a café with a logo, Facebook linked',
    'code-prompt | password,facebook* | session,face',
    'selfie-impossible',
    'linked-facebook',
    'medium',
  ],
  ['mailbox dead, still in', 'mail-gone', 'mail-gone', 'new-codes', 'very-high'],
  ['WhatsApp only', 'code-prompt | password,whatsapp,phone* | session', 'enter-code', 'whatsapp-code', 'high'],
  ['a colleague has died, the SIM works', 'keeper-gone | sms,phone* | session', 'keeper-left', 'list-keys', 'high'],
  [
    'a child lost the phone, a parent has the mail',
    'code-prompt | password,mail* | session,phone',
    'phone-lost',
    'stop-sim',
    'medium',
  ],
  [
    'the handle was changed: no such user',
    'password-refused | mail,phone* | session,password',
    'password-forgotten',
    'ask-for-reset',
    'high',
  ],
  ['panic: nothing but the screen', 'code-prompt', 'enter-code', 'find-device', 'unknown'],
  // 51–60
  [
    'eight digits typed into the field for six',
    'code-refused | codes,password | sms',
    'code-rejected',
    'check-list',
    'medium',
    'dilame/instagram-private-api 1442',
  ],
  [
    'no SMS, because login requests are on',
    'no-sms | session,phone,sms,password',
    'sms-never',
    'find-device',
    'very-high',
    'supreme-gg-gg/instagram-cli 277',
  ],
  [
    'each typed SMS code brings another SMS',
    'code-refused | password,sms,phone,mail* | session',
    'sms-late',
    'newest-sms',
    'high',
    'igdmapps/igdm 1115',
  ],
  [
    'a mail was promised, an SMS came',
    'login-check | password,mail,sms,phone* | session',
    'login-check',
    'read-mail',
    'high',
    'igdmapps/igdm 1050',
  ],
  [
    'the check by SMS, no mail on the account',
    'login-check | password,sms,phone* | session,mail',
    'login-check',
    'read-sms',
    'high',
    'subzeroid/instagrapi 1969',
  ],
  [
    'app and backup codes both refused',
    'code-refused | password,authenticator,codes,phone* | session',
    'totp-rejected',
    'right-entry',
    'high',
    'mattrubin/Authenticator 391',
  ],
  [
    'new handset, the app did not come along',
    'code-prompt | password,phone,mail* | session,authenticator',
    'authenticator-deleted',
    'reinstall',
    'medium',
    'mattrubin/Authenticator 422',
  ],
  [
    'old phone erased, no backup known',
    'code-prompt | password,phone,face* | session,authenticator',
    'authenticator-deleted',
    'reinstall',
    'medium',
    'mattrubin/Authenticator 419',
  ],
  [
    'app deleted and installed again, Facebook linked',
    'code-prompt | password,phone,facebook* | session,authenticator',
    'authenticator-deleted',
    'reinstall',
    'medium',
    'mattrubin/Authenticator 362',
  ],
  [
    'the repair shop lost all data, the number works',
    'code-prompt | password,phone,sms,mail* | session,authenticator',
    'authenticator-deleted',
    'sms-code',
    'high',
    'mattrubin/Authenticator 371',
  ],
  // 61–70
  [
    'entry deleted, codes spent, then signed out',
    'code-refused | password,authenticator,phone* | session,codes',
    'totp-rejected',
    'right-entry',
    'high',
    'mattrubin/Authenticator 462',
  ],
  [
    'phone broken, the app gone with it',
    'code-prompt | password,sms* | session,phone,authenticator',
    'phone-lost',
    'move-sim',
    'high',
    'Authenticator-Extension/Authenticator 864',
  ],
  [
    'phone sold, number given up too',
    'code-prompt | password,mail* | session,sms,authenticator',
    'number-gone',
    'mail-code',
    'medium',
    'Authenticator-Extension/Authenticator 882',
  ],
  [
    'blocked after three days of tries',
    'wait | authenticator,phone* | session',
    'told-to-wait',
    'stop-trying',
    'high',
    'mattrubin/Authenticator 348',
  ],
  [
    'appeal refused within minutes',
    'disabled | mail,phone,sms',
    'account-disabled',
    'note-last-day',
    'unknown',
    'aarp.org tech-guru-meta-suspension',
  ],
  [
    'the linked Facebook was closed first',
    'disabled | facebook',
    'account-disabled',
    'note-last-day',
    'unknown',
    'rickyspears.com facebook-linked-instagram-disabled',
  ],
  [
    'signed out by a stranger, Facebook linked',
    'address-changed | mail,facebook* | session',
    'hacked-mail-changed',
    'find-mail',
    'medium',
    'cnet.com what-to-do-if-your-instagram-gets-hacked',
  ],
  [
    'mailbox and account taken, face shown',
    'address-changed | face,phone* | session,mail',
    'hacked-mail-changed',
    'official-page',
    'medium',
    'alphabetapie.com it-happened-to-me-i-got-hacked',
  ],
  [
    'the code goes to a mail that is not theirs',
    'strange-2fa | password,mail | session',
    'attacker-set-2fa',
    'revert-by-mail',
    'medium',
    'InstaPy/InstaPy 5594',
  ],
  [
    '“Was it you?” on the phone, signing in on a computer',
    'code-prompt | password,session,phone',
    'enter-code',
    'find-device',
    'very-high',
    'igdmapps/igdm 344',
  ],
  // 71–80
  [
    'a suspicious login from another country, again',
    'login-check | password,mail,phone',
    'login-check',
    'read-mail',
    'high',
    'masokky/instagram-tools 10',
  ],
  [
    'the check goes to a dead carrier mailbox',
    'login-check | password,phone* | session,mail',
    'login-check',
    'another-way',
    'low',
    'igdmapps/igdm 1050',
  ],
  [
    'a data SIM without SMS after a change of carrier',
    'no-sms | password,phone,mail | sms',
    'number-gone',
    'open-signed-in',
    'high',
    'apptopi.jp instagram-authentication-code',
  ],
  [
    'signed out half asleep, codes in the notes',
    'code-prompt | password,codes,phone,sms* | session',
    'enter-code',
    'use-code',
    'high',
    'kiharaspace.com',
  ],
  [
    'gave a code to a “friend”, and is out',
    'approved | mail* | session',
    'codes-exposed',
    'password-by-mail',
    'medium',
    'mydware.com 2022-05-13',
  ],
  [
    'sent a screenshot of the link, still in',
    'approved | session,mail',
    'codes-exposed',
    'password-on-device',
    'high',
    'mydware.com 2022-05-13',
  ],
  [
    'outage: the right password is refused',
    'password-refused | password,mail,phone',
    'password-forgotten',
    'ask-for-reset',
    'high',
  ],
  [
    'the right password, but Facebook signs in',
    'password-refused | password,facebook,mail',
    'facebook-login',
    'facebook-login',
    'high',
    'cnet.com',
  ],
  [
    'signed up with Facebook, no password at all',
    'password-refused | facebook* | session,password',
    'facebook-login',
    'facebook-login',
    'high',
    'apptopi.jp instagram-authentication-code',
  ],
  ['an SMS code in the night', 'reset-mail | session', 'reset-mail', 'tap-nothing', 'very-high'],
  // 81–92
  ['phone stolen, the tablet is signed in', 'logged-in | session | phone,sms', 'phone-lost', 'stop-sim', 'very-high'],
  [
    'phone broken, the app on a tablet',
    'code-prompt | password,authenticator* | session,phone',
    'phone-lost',
    'app-code',
    'high',
  ],
  [
    'a passkey came along to the new phone',
    'code-prompt | password,passkey,phone* | session',
    'enter-code',
    'use-passkey',
    'high',
    'helpnetsecurity.com 2026-04-24',
  ],
  [
    'employee left, mailbox and number are the shop’s',
    'keeper-gone | mail,sms,phone* | session',
    'keeper-left',
    'list-keys',
    'high',
  ],
  ['the agency’s contract ends', 'nothing-wrong >handover', 'handover', 'overview', 'very-high'],
  ['buys a new phone', 'nothing-wrong >new-phone', 'new-phone', 'renew-codes', 'very-high'],
  ['starts a new account', 'nothing-wrong >new-account', 'new-account', 'shared-address', 'very-high'],
  ['asked for the SMS a minute ago', 'no-sms | password,phone >sms-late | session', 'sms-late', 'newest-sms', 'high'],
  [
    'no service anywhere, no SMS',
    'no-sms | password,phone,mail >sim-swap | session',
    'sim-swap',
    'stop-number',
    'high',
  ],
  [
    'mail is one of three, no number',
    'password-refused | phone | session,password,sms',
    'password-forgotten',
    'ask-for-reset',
    'medium',
  ],
  [
    'lost phone, app and codes, still in (a colleague’s tablet)',
    'logged-in | session,mail | phone,sms,codes,authenticator',
    'phone-lost',
    'stop-sim',
    'very-high',
  ],
  [
    'every way is gone, face shown',
    'code-prompt | face | session,codes,authenticator,sms,whatsapp,mail',
    'all-factors-gone',
    'official-page',
    'medium',
  ],
]

export const people: readonly Person[] = rows.map(([who, told, scenario, first, odds, from]) => {
  const [, named] = /> *([a-z-]+)/.exec(told) ?? []
  const [see = '', have = '', lost = ''] = told
    .replace(/>[a-z0-9-]+/, '')
    .split('|')
    .map(part => part.trim())
  return {
    who,
    see: see as Sight,
    have: have.replace('*', ''),
    lost,
    ...(have.includes('*') && { listed: true }),
    ...(named !== undefined && { named: named as Scenario }),
    ...(from !== undefined && { from }),
    scenario,
    first,
    odds,
  }
})
