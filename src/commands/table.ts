/** All commands by name, in the order of the help; each is loaded when it is called. */
import type { Bilingual } from '../language.ts'
import type { RegisterCommand } from './context.ts'

export interface CommandEntry {
  readonly load: () => Promise<{ readonly define: RegisterCommand }>
  /** The heading under which the help lists it. */
  readonly moment: Bilingual
  /** Listed in the short help too, which has to fit a screen of 24 lines. */
  readonly everyday?: true
  /** Run by programs: in no help, and not completed. */
  readonly hidden?: true
}

const before: Bilingual = { en: 'Before a lock-out:', ja: '困る前に:' }
const during: Bilingual = { en: 'Locked out:', ja: 'ログインできないとき:' }
const keys: Bilingual = { en: 'Who holds which key:', ja: '誰がどの鍵を持っているか:' }
const after: Bilingual = { en: 'Afterwards, and when things change:', ja: '使った後・変わったとき:' }
const upkeep: Bilingual = { en: 'The vault itself:', ja: '保管庫について:' }

export const commandTable: Readonly<Record<string, CommandEntry>> = {
  use: { load: () => import('./codes/use.ts'), moment: during, everyday: true },
  recover: { load: () => import('./recovery/recover.ts'), moment: during, everyday: true },
  mark: { load: () => import('./codes/mark.ts'), moment: during, everyday: true },
  playbook: { load: () => import('./playbooks/playbook.ts'), moment: during, everyday: true },
  add: { load: () => import('./codes/add.ts'), moment: before, everyday: true },
  import: { load: () => import('./import/import.ts'), moment: before },
  status: { load: () => import('./upkeep/status.ts'), moment: before, everyday: true },
  check: { load: () => import('./upkeep/check.ts'), moment: before },
  audit: { load: () => import('./upkeep/audit.ts'), moment: before, everyday: true },
  due: { load: () => import('./upkeep/due.ts'), moment: before },
  review: { load: () => import('./upkeep/review.ts'), moment: before },
  test: { load: () => import('./upkeep/test.ts'), moment: before },
  show: { load: () => import('./codes/show.ts'), moment: before, everyday: true },
  person: { load: () => import('./registry/person.ts'), moment: keys },
  device: { load: () => import('./registry/device.ts'), moment: keys },
  factor: { load: () => import('./registry/factor.ts'), moment: keys },
  place: { load: () => import('./registry/place.ts'), moment: keys },
  map: { load: () => import('./continuity/map.ts'), moment: keys },
  'what-if': { load: () => import('./continuity/what-if.ts'), moment: keys, everyday: true },
  prepare: { load: () => import('./continuity/prepare.ts'), moment: keys },
  handover: { load: () => import('./continuity/handover.ts'), moment: keys, everyday: true },
  sheet: { load: () => import('./continuity/sheet.ts'), moment: keys },
  policy: { load: () => import('./continuity/policy.ts'), moment: keys },
  totp: { load: () => import('./authenticator/totp.ts'), moment: keys },
  void: { load: () => import('./codes/void.ts'), moment: after },
  account: { load: () => import('./accounts/account.ts'), moment: after },
  incident: { load: () => import('./recovery/incident.ts'), moment: after },
  log: { load: () => import('./journal/log.ts'), moment: after },
  init: { load: () => import('./vault/init.ts'), moment: upkeep },
  unlock: { load: () => import('./vault/unlock.ts'), moment: upkeep },
  lock: { load: () => import('./vault/lock.ts'), moment: upkeep },
  key: { load: () => import('./vault/key.ts'), moment: upkeep },
  passwd: { load: () => import('./vault/passwd.ts'), moment: upkeep },
  'recovery-key': { load: () => import('./vault/recovery-key.ts'), moment: upkeep },
  merge: { load: () => import('./vault/merge.ts'), moment: upkeep },
  'git-setup': { load: () => import('./vault/git-setup.ts'), moment: upkeep },
  sync: { load: () => import('./vault/sync.ts'), moment: upkeep },
  'git-merge': { load: () => import('./vault/git-merge.ts'), moment: upkeep, hidden: true },
  backup: { load: () => import('./vault/backup.ts'), moment: upkeep },
  export: { load: () => import('./import/export.ts'), moment: upkeep },
  doctor: { load: () => import('./vault/doctor.ts'), moment: upkeep },
  'shell-init': { load: () => import('./shell/shell-init.ts'), moment: upkeep },
  completion: { load: () => import('./shell/completion.ts'), moment: upkeep },
  config: { load: () => import('./vault/config.ts'), moment: upkeep },
}
