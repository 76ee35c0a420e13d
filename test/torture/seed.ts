/** What every file of tests begins with. */
import fc from 'fast-check'

// The random cases of all laws follow from FC_SEED.
fc.configureGlobal({ seed: Number(process.env.FC_SEED) })

// Files share a worker, whose umask a sync sets.
process.umask(0o022)
