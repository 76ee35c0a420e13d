/** A QR code for paper, as an SVG in the page. For addresses; of secrets, only a recovery key's words, on request. */
export async function qrSvg(text: string): Promise<string> {
  const { encodeQR } = await import('qr')
  // HTML needs no namespace. Medium error correction survives a fold or a stain.
  return encodeQR(text, 'svg', { border: 2, ecc: 'medium' }).replace(/ xmlns="[^"]*"/, '')
}
