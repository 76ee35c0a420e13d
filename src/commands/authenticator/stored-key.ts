/** The secret of an authenticator that is in the vault. */
import { requireTotp } from '../../domain/authenticator/totp.ts'
import type { TotpKey } from '../../domain/model/totp-key.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { UserError } from '../../errors.ts'
import type { Vault } from '../../vault/vault.ts'

/** @throws UserError `unknown-account`, `no-totp` */
export function storedKey(vault: Vault, handle: Handle): TotpKey {
  const key = vault.totpKey(requireTotp(vault.state, handle).id)
  if (!key) throw new UserError('no-totp', { account: handle })
  return key
}
