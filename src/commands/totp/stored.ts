/** An authenticator that is in the vault, with its secret. */
import type { Handle } from '../../domain/handle.ts'
import { requireTotp, type TotpKey } from '../../domain/totp.ts'
import type { StoredTotp } from '../../domain/totp-record.ts'
import { UserError } from '../../errors.ts'
import type { Vault } from '../../vault/vault.ts'

/** @throws UserError `unknown-account`, `no-totp` */
export function storedTotp(
  vault: Vault,
  handle: Handle,
): { readonly totp: StoredTotp; readonly key: TotpKey } {
  const totp = requireTotp(vault.state, handle)
  const key = vault.totpKey(totp.id)
  if (!key) throw new UserError('no-totp', { account: handle })
  return { totp, key }
}
