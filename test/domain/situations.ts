/** Every situation that somebody can be in, for what must hold in all of them. */
import { type Asset, assets, type Sight, type Situation } from '../../src/domain/model/situation.ts'

/** Each asset at hand, gone, or not spoken of: 3^11 situations for a sight. */
export function* everySituation(see: Sight | undefined): Generator<Situation> {
  for (let n = 0; n < 3 ** assets.length; n++) {
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
