/** The fixtures that the readers are tried on. */
import { readdirSync, readFileSync } from 'node:fs'

const fixtures = new URL('../../fixtures/', import.meta.url)

export function filesIn(folder: string, names: RegExp): readonly Buffer[] {
  const inside = new URL(`${folder}/`, fixtures)
  return readdirSync(inside)
    .filter(name => names.test(name) && name !== 'index.json')
    .map(name => readFileSync(new URL(name, inside)))
    .filter(file => file.length < 20_000)
}

/** Several texts in a file. */
export function formsOfPastes(): readonly Buffer[] {
  return filesIn('pastes/forms', /\.txt$/u).flatMap(file =>
    file
      .toString()
      .split(/^=== .*\n/mu)
      .slice(1)
      .map(form => Buffer.from(form)),
  )
}

/** Of the files in imports/forms. */
export const passwords: readonly string[] = JSON.parse(
  readFileSync(new URL('imports/forms/index.json', fixtures), 'utf8'),
).passwords
