/**
 * The labels of Instagram's screens in both languages. A playbook refers to a label and never spells it.
 *
 * `weak`: seen in one place only, or not at all. The reader is told that the screen may say something else.
 */
export interface Label {
  readonly en: string
  readonly ja: string
  readonly weak?: true
}

export const labels = {
  profile: { en: 'Profile', ja: 'プロフィール' },
  menu: { en: '≡', ja: '≡' },
  settingsAndPrivacy: { en: 'Settings and privacy', ja: '設定とプライバシー' },
  accountsCenter: { en: 'Accounts Center', ja: 'アカウントセンター' },
  passwordAndSecurity: { en: 'Password and security', ja: 'パスワードとセキュリティ' },
  twoFactor: { en: 'Two-factor authentication', ja: '二段階認証' },
  yourAccount: { en: '(your account)', ja: '(対象のアカウント)' },
  additionalMethods: { en: 'Additional methods', ja: 'その他の方法', weak: true },
  backupCodes: { en: 'Backup codes', ja: 'バックアップコード' },
  getNewCodes: { en: 'Get new codes', ja: '新しいコードを取得', weak: true },
  authenticatorApp: { en: 'Authentication app', ja: '認証アプリ' },
  smsOrWhatsapp: { en: 'SMS or WhatsApp', ja: 'SMSまたはWhatsApp', weak: true },
  tryAnotherWay: { en: 'Try another way', ja: '別の方法を試す' },
  useBackupCode: { en: 'Backup code', ja: 'バックアップコードを使用' },
  disagree: { en: 'Disagree with decision', ja: '異議を申し立てる', weak: true },
  logInWithFacebook: { en: 'Log in with Facebook', ja: 'Facebookでログイン' },
  appsAndWebsites: { en: 'Website permissions', ja: 'アプリとウェブサイト', weak: true },
  notMe: { en: 'Not me', ja: '許可しない', weak: true },
  forgotPassword: { en: 'Forgot password?', ja: 'パスワードを忘れた場合', weak: true },
  changePassword: { en: 'Change password', ja: 'パスワードを変更', weak: true },
  recentEmails: { en: 'Recent emails', ja: '最近のメール' },
  whereLoggedIn: { en: 'Where you’re logged in', ja: 'ログインの場所', weak: true },
  personalDetails: { en: 'Personal details', ja: '個人の情報', weak: true },
  contactInfo: { en: 'Contact info', ja: '連絡先情報', weak: true },
  checkTheCode: {
    en: 'Please check the security code and try again',
    ja: 'セキュリティコードを確認して、もう一度お試しください',
    weak: true,
  },
  waitAFewMinutes: {
    en: 'Please wait a few minutes before you try again',
    ja: '数分待ってからもう一度お試しください',
    weak: true,
  },
  codeNoLongerValid: { en: 'This code is no longer valid', ja: 'このコードは無効になりました', weak: true },
} as const satisfies Record<string, Label>

export type LabelName = keyof typeof labels

const toSecurity = [
  'profile',
  'menu',
  'settingsAndPrivacy',
  'accountsCenter',
  'passwordAndSecurity',
] as const satisfies readonly LabelName[]

/**
 * What the menus may say instead, and where they are on a computer. Meta Account replaces Accounts Center over a year from April 2026;
 * both Japanese names of the settings are in use.
 */
export const menuNote = {
  en: 'Newer screens say Meta Account for Accounts Center. On a computer: accountscenter.instagram.com',
  ja: '「設定とアクティビティ」「Metaアカウント」と出る画面もあります。パソコンでは accountscenter.instagram.com から。',
} as const

/** Paths through the menus, by destination. iPhone and Android have the same; the web begins at the Accounts Center. */
export const menus = {
  backupCodes: [...toSecurity, 'twoFactor', 'yourAccount', 'additionalMethods', 'backupCodes'],
  twoFactor: [...toSecurity, 'twoFactor', 'yourAccount'],
  password: [...toSecurity, 'changePassword'],
  recentEmails: [...toSecurity, 'recentEmails'],
  devices: [...toSecurity, 'whereLoggedIn'],
  contactInfo: ['profile', 'menu', 'settingsAndPrivacy', 'accountsCenter', 'personalDetails', 'contactInfo'],
  linkedProfiles: ['profile', 'menu', 'settingsAndPrivacy', 'accountsCenter'],
  backupCodeAtLogin: ['tryAnotherWay', 'useBackupCode'],
} as const satisfies Record<string, readonly LabelName[]>

export type MenuName = keyof typeof menus
