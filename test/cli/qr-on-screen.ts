/** A QR code as it is on a terminal's screen, read as a phone reads it. */
import decodeQR from 'qr/decode.js'

const margin = 4
const scale = 4

/** The text of the code that is drawn in half blocks, white being the blocks. */
export function readQrOnScreen(screen: string): string {
  const drawn = screen.split('\n').filter(line => /^[█▀▄ ]*[█▀▄][█▀▄ ]*$/.test(line))
  const side = Math.max(...drawn.map(line => line.length))
  const rows = drawn.flatMap(line => {
    const characters = [...line.padEnd(side)]
    return [characters.map(one => '█▀'.includes(one)), characters.map(one => '█▄'.includes(one))]
  })
  const width = (side + 2 * margin) * scale
  const height = (rows.length + 2 * margin) * scale
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isWhite = rows[Math.floor(y / scale) - margin]?.[Math.floor(x / scale) - margin] ?? true
      data.fill(isWhite ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  return decodeQR({ width, height, data })
}
