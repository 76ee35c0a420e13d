/** A Windows library without code, whose one function is another library's (Microsoft, "PE Format"). */

const headers = 0x200
const section = 0x1000

/** @param target as LIBRARY.FUNCTION */
export function forwardingDll(name: string, exported: string, target: string): Uint8Array {
  const exports = exportTable(name, exported, target)
  const file = Buffer.alloc(headers + 0x200)
  const fields = (at: number, ...values: readonly (readonly [bytes: number, value: number])[]) =>
    values.reduce((offset, [bytes, value]) => file.writeUIntLE(value, offset, bytes), at)

  file.write('MZ', 0)
  fields(0x3c, [4, 0x40])
  file.write('PE', 0x40)
  // COFF: x86-64, one section, 240 bytes of optional header; a library.
  fields(0x44, [2, 0x8664], [2, 1], [4, 0], [4, 0], [4, 0], [2, 240], [2, 0x2022])
  // PE32+: no code and no entry; how it lies in memory and in the file.
  fields(0x58, [2, 0x20b], [2, 0], [4, 0], [4, 0x200], [4, 0], [4, 0], [4, section])
  fields(0x70, [6, 0x180000000], [2, 0], [4, section], [4, headers], [4, 6], [4, 0], [4, 6], [4, 0])
  fields(0x90, [4, 2 * section], [4, headers], [4, 0], [2, 2], [2, 0x140])
  fields(0xa0, [6, 0x100000], [2, 0], [6, 0x1000], [2, 0], [6, 0x100000], [2, 0], [6, 0x1000], [2, 0], [4, 0], [4, 16])
  // The first of sixteen tables.
  fields(0xc8, [4, section], [4, exports.length])
  file.write('.rdata', 0x148)
  fields(0x150, [4, exports.length], [4, section], [4, 0x200], [4, headers])
  fields(0x16c, [4, 0x40000040])
  file.set(exports, headers)
  return file
}

/** An address within the table means that the function is elsewhere, as the text there says. */
function exportTable(name: string, exported: string, target: string): Uint8Array {
  const texts = [name, exported, target].map(text => Buffer.from(`${text}\0`))
  const textsAt = 40 + 4 + 4 + 2
  const [nameAt = 0, exportedAt = 0, targetAt = 0] = texts.map(
    (_, index) => section + textsAt + Buffer.concat(texts.slice(0, index)).length,
  )
  const table = Buffer.alloc(textsAt)
  const words = [0, 0, 0, nameAt, 1, 1, 1, section + 40, section + 44, section + 48, targetAt, exportedAt]
  for (const [index, word] of words.entries()) table.writeUInt32LE(word, index * 4)
  return Buffer.concat([table, ...texts])
}
