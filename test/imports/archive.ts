/** 1PUX and Bitwarden's zip, as the managers pack them. */
import { strToU8, zipSync } from 'fflate'

export function onePux(exportData: Uint8Array): Uint8Array {
  return zipSync({
    'export.attributes': strToU8('{"version":3,"description":"1Password Unencrypted Export","createdAt":1772442930}'),
    'export.data': exportData,
    files: { 'madeup___receipt.png': strToU8('no picture') },
  })
}

export function bitwardenZip(json: Uint8Array): Uint8Array {
  return zipSync({ 'data.json': json, attachments: { 'a.txt': strToU8('nothing') } })
}
