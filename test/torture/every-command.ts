/** A run of each command, and the world that they are run in. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { someCodes, World } from '../cli/world.ts'

/** A run of each command that does its work, without a terminal. `sync` has git speak, to a folder here. */
export const lines: Readonly<Record<string, string>> = {
  use: 'use shop_tokyo',
  recover: 'recover --see no-sms --json',
  mark: 'mark shop_tokyo worked',
  playbook: 'playbook phone-lost --format html',
  add: 'add cafe --yes',
  import: 'import codes.txt --account bar --yes',
  status: 'status',
  check: 'check',
  audit: 'audit',
  due: 'due --ics due.ics',
  review: 'review shop_tokyo',
  test: 'test shop_tokyo passed',
  show: 'show shop_tokyo',
  person: 'person add sato --role account-manager',
  device: 'device add koho-iphone --kind phone --owner company',
  factor: 'factor add app --kind authenticator --owner company --account shop_tokyo',
  place: 'place add safe --kind locked-paper',
  map: 'map',
  'what-if': 'what-if --leave sato',
  prepare: 'prepare phone-change koho-iphone',
  handover: 'handover start sato',
  sheet: 'sheet',
  policy: 'policy --card',
  totp: 'totp list',
  void: 'void shop_tokyo --because lost --yes',
  account: 'account list',
  incident: 'incident open shop_tokyo --scenario phone-lost',
  log: 'log',
  init: 'init --no-recovery-key --vault other.igcodes',
  unlock: 'unlock --for 1m',
  lock: 'lock',
  key: 'key list',
  passwd: 'passwd --new-passphrase-file passphrase',
  'recovery-key': 'recovery-key --yes',
  merge: 'merge copy.igcodes --yes',
  'git-setup': 'git-setup remote.git',
  sync: 'sync',
  'git-merge': 'git-merge copy.igcodes copy.igcodes',
  backup: 'backup list',
  export: 'export --yes --out all.json',
  doctor: 'doctor',
  'shell-init': 'shell-init bash',
  completion: 'completion bash',
  config: 'config',
}

/** What they need: a vault with one account, codes to import, a copy to merge, and a git remote. */
export async function everydayWorld(): Promise<World> {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1) })
  writeFileSync(join(world.home, 'codes.txt'), someCodes(5, 3).join('\n'))
  writeFileSync(join(world.home, 'copy.igcodes'), world.vaultBytes())
  spawnSync('git', ['init', '-q', '--bare', join(world.home, 'remote.git')])
  return world
}
