/** A team in a vault, written as facts: what a test about the audit or what-if begins with. */
import type { Fact } from '../../../src/domain/model/events.ts'
import { changePayload, nextEvent } from '../payload.ts'
import type { World } from '../world.ts'

/** Puts facts into the vault, as another machine would have written them. */
export async function record(world: World, facts: readonly Fact[]): Promise<void> {
  await changePayload(world, payload => {
    const events = [...payload.events]
    for (const fact of facts) events.push(nextEvent({ ...payload, events }, fact))
    return { ...payload, events }
  })
}
