/** CPU time in ms. Wall-clock time would also count whatever else the machine does meanwhile. */
export async function timeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  return since(before)
}

/** The least CPU time of some runs of a synchronous piece of work, in ms. */
export function leastTime(work: () => unknown, runs = 3): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    return since(before)
  })
  return Math.min(...times)
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
