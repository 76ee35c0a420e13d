/** The random cases of all laws follow from FC_SEED. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.FC_SEED) })
