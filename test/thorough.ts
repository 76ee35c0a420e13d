/** Whether every fault, kill and combination is tried (IGCODES_TORTURE=full, for hours), and not the sample of each run. */
export const isThorough = process.env.IGCODES_TORTURE === 'full'
