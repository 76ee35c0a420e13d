/** Every command by name, in the order in which the help lists them, loaded only when it is called. */
import type { Bilingual } from '../terminal/language.ts'
import type { Define } from './context.ts'

export interface CommandEntry {
  readonly load: () => Promise<{ readonly define: Define }>
  readonly moment: Bilingual
}

const before: Bilingual = { en: 'Before a lock-out:', ja: '困る前に:' }
const during: Bilingual = { en: 'Locked out:', ja: 'ログインできないとき:' }
const keys: Bilingual = { en: 'Who holds which key:', ja: '誰がどの鍵を持っているか:' }
const after: Bilingual = { en: 'Afterwards, and when things change:', ja: '使った後・変わったとき:' }
const upkeep: Bilingual = { en: 'The vault itself:', ja: '保管庫について:' }

export const commandTable: Readonly<Record<string, CommandEntry>> = {
  use: { load: () => import('./use.ts'), moment: during },
  recover: { load: () => import('./recover.ts'), moment: during },
  mark: { load: () => import('./mark.ts'), moment: during },
  playbook: { load: () => import('./playbook.ts'), moment: during },
  add: { load: () => import('./add.ts'), moment: before },
  import: { load: () => import('./import.ts'), moment: before },
  status: { load: () => import('./status.ts'), moment: before },
  check: { load: () => import('./check.ts'), moment: before },
  audit: { load: () => import('./audit.ts'), moment: before },
  due: { load: () => import('./due.ts'), moment: before },
  review: { load: () => import('./review.ts'), moment: before },
  test: { load: () => import('./test.ts'), moment: before },
  show: { load: () => import('./show.ts'), moment: before },
  person: { load: () => import('./person.ts'), moment: keys },
  device: { load: () => import('./device.ts'), moment: keys },
  factor: { load: () => import('./factor.ts'), moment: keys },
  place: { load: () => import('./place.ts'), moment: keys },
  map: { load: () => import('./map.ts'), moment: keys },
  'what-if': { load: () => import('./what-if.ts'), moment: keys },
  prepare: { load: () => import('./prepare.ts'), moment: keys },
  handover: { load: () => import('./handover.ts'), moment: keys },
  sheet: { load: () => import('./sheet.ts'), moment: keys },
  policy: { load: () => import('./policy.ts'), moment: keys },
  totp: { load: () => import('./totp.ts'), moment: keys },
  void: { load: () => import('./void.ts'), moment: after },
  account: { load: () => import('./account.ts'), moment: after },
  incident: { load: () => import('./incident.ts'), moment: after },
  log: { load: () => import('./log.ts'), moment: after },
  init: { load: () => import('./init.ts'), moment: upkeep },
  unlock: { load: () => import('./unlock.ts'), moment: upkeep },
  lock: { load: () => import('./lock.ts'), moment: upkeep },
  passwd: { load: () => import('./passwd.ts'), moment: upkeep },
  'recovery-key': { load: () => import('./recovery-key.ts'), moment: upkeep },
  backup: { load: () => import('./backup.ts'), moment: upkeep },
  'shell-init': { load: () => import('./shell-init.ts'), moment: upkeep },
  completion: { load: () => import('./completion.ts'), moment: upkeep },
  config: { load: () => import('./config.ts'), moment: upkeep },
}
