/** The sources of the playbooks' facts. */
import type { Bilingual } from '../language.ts'

export type Confidence = 'high' | 'medium' | 'low'

export interface Source {
  readonly title: Bilingual
  readonly address?: string
  readonly confidence: Confidence
}

export const sources = {
  article: {
    title: {
      en: 'newcurrent, guide to Instagram backup codes (Japanese), by Yusuke Murakami',
      ja: 'newcurrent編集部 村上雄介「Instagramのバックアップコード」解説記事',
    },
    confidence: 'medium',
  },
  twoFactorHelp: {
    title: { en: 'Instagram Help: two-factor authentication', ja: 'Instagramヘルプ: 二段階認証' },
    address: 'https://help.instagram.com/566810106808145',
    confidence: 'high',
  },
  hackedPage: {
    title: { en: 'Instagram: help with access to an account', ja: 'Instagram: アカウントへのアクセスのサポート' },
    address: 'https://www.instagram.com/hacked/',
    confidence: 'high',
  },
  selfieHelp: {
    title: {
      en: 'Instagram Help: I can’t log in (with the text about the video selfie)',
      ja: 'Instagramヘルプ: ログインできない場合(動画セルフィーの説明を含む)',
    },
    address: 'https://help.instagram.com/374546259294234',
    confidence: 'medium',
  },
  helpReports: {
    title: {
      en: 'Reports of users and support pages: mails from security@mail.instagram.com, login requests, error texts',
      ja: '利用者の報告とサポート記事: security@mail.instagram.com のメール、ログインリクエスト、エラー文',
    },
    confidence: 'medium',
  },
  carriers: {
    title: {
      en: 'Japanese carriers on messages from abroad (SoftBank above all)',
      ja: '国内の携帯会社: 海外からのSMSの受信拒否設定(特にソフトバンク)',
    },
    confidence: 'high',
  },
  totp: {
    title: { en: 'RFC 6238: time-based one-time passwords', ja: 'RFC 6238: 時刻によるワンタイムパスワード' },
    address: 'https://www.rfc-editor.org/rfc/rfc6238',
    confidence: 'high',
  },
  fbi: {
    title: { en: 'FBI IC3: SIM swap reports, 2021 and 2024', ja: 'FBI IC3: SIMスワップの報告(2021年・2024年)' },
    address: 'https://www.ic3.gov/',
    confidence: 'medium',
  },
  nist: {
    title: { en: 'NIST SP 800-63B: authenticators', ja: 'NIST SP 800-63B: 認証器' },
    address: 'https://pages.nist.gov/800-63-3/sp800-63b.html',
    confidence: 'high',
  },
  menuReports: {
    title: {
      en: 'delvia.org, maiuma.com, lea-bbla.online: screens of the backup code menu',
      ja: 'delvia.org・maiuma.com・lea-bbla.online: バックアップコードのメニュー画面',
    },
    confidence: 'medium',
  },
  metaAccount: {
    title: {
      en: 'Help Net Security, 2026-04-24: Meta Account replaces Accounts Center, passkeys on Instagram',
      ja: 'Help Net Security 2026-04-24: アカウントセンターに代わるMetaアカウント、Instagramのパスキー',
    },
    address: 'https://www.helpnetsecurity.com/2026/04/24/meta-account-settings-overview/',
    confidence: 'medium',
  },
  metaTwoFactor: {
    title: {
      en: 'time.news on Meta’s help: in one Meta Account two-factor applies to all profiles',
      ja: 'time.news(Metaのヘルプの引用): 同じMetaアカウントでは二段階認証が全プロフィールに広がる',
    },
    address: 'https://time.news/meta-account-settings-sync-meta-help-center/',
    confidence: 'medium',
  },
  publicReports: {
    title: {
      en: 'Lock-outs told in public, 2018 to 2026 (issue threads, forums, blogs)',
      ja: '公開されている締め出しの体験談 2018〜2026年(質問スレッド・ブログなど)',
    },
    confidence: 'medium',
  },
  clientReports: {
    title: {
      en: 'Instagram’s own answers to apps, 2019: 60 s between two SMS, two SMS, then a call',
      ja: 'Instagramがアプリに返した値(2019年): SMSの間隔60秒、2通まで、その後は電話',
    },
    address: 'https://github.com/dilame/instagram-private-api/issues/820',
    confidence: 'medium',
  },
  resetMails: {
    title: {
      en: 'Techlicious, 2026-01: unasked reset mails from Instagram, genuine ones among them',
      ja: 'Techlicious 2026-01: 頼んでいない再設定メール(本物も含む)',
    },
    address: 'https://www.techlicious.com/blog/ignore-instagram-password-reset-scam-email',
    confidence: 'medium',
  },
  recentMails: {
    title: {
      en: 'TrishTech, 2019: the list of recent emails goes back 14 days',
      ja: 'TrishTech 2019: 「最近のメール」に載るのは14日分',
    },
    confidence: 'medium',
  },
  trustedDevices: {
    title: {
      en: 'WIRED and others, 2024: a device used within two years may need no code',
      ja: 'WIREDなど 2024年: 2年以内によく使った端末では、コードを求められないことがある',
    },
    confidence: 'medium',
  },
  disabledPages: {
    title: {
      en: 'Public pages on suspended accounts: 14, 30 or 180 days to disagree',
      ja: 'アカウント停止についての公開記事: 異議の期限は14日・30日・180日とさまざま',
    },
    address: 'https://www.rickyspears.com/instagram/we-suspended-your-account-instagram/',
    confidence: 'low',
  },
  friends: {
    title: {
      en: 'Instagram: keeping Instagram safe (two friends can confirm who you are)',
      ja: 'Instagram公式ブログ: 友だち2人による本人確認',
    },
    address: 'https://about.instagram.com/blog/announcements/continuing-to-keep-instagram-safe-and-secure',
    confidence: 'low',
  },
  ownPrecaution: {
    title: {
      en: 'igcodes: our own precaution; Instagram publishes no figure',
      ja: 'igcodes: 私たちの用心のための目安(Instagramは数字を公表していません)',
    },
    confidence: 'low',
  },
} as const satisfies Record<string, Source>

export type SourceName = keyof typeof sources
