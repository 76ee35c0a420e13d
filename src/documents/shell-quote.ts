/** A text as one word of a shell, whatever it holds. Control characters are spelled, so that the word is safe to look at, too. */

/** For bash, from 3.2 on, and zsh. */
export function quotedForSh(text: string): string {
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`
  const inner = text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(/\p{Cc}/gu, spelled)
  return `$'${inner}'`
}

/** In fish a spelled character stands outside the quotes. */
export function quotedForFish(text: string): string {
  const inner = text.replaceAll(/[\\']/g, String.raw`\$&`)
  return `'${inner.replaceAll(/\p{Cc}+/gu, found => `'${found.replaceAll(/./gsu, spelledInFish)}'`)}'`
}

/** In octal with three digits, after which a digit is a digit again; byte by byte as UTF-8 has them. */
function spelled(character: string): string {
  return [...Buffer.from(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}

function spelledInFish(character: string): string {
  return [...Buffer.from(character)].map(byte => `\\X${byte.toString(16).padStart(2, '0')}`).join('')
}
