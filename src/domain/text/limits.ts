/** How much is read of what people type, paste or hand over: what is longer is something else than it should be. */

/** A passphrase, a name, an answer: a line, not a document. */
export const maxLineBytes = 4096

/** A set has at most 20 codes: even a whole web page around them is smaller. */
export const maxPasteBytes = 64 * 1024
