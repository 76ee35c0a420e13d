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
    title: { en: 'Instagram Help: video selfie', ja: 'Instagramヘルプ: 動画セルフィーによる本人確認' },
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
  ownPrecaution: {
    title: {
      en: 'igcodes: our own precaution; Instagram publishes no figure',
      ja: 'igcodes: 私たちの用心のための目安(Instagramは数字を公表していません)',
    },
    confidence: 'low',
  },
} as const satisfies Record<string, Source>

export type SourceName = keyof typeof sources
