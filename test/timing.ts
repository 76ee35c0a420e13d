/**
 * The CPU time of a synchronous piece of work, in ms: the least of some runs. Wall-clock time would also count whatever else the machine
 * does meanwhile.
 */
export function leastTime(work: () => unknown, runs = 5): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
