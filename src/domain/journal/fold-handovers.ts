/** Unites the hand-over lists of machines that were apart. */
import { type Handover, type HandoverId, keyOf } from '../model/registry.ts'

/** Open lists of one kind about the same are one list, and a list is closed when its tasks are done, on any machine. */
export function finishHandovers(handovers: ReadonlyMap<HandoverId, Handover>): ReadonlyMap<HandoverId, Handover> {
  const finished = new Map<HandoverId, Handover>()
  const open = new Map<string, HandoverId>()
  for (const next of handovers.values()) {
    const handover = closedIfDone(next)
    const about = `${handover.kind} ${handover.about.toSorted().join(' ')}`
    const first = finished.get(open.get(about) ?? '')
    if (handover.closedAt !== undefined || !first) {
      finished.set(handover.id, handover)
      if (handover.closedAt === undefined) open.set(about, handover.id)
      continue
    }
    const united = closedIfDone(withTasksOf(first, handover))
    finished.set(first.id, united)
    if (united.closedAt !== undefined) open.delete(about)
  }
  return finished
}

function withTasksOf(first: Handover, second: Handover): Handover {
  const known = new Set(first.tasks.map(keyOf))
  return {
    ...first,
    tasks: [...first.tasks, ...second.tasks.filter(task => !known.has(keyOf(task)))],
    tried: [...first.tried, ...second.tried],
    same: [...(first.same ?? []), second.id],
  }
}

function closedIfDone(handover: Handover): Handover {
  const { tasks, tried, closedAt } = handover
  if (closedAt !== undefined || tried.length < tasks.length) return handover
  const done = new Set(tried.filter(({ outcome }) => outcome === 'done').map(keyOf))
  const last = tried
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  return last !== undefined && tasks.every(task => done.has(keyOf(task))) ? { ...handover, closedAt: last } : handover
}
