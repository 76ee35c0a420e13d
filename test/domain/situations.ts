/** Situations to check rules against that hold in all of them. */
import { type Asset, assets, type Sight, type Situation, sights } from '../../src/domain/model/situation.ts'

/**
 * Of the 3^11 situations with one sight (each asset at hand, lost, or not mentioned) every seventh, from another start for each sight;
 * all of them with IGCODES_FAULTS=all. Seven has no factor in common with three, so the sample has every combination of the first nine
 * assets.
 */
export function* situations(see: Sight | undefined): Generator<Situation> {
  const step = process.env.IGCODES_FAULTS === 'all' ? 1 : 7
  const start = see === undefined ? 0 : (sights.indexOf(see) + 1) % step
  for (let n = start; n < 3 ** assets.length; n += step) {
    const have = new Set<Asset>()
    const lost = new Set<Asset>()
    let rest = n
    for (const asset of assets) {
      if (rest % 3 === 1) have.add(asset)
      if (rest % 3 === 2) lost.add(asset)
      rest = Math.floor(rest / 3)
    }
    yield { have, lost, ...(see !== undefined && { see }) }
  }
}
