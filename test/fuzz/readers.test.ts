/**
 * Every reader of what comes from outside, on damaged and hostile files. Nothing but a refusal may be thrown, no file may take long, and
 * nothing may come out that is not in it. Each run tries some; `FUZZ_RUNS=100000 npx vitest run test/fuzz` tries more.
 */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bitwardenZip, onePux } from '../imports/archive.ts'
import * as binaries from './binaries.ts'
import { filesIn, formsOfPastes } from './corpus.ts'
import { fuzz, isMany, type Reader } from './fuzz.ts'
import { journals, judgeJournal, judgeOwnExport, ownExports } from './journals.ts'
import { mutated, mutatedJson, oneOf, type Random } from './mutations.ts'
import { readExportFrom, readPaste } from './texts.ts'

const exports = (names: RegExp) => ['imports', 'imports/forms'].flatMap(folder => filesIn(folder, names))
const tables = exports(/\.[ct]sv$/u)
const json = exports(/\.json$/u)
const xml = exports(/\.(?:xml|enex)$/u)
const notes = exports(/\.(?:txt|md|yml|rtf|html|1pif|spass)$/u)
const pastes = [...formsOfPastes(), ...filesIn('pastes', /\.txt$/u)]

const asText = (corpus: readonly Buffer[]) => (random: Random) => mutated(corpus, random)
const asJson = (corpus: readonly Buffer[]) => (random: Random) =>
  random() < 0.7 ? mutatedJson(corpus, random) : mutated(corpus, random)

/** As managers pack them, with something wrong inside or in the zip itself. */
const packers: readonly ((random: Random) => Uint8Array)[] = [
  random => onePux(asJson(json)(random)),
  random => bitwardenZip(asJson(json)(random)),
  random => zipSync({ 'credentials.csv': mutated(tables, random), 'securenotes.csv': mutated(tables, random) }),
  random => zipSync({ 'Takeout/Keep/a.json': asJson(json)(random), 'Takeout/Keep/b.json': asJson(json)(random) }),
  random => zipSync({ 'xl/workbook.xml': mutated(xml, random), 'word/document.xml': strToU8('x') }),
]
const zips = [...packers.keys()].map(at => Buffer.from(packers[at]?.(() => 0.9) ?? []))
const asZip = (random: Random) => (random() < 0.5 ? Buffer.from(oneOf(packers, random)(random)) : mutated(zips, random))

const readers: Record<string, Reader> = {
  pastes: { sample: 300, make: asText([...pastes, ...notes]), read: readPaste },
  tables: { sample: 150, make: asText(tables), read: readExportFrom() },
  'tables by --from': { sample: 150, make: asText([...tables, ...notes]), read: readExportFrom('csv') },
  JSON: { sample: 150, make: asJson(json), read: readExportFrom() },
  XML: { sample: 150, make: asText(xml), read: readExportFrom() },
  notes: { sample: 150, make: asText([...notes, ...pastes]), read: readExportFrom() },
  // What is packed can be a hundred times as long.
  zips: { sample: 50, most: 1000, make: asZip, read: readExportFrom() },
  'exports of igcodes': { sample: 50, make: asJson(ownExports), read: judgeOwnExport },
  journals: { sample: 50, make: asJson(journals), read: judgeJournal },
  'vault files': { sample: 400, make: asText(binaries.vaultFiles), read: binaries.judgeHeader },
  payloads: { sample: 100, make: asText(binaries.sealedFiles), read: binaries.judgePayload },
  'migration links': { sample: 400, make: asText(binaries.migrations), read: binaries.judgeMigration },
  addresses: { sample: 400, make: asText(binaries.addresses), read: binaries.judgeAddress },
  'authenticator exports': {
    sample: 300,
    make: asJson(filesIn('authenticators', /./u)),
    read: binaries.judgeAppExport,
  },
  // A search in a picture is ended by the thread that it runs in (commands/authenticator/picture-thread.ts).
  pictures: { sample: 8, most: 2000, make: binaries.damagedPicture, read: binaries.judgePicture },
}

describe('a damaged file is read or refused', () => {
  const timeout = isMany ? 3 * 3_600_000 : 60_000
  test.each(Object.entries(readers))(
    '%s',
    async (_, reader) => {
      expect(await fuzz(reader)).toBeGreaterThan(0)
    },
    timeout,
  )
})
