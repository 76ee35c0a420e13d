/** Git's merge driver: two files in, one out. No lock, no replica's memory, no backups: git runs it in the middle of its own work. */
import { parseEnvelope } from '../envelope/format.ts'
import type { Environment } from '../environment.ts'
import { UserError } from '../errors.ts'
import { agentGet } from './agent-client.ts'
import { agentPlace } from './agent-socket.ts'
import { readCopy } from './copies.ts'
import { replaceFile } from './disk.ts'
import { secretOf, unlock } from './open-slot.ts'
import { randomName } from './random-name.ts'
import type { StoreSystem } from './store-system.ts'
import { Vault } from './vault.ts'
import { withPath } from './vault-file.ts'

/**
 * Writes both sides' union to `ours`, wholly or not at all.
 *
 * @returns false if a person has to agree
 * @throws UserError `passphrase-needed`, `wrong-passphrase`, `copy-passphrase-needed`, `damaged`, `foreign-vault`, `newer-events`, `storage`
 */
export async function uniteFiles(
  ours: string,
  theirs: string,
  passphrase: string | undefined,
  system: StoreSystem,
  env: Environment,
): Promise<boolean> {
  const envelope = withPath(ours, () => parseEnvelope(readCopy(ours)))
  const secret = passphrase === undefined ? undefined : await secretOf(passphrase)
  const key = secret
    ? await unlock(envelope, secret, system.stretch, undefined)
    : await agentGet(envelope, agentPlace(env))
  if (!key) throw new UserError('passphrase-needed')
  const vault = new Vault({ path: ours, envelope, ...key }, system)
  const copy = await vault.openCopy(theirs, readCopy(theirs), async () => secret)
  const united = vault.unitedWith(copy)
  if (united === undefined) return false
  if (united !== 'ours') replaceFile(ours, united, { unique: randomName(system.random) })
  return true
}
