/**
 * Makes text from a vault, a file or the command line harmless: nothing in it may move the cursor, recolor the
 * screen, reorder a line or hide in it. What is dangerous is shown, not dropped, so that a person can see it was there.
 */

/**
 * What nearly every text consists of: printable ASCII, Latin letters, the signs that we draw with, Japanese. Such text passes
 * without the patterns below, which take 20 ms to compile.
 */
const ordinary =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u23ff\u2500-\u27bf\u3000-\u3163\u3165-\ud7a3\uf900-\ufaff\uff01-\uff9f]*$/

interface Patterns {
  readonly suspicious: RegExp
  readonly wellFormedEmoji: RegExp
  readonly harmfulInJson: RegExp
}

let compiled: Patterns | undefined

function patterns(): Patterns {
  if (compiled) return compiled
  // `\p{RGI_Emoji}` needs the `v` flag: the joiners and tags inside a well-formed emoji are the only ones let through.
  const emoji = String.raw`\p{RGI_Emoji}`
  const control = String.raw`\p{Cc}`
  // Bidi controls, zero-width and other format characters, Hangul fillers, line separators, lone surrogates. Variation
  // selectors belong to ordinary emoji and kanji (葛󠄀), so they stay.
  const unseen = String.raw`[[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}]--\p{Variation_Selector}]`
  compiled = {
    suspicious: new RegExp(`${emoji}|${control}|${unseen}`, 'gv'),
    wellFormedEmoji: new RegExp(`^${emoji}$`, 'v'),
    harmfulInJson: new RegExp(`[${control}${unseen}]`, 'gv'),
  }
  return compiled
}

/** The text with everything that a terminal would act on, or that is invisible, spelled out. */
export function sanitize(text: string, { newlines = 'show' }: { newlines?: 'show' | 'keep' } = {}): string {
  if (ordinary.test(text)) return text
  const { suspicious, wellFormedEmoji } = patterns()
  return text.replace(suspicious, found => {
    if (found === '\n' && newlines === 'keep') return found
    return wellFormedEmoji.test(found) ? found : spelled(found)
  })
}

function spelled(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '␡'
  const hex = code.toString(16)
  return code < 0xa0 ? `\\x${hex}` : `\\u{${hex}}`
}

/** JSON that is safe to print on a terminal, with nothing in it that cannot be seen. Parsing it gives the same value. */
export function harmlessJson(value: unknown): string {
  const text = JSON.stringify(value)
  if (ordinary.test(text)) return text
  // JSON.stringify already escapes C0 and lone surrogates, and everything outside ASCII is inside strings.
  return text.replace(patterns().harmfulInJson, escaped)
}

/** Beyond U+FFFF as two. */
function escaped(character: string): string {
  return character.replaceAll(/./gs, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
