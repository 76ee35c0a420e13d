/** The official pages that playbooks link to, because a search can lead to a forged page. */
export const addresses = {
  hacked: 'https://www.instagram.com/hacked/',
  passwordReset: 'https://www.instagram.com/accounts/password/reset/',
  accountsCenter: 'https://accountscenter.instagram.com/',
  help: 'https://help.instagram.com/',
  twoFactorHelp: 'https://help.instagram.com/566810106808145',
  selfieHelp: 'https://help.instagram.com/374546259294234',
  businessHelp: 'https://www.facebook.com/business/help',
  businessSettings: 'https://business.facebook.com/settings',
} as const

export type AddressName = keyof typeof addresses
