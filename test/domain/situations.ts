/** Situations to check rules against that hold in all of them. */
import { type Asset, assets, type Sight, type Situation, sights } from '../../src/domain/model/situation.ts'
import { isThorough } from '../thorough.ts'

/**
 * Of the 3^12 situations with one sight (each asset at hand, lost, or not mentioned) every 31st, from another start for each sight; all of
 * them with IGCODES_TORTURE=full. 31 has no factor in common with three, so the sample has every combination of the first nine assets.
 * In every other one the person was shown a list, so what is not mentioned was not picked.
 */
export function* situations(see: Sight | undefined): Generator<Situation> {
  const step = isThorough ? 1 : 31
  const start = see === undefined ? 0 : (sights.indexOf(see) + 1) % step
  for (let n = start; n < 3 ** assets.length; n += step) {
    const [have, lost, rest] = [new Set<Asset>(), new Set<Asset>(), new Set<Asset>()]
    let digits = n
    for (const asset of assets) {
      ;[rest, have, lost][digits % 3]?.add(asset)
      digits = Math.floor(digits / 3)
    }
    yield { have, lost, ...(n % 2 === 1 && { absent: rest }), ...(see !== undefined && { see }) }
  }
}
