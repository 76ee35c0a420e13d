import { parseJson as parse } from '../domain/text/json.ts'
import { type ImportFormat, UserError } from '../errors.ts'

/** @throws UserError `import-broken`, because the message of JSON.parse quotes the text */
export function parseJson(text: string, format: ImportFormat | 'json'): unknown {
  try {
    return parse(text)
  } catch {
    throw new UserError('import-broken', { format, line: 0 })
  }
}
