/** The registry of an agency, as large as such a house gets: 30 persons and 60 devices that all accounts hang on. */
import type { Fact } from '../../src/domain/model/events.ts'
import type { AccountId } from '../../src/domain/model/ids.ts'
import { roles } from '../../src/domain/model/registry.ts'
import { parseIsoDate } from '../../src/domain/text/date.ts'
import { device, factor, person, place } from '../domain/registries.ts'

const personCount = 30
const deviceCount = 60
const mailboxCount = 100

/** Every account has an authenticator and a number, on two phones, a mailbox that needs the number, and paper in a safe. */
export function agencyOf(accounts: readonly AccountId[]): readonly Fact[] {
  const share = (index: number, count: number): readonly AccountId[] =>
    accounts.filter((_, account) => account % count === index)
  const numbered = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)
  const holder = (index: number): string => `person-${index % personCount}`
  const phone = (index: number): string => `device-${index % deviceCount}`
  return [
    ...numbered(personCount).map(index =>
      person(holder(index), { roles: roles.filter((_, role) => role === index % roles.length) }),
    ),
    ...numbered(deviceCount).map(index =>
      device(phone(index), { holder: holder(index), vault: index < 3, owner: index % 5 === 0 ? 'private' : 'company' }),
    ),
    ...numbered(deviceCount).flatMap(index => [
      ...factor(`app-${index}`, { device: phone(index), accounts: share(index, deviceCount) }),
      ...factor(`sms-${index}`, {
        kind: 'sms',
        device: phone(index + 7),
        confirmed: parseIsoDate(index % 2 === 0 ? '2025-10-01' : '2026-10-01'),
        accounts: share(index, deviceCount),
      }),
    ]),
    ...numbered(mailboxCount).flatMap(index =>
      factor(`mail-${index}`, {
        kind: 'mail',
        holders: [holder(index), holder(index + 1)],
        needs: [`sms-${index % deviceCount}`],
        accounts: share(index, mailboxCount),
      }),
    ),
    ...place('safe', { holders: [holder(0), holder(1)], accounts }),
    ...place('team-chat', { kind: 'chat', accounts: share(0, 10) }),
  ]
}
