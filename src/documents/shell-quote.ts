/** Any text as one word of a shell. Control characters are written as escapes, so that the word is safe to print too. */

/** For bash (3.2 or later) and zsh. */
export function quotedForSh(text: string): string {
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`
  const inner = text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(/\p{Cc}/gu, escapedForSh)
  return `$'${inner}'`
}

/** In fish, escapes have to be outside the quotes. */
export function quotedForFish(text: string): string {
  const inner = text.replaceAll(/[\\']/g, String.raw`\$&`)
  return `'${inner.replaceAll(/\p{Cc}+/gu, found => `'${found.replaceAll(/./gsu, escapedForFish)}'`)}'`
}

/** In ASCII: Windows PowerShell 5.1 reads and writes files in encodings of its own. */
export function quotedForPwsh(text: string): string {
  if (/^[ -~]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`
  const escaped = text.replaceAll(/["$`]/g, '`$&')
  return `"${escaped.replaceAll(/[^ -~]/g, unit => `$([char]${unit.charCodeAt(0)})`)}"`
}

/** The UTF-8 bytes in octal. Three digits each, so that a digit after them is not part of the escape. */
function escapedForSh(character: string): string {
  return [...Buffer.from(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}

function escapedForFish(character: string): string {
  return [...Buffer.from(character)].map(byte => `\\X${byte.toString(16).padStart(2, '0')}`).join('')
}
