/** Repairs a vault that git has merged as text, from the two sides that its index still has. */
import { parseEnvelope } from '../envelope/format.ts'
import type { Environment } from '../environment.ts'
import { isFailure, UserError } from '../errors.ts'
import { findVault } from './closed-vault.ts'
import { replaceFile } from './disk.ts'
import { withLock } from './file-lock.ts'
import { Git } from './git.ts'
import { sidesOfConflict } from './git-sides.ts'
import { openVault } from './open.ts'
import { type Secret, unlock } from './open-slot.ts'
import { randomName } from './random-name.ts'
import type { StoreSystem } from './store-system.ts'
import type { Vault } from './vault.ts'
import { readVault, resolveVault } from './vault-file.ts'
import { workTreeOf } from './work-tree.ts'

/**
 * Puts one side in the vault's place, merges the other into it, and tells git that the conflict is over.
 *
 * @returns the vault, and whether a part of the other side waits for a person (`sync` asks)
 * @throws UserError `damaged` if git has no side that is a vault; `wrong-passphrase`, `storage`, `locked`
 */
export async function uniteConflict(
  path: string,
  secret: Secret,
  system: StoreSystem,
  env: Environment,
): Promise<{ readonly vault: Vault; readonly isWhole: boolean }> {
  const real = resolveVault(path)
  const tree = workTreeOf(real)
  const sides = tree ? await sidesOfConflict(tree, env) : []
  if (!tree || sides.length === 0) throw new UserError('damaged', { part: 'conflict-markers', path: real })
  const first = await firstThatOpens(sides, secret, system)
  const broken = readVault(real)
  await withLock(real, { replica: system.replica.mark }, () => {
    // Saved again meanwhile: then it is no longer what is to be repaired.
    if (Buffer.compare(readVault(real), broken) !== 0) throw new UserError('vault-replaced', { path: real })
    system.onSaved(replaceFile(real, first, { unique: randomName(system.random) }))
  })
  let isWhole = true
  const takeInto = async (vault: Vault): Promise<void> => {
    for (const side of sides) if (side !== first && (await vault.takeBack(side, secret)) === 'withheld') isWhole = false
  }
  const vault = await openVault(findVault(real), secret, system, {}, { takeInto })
  if (isWhole) await new Git(tree.folder, env).text('add', '--', tree.name)
  return { vault, isWhole }
}

/** A side that is damaged or opens with another passphrase is no start. @throws UserError of the last side that does not do */
async function firstThatOpens(sides: readonly Uint8Array[], secret: Secret, system: StoreSystem): Promise<Uint8Array> {
  let failure: unknown
  for (const side of sides) {
    try {
      await unlock(parseEnvelope(side), secret, system.stretch, undefined)
      return side
    } catch (error) {
      if (!isFailure(error, 'damaged') && !isFailure(error, 'wrong-passphrase')) throw error
      failure = error
    }
  }
  throw failure
}
