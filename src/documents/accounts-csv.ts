/** A table of accounts as Bitwarden takes it, and KeePassXC, which asks what each column is. One row an account. */

export interface AccountRow {
  readonly name: string
  readonly username: string
  readonly notes: string
  /** An otpauth address, or empty. */
  readonly totp: string
}

/** Bitwarden's own columns. */
const columns = [
  'folder',
  'favorite',
  'type',
  'name',
  'notes',
  'fields',
  'reprompt',
  'login_uri',
  'login_username',
  'login_password',
  'login_totp',
]

export function accountsCsv(rows: readonly AccountRow[]): string {
  const lines = rows.map(({ name, username, notes, totp }) => [
    '',
    '',
    'login',
    name,
    notes,
    '',
    '',
    'https://www.instagram.com/',
    username,
    '',
    totp,
  ])
  return [columns, ...lines].map(cells => `${cells.map(cell).join(',')}\r\n`).join('')
}

/** RFC 4180. A spreadsheet takes a cell with one of these at its beginning for a formula. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
