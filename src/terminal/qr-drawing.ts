/**
 * A QR code as half blocks, two modules above each other in one character. Loaded when one is shown.
 */
import qrcode from 'qrcode-terminal'

export interface QrDrawing {
  readonly lines: readonly string[]
  /** Their width, without the colors. */
  readonly columns: number
}

/** White on black, independent of the terminal's own colors: few phones read a reversed code. */
const white = '\x1b[97;40m'
const plain = '\x1b[0m'

/**
 * @param text in ASCII: what phones make of other letters depends on the phone
 * @param isWide with a margin of three modules; else of one, which most phones read too (ISO/IEC 18004 asks for four)
 */
export function drawQr(text: string, isWide: boolean): QrDrawing {
  let drawn = ''
  qrcode.generate(text, { small: true }, code => {
    drawn = code
  })
  const rows = drawn.split('\n').filter(line => line !== '')
  const columns = (rows[0]?.length ?? 0) + (isWide ? 4 : 0)
  const side = isWide ? '██' : ''
  const blank = isWide ? ['█'.repeat(columns)] : []
  // Its first row is the margin's lower half: with a row above, all of it is margin.
  const body = rows.map((row, index) => (isWide && index === 0 ? '█'.repeat(columns) : side + row + side))
  return { lines: [...blank, ...body, ...blank].map(row => white + row + plain), columns }
}
