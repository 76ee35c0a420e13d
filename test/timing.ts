/**
 * The CPU time of a synchronous piece of work, in ms: the least of five runs. Wall-clock time would also count whatever else the machine
 * does meanwhile.
 */
export function leastTime(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
