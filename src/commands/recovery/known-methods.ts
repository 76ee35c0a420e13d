/** The account's ways in by name, from the open vault: what is pre-ticked, who has it, and whom to call. */
import { type AtHand, atHand, withoutLostNumber, withRegistry } from '../../domain/continuity/at-hand.ts'
import { findAccount } from '../../domain/model/accounts.ts'
import type { Factor, Place, Registry } from '../../domain/model/registry.ts'
import type { Asset, Situation } from '../../domain/model/situation.ts'
import { whoToCall } from '../../domain/registry/links.ts'
import { type IsoDate, localDay } from '../../domain/text/date.ts'
import type { Handle } from '../../domain/text/handle.ts'
import { holder } from '../../terminal/messages/recovery/recover.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { Context } from '../context.ts'

export interface KnownMethods {
  readonly have: ReadonlySet<Asset>
  /** `counter iPad (Suzuki Jiro 090-1234-5678)`; undefined if the registry does not name any. */
  nameOf(asset: Asset): string | undefined
  /** The same without numbers to call, for a list. */
  shortNameOf(asset: Asset): string | undefined
}

export const nothingKnown: KnownMethods = { have: new Set(), nameOf: () => undefined, shortNameOf: () => undefined }

/** The answers with what the open vault adds. */
export interface Informed {
  readonly situation: Situation
  readonly known: KnownMethods
}

export function inform(context: Context, handle: Handle | undefined, told: Situation): Informed {
  const { vault, terminal, system } = context
  const account = vault && handle && findAccount(vault.state, handle)
  if (!account) return { situation: told, known: nothingKnown }
  const today = localDay(system.now())
  const found = atHand(vault.state, account, told, today)
  return {
    situation: withRegistry(told, found),
    known: {
      have: found.have,
      nameOf: asset => namesOf(terminal, vault.state.registry, found, asset, today, true),
      shortNameOf: asset => namesOf(terminal, vault.state.registry, found, asset, today, false),
    },
  }
}

function namesOf(
  terminal: Terminal,
  registry: Registry,
  { keys, gone }: AtHand,
  asset: Asset,
  today: IsoDate,
  isToCall: boolean,
): string | undefined {
  const found = keys.get(asset) ?? []
  if (found.length === 0) return undefined
  const name = (key: Factor | Place): string => {
    const persons = whoToCall(registry, [key], today)
      .map(person => withoutLostNumber(person, gone))
      .map(person => (isToCall ? person : { ...person, phone: null, contact: null }))
    return terminal.text(holder, { label: key.label, device: deviceName(registry, key), persons })
  }
  return found.map(name).join(terminal.language === 'ja' ? '、' : '; ')
}

function deviceName(registry: Registry, { device }: Factor | Place): string | undefined {
  return device === null ? undefined : registry.devices.get(device)?.name
}
