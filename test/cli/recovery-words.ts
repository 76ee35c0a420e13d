/** The words of a recovery key on a screen, and the three of them that are asked back. */
import type { Session } from './session.ts'

/** By their numbers. */
export function wordsShown(session: Session): ReadonlyMap<string, string> {
  const found = session.screen().matchAll(/\b(\d+) {2}([a-z]{3,})/g)
  return new Map([...found].map(([, number = '', word = '']) => [number, word]))
}

/** Answers with what `types` is given for each: types it and Enter. */
export async function typeThreeBack(
  session: Session,
  words: ReadonlyMap<string, string>,
  types = (word: string): void => session.type(`${word}\n`),
): Promise<void> {
  let last = '0'
  for (let count = 0; count < 3; count++) {
    const asked = new RegExp(String.raw`Word (?!${last}\b)(\d+)\s*$|(?<!\d)(?!${last}番)(\d+)番の語\s*$`, 'm')
    await session.waitFor(asked)
    const [, en, ja] = asked.exec(session.screen()) ?? []
    last = en ?? ja ?? ''
    types(words.get(last) ?? '')
  }
}
