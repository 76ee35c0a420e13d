/** The authenticator in the vault: adding it, its codes, its clock, its picture for the next phone. */
import type { Bilingual, Message } from '../../../language.ts'

export const whereTheSecretIs: Message<{ account: string }> = {
  en: ({ account }) => `Open Instagram on the phone, signed in as @${account}:
  Accounts Center → Password and security → Two-factor authentication → ${account} → Authentication app
Copy the key of letters and digits there. If you have its QR code as a picture instead:
  igcodes totp add ${account} --qr FILE`,
  ja: ({ account }) => `スマホのInstagramを @${account} で開いて、次の順に進みます:
  アカウントセンター → パスワードとセキュリティ → 二段階認証 → ${account} → 認証アプリ
そこに出る英数字のキーをコピーします。QRコードの画像があるときは:
  igcodes totp add ${account} --qr ファイル`,
}
export const typeTheSecret: Message = { en: () => 'The key (stays hidden)', ja: () => 'キー(画面には出ません)' }

export const readingPicture: Message = { en: () => 'Reading the picture', ja: () => '画像を読み取っています' }

export const whichEntry: Message = { en: () => 'Which entry is it?', ja: () => 'どの登録ですか?' }
export const entryName: Message<{ issuer: string; label: string }> = {
  en: ({ issuer, label }) => [issuer || '(no service)', label || '(no name)'].join(' · '),
  ja: ({ issuer, label }) => [issuer || '(サービス名なし)', label || '(名前なし)'].join(' · '),
}
export const partsMissing: Message<{ missing: number }> = {
  en: ({ missing }) =>
    `The export has ${missing === 1 ? 'one more part' : `${missing} more parts`}; only the parts given are listed.`,
  ja: ({ missing }) => `書き出しにはあと${missing}枚あります。渡された画像の分だけを表示しています。`,
}

export const namedOtherwise: Message<{ account: string; issuer: string; label: string }> = {
  en: ({ account, issuer, label }) =>
    `The entry is named “${[issuer, label].filter(Boolean).join(' · ')}”, not Instagram · ${account}.`,
  ja: ({ account, issuer, label }) =>
    `登録名が「${[issuer, label].filter(Boolean).join(' · ')}」で、「Instagram · ${account}」ではありません。`,
}
export const isItThisAccounts: Message<{ account: string }> = {
  en: ({ account }) => `Are you sure that it is for @${account} on Instagram?`,
  ja: ({ account }) => `本当にInstagramの @${account} のものですか?`,
}
export const oneBasket: Message<{ account: string }> = {
  en: ({ account }) =>
    `The backup codes and the authenticator of @${account} would be in the same vault: anyone who opens it gets both, and losing it loses both. Keep the authenticator here anyway?`,
  ja: ({ account }) =>
    `@${account} のバックアップコードと認証アプリが、同じ保管庫に入ることになります。開けた人は両方を手にし、失えば両方を失います。それでもここに入れますか?`,
}
export const sureToReplace: Message<{ account: string }> = {
  en: ({ account }) => `@${account} already has an authenticator here. Replace it? The old secret will be erased.`,
  ja: ({ account }) =>
    `@${account} の認証アプリはすでに登録されています。置き換えますか? 前のシークレットは消去します。`,
}

export const totpStored: Message<{ account: string; replaced: boolean }> = {
  en: ({ account, replaced }) =>
    `The authenticator of @${account} is stored${replaced ? ' and replaces the earlier one' : ''}. Its codes:
    igcodes totp show ${account}`,
  ja: ({
    account,
    replaced,
  }) => `@${account} の認証アプリを${replaced ? '置き換えて' : ''}保存しました。コードを出すには:
    igcodes totp show ${account}`,
}
export const deletePicture: Message = {
  en: () => '  Now delete the picture or file: it contains the secret.',
  ja: () => '  シークレットが入っているので、画像やファイルは削除してください。',
}

export const digitsOnThePhone: Message<{ digits: number; maySkip: boolean }> = {
  en: ({ digits, maySkip }) => `The ${digits} digits that the phone shows now${maySkip ? ' (Enter: skip)' : ''}`,
  ja: ({ digits, maySkip }) => `今スマホに出ている${digits}桁${maySkip ? '(Enterで省略)' : ''}`,
}
export const clocksAgree: Message = {
  en: () => 'They match: this vault and the phone show the same codes.',
  ja: () => '一致しました。この保管庫とスマホは同じコードを出します。',
}
export const clocksDiffer: Message<{ steps: number; seconds: number; clock: string }> = {
  en: ({
    steps,
    seconds,
    clock,
  }) => `The secret is right, but the clocks differ: the phone is about ${Math.abs(seconds)} seconds ${steps > 0 ? 'ahead of' : 'behind'} this computer (${Math.abs(steps)} codes).
  This computer says ${clock}. Set both to automatic time; Instagram refuses codes from a wrong clock.`,
  ja: ({
    steps,
    seconds,
    clock,
  }) => `シークレットは合っていますが、時計がずれています。スマホがこのパソコンより約${Math.abs(seconds)}秒(コード${Math.abs(steps)}回分)${steps > 0 ? '進んで' : '遅れて'}います。
  このパソコンの時計は ${clock} です。両方とも時刻を「自動」にしてください。ずれた時計のコードは拒否されます。`,
}

export const secondsLeft: Message<{ seconds: number }> = {
  en: ({ seconds }) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
  ja: ({ seconds }) => `残り${seconds}秒`,
}
/** `isNext`: hardly any time was left, so it is the next code. `seconds` is undefined if the terminal copied it. */
export const copied: Message<{ secondsLeft: number; isNext: boolean; seconds: number | undefined }> = {
  en: ({ secondsLeft, isNext, seconds }) => {
    const code = isNext ? `The next code, valid in ${secondsLeft} s,` : `The code, valid for ${secondsLeft} s,`
    return seconds === undefined
      ? `${code} was sent to your terminal's clipboard.`
      : `${code} is in the clipboard for ${seconds} s.`
  },
  ja: ({ secondsLeft, isNext, seconds }) => {
    const code = isNext ? `次のコード(${secondsLeft}秒後から有効)` : `コード(残り${secondsLeft}秒)`
    return seconds === undefined
      ? `${code}を端末のクリップボードに送りました。`
      : `${code}をクリップボードにコピーしました。${seconds}秒後に消去します。`
  },
}
export const comesNext: Message = { en: () => 'comes next', ja: () => '次のコード' }
export const whereToTypeIt: Message = {
  en: () => '  On the login screen: Try another way → Authentication app. Type it without the space.',
  ja: () => '  ログイン画面で「別の方法を試す」→「認証アプリ」。空白なしで入力します。',
}
export const ifRefused: Message<{ account: string; clock: string }> = {
  en: ({ account, clock }) => `  Refused? Every code fails if a clock is more than about 90 seconds off.
  This computer says ${clock}. To compare it with the phone:
    igcodes totp verify ${account}`,
  ja: ({ account, clock }) => `  拒否されたら: 時計が90秒ほどずれると、どのコードも通りません。
  このパソコンの時計は ${clock} です。スマホと比べるには:
    igcodes totp verify ${account}`,
}
export const severalStored: Message<{ account: string }> = {
  en: ({ account }) =>
    `Two machines each stored an authenticator for @${account}; this is the newest. If it is refused, store it again: igcodes totp add ${account}`,
  ja: ({ account }) =>
    `@${account} の認証アプリが2台から別々に登録されています。これは新しい方です。拒否されるなら igcodes totp add ${account} で入れ直してください。`,
}

export const sureToShowQr: Message<{ account: string }> = {
  en: ({ account }) =>
    `Show the QR code of @${account}'s authenticator? Anyone who sees it, and any camera, can make its codes from then on.`,
  ja: ({ account }) =>
    `@${account} の認証アプリのQRコードを表示しますか? 見た人やカメラは、以後ずっとコードを作れるようになります。`,
}
export const scanWithApp: Message<{ account: string }> = {
  en: ({ account }) => `@${account}: scan with the new phone's app.`,
  ja: ({ account }) => `@${account}: 新しいスマホで読み取ります。`,
}
export const enterWipes: Message = { en: () => 'Scanned? Enter erases it', ja: () => '読み取れたらEnter' }
export const qrWiped: Message<{ account: string }> = {
  en: ({
    account,
  }) => `The QR code is erased from the screen. If this terminal records its output (a log, a shared session), clear that too.
  Does the phone show the same code?
    igcodes totp verify ${account}`,
  ja: ({
    account,
  }) => `QRコードを画面から消しました。端末が表示を記録している場合(ログや画面共有)は、それも消してください。
  スマホに同じコードが出るか確かめるには:
    igcodes totp verify ${account}`,
}

export const sureToRemove: Message<{ account: string }> = {
  en: ({ account }) =>
    `Remove the authenticator of @${account} from the vault? Its secret will be erased. Instagram will still ask for its codes: does another device show them?`,
  ja: ({ account }) =>
    `@${account} の認証アプリを保管庫から削除しますか? シークレットは消去されます。Instagramは今後もコードを求めるので、ほかの端末で出せるか確かめてください。`,
}
export const totpRemoved: Message<{ account: string }> = {
  en: ({ account }) =>
    `The authenticator of @${account} is removed. Backups of the vault still contain it for a while.`,
  ja: ({ account }) => `@${account} の認証アプリを削除しました。保管庫のバックアップには、しばらく残ります。`,
}

export const listHeader: readonly Bilingual[] = [
  { en: 'account', ja: 'アカウント' },
  { en: 'in the vault since', ja: '登録日' },
  { en: 'codes', ja: 'コード' },
]
export const codeKind: Message<{ digits: number; period: number; algorithm: string }> = {
  en: ({ digits, period, algorithm }) => `${digits} digits every ${period} s, ${algorithm}`,
  ja: ({ digits, period, algorithm }) => `${period}秒ごとに${digits}桁(${algorithm})`,
}
export const noneStored: Message = {
  en: () => 'There is no authenticator in the vault.',
  ja: () => '保管庫に認証アプリは入っていません。',
}
