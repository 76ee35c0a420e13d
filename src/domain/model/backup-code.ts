declare const backupCode: unique symbol

/** An Instagram backup code: 8 ASCII digits, without the space that it is shown with. */
export type BackupCode = string & { readonly [backupCode]: true }

/** Takes the bare 8 digits only; what people paste is read by parsePaste. */
export function parseBackupCode(text: string): BackupCode | undefined {
  return isBackupCode(text) ? text : undefined
}

function isBackupCode(text: string): text is BackupCode {
  return /^[0-9]{8}$/.test(text)
}

/** `1234 5678`, as Instagram shows it. */
export function spaced(code: BackupCode): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** `1••• •••8`: enough to tell codes apart beside the phone, too little to sign in with. */
export function masked(code: BackupCode): string {
  return `${code.slice(0, 1)}••• •••${code.slice(-1)}`
}
