/** A QR code for paper, as a drawing within the page: for addresses, never for secrets. */
export async function qrSvg(text: string): Promise<string> {
  const { encodeQR } = await import('qr')
  // Within a page of HTML the drawing needs no name space; medium error correction bears a fold or a stain.
  return encodeQR(text, 'svg', { border: 2, ecc: 'medium' }).replace(/ xmlns="[^"]*"/, '')
}
