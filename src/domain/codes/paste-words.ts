/** What the words around a number say about it, in the languages that people keep their notes in. */

/** Words that only say that this is a backup code. */
export const label =
  /your|instagram|insta|backup|recovery|login|security|codes?|c[oó]d(?:igos?|ici|ice)|respaldo|seguran[çc]a|seguridad|sicherungs?|ersatz|wiederherstellungs?|secours|recupera(?:ção|ción)|インスタグラム|インスタ|バックアップ|リカバリー?|ログイン|セキュリティ|認証|予備|復旧|コード|用|の|백업|복구|코드|备用|備用|恢复|验证|驗證|代码|码|резервн\p{L}*|код\p{L}*|رمز|رموز|کد|कोड|รหัส|\bde\b|\b[a-j]\)/giu

/** Words for a code, in a line or in the name of a field. */
export const codeWord =
  /back ?-?up|recovery|rescue|emergency|bypass|instagram|2fa|two.?factor|\bcodes?\b|バックアップ|リカバリ|復旧|予備|緊急|コード|インスタ|[二2]段階|[二2]要素/iu

/** Words that say that a number of eight digits is something else. */
const otherWord =
  /\bpin\b|\bzip|postal|phone|mobile|\bcell\b|\btel\b|\bsms\b|\bfax\b|whatsapp|birth|\bdob\b|\bborn\b|\bdate\b|\bbank\b|\bcard\b|\biban\b|invoice|order|customer|member|serial|\bid\b|tracking|booking|reservation|reference|ticket|\bpolicy\b|employee|student|licen[sc]e|passport|account (?:no\b|number)|pass(?:word|wort|phrase)|\bpass\b|\bpwd?\b|\bpasswd\b|secret|電話|携帯|暗証|郵便|誕生|生年|日付|口座|カード|会員|注文|請求|予約|受付|お客様|追跡|管理番号|社員|学籍|マイナンバー|保険|パスワード|合言葉|nacimiento|nascimento|naissance|nascita|geburt|geboren|cumplea|tel[eé]fono|telefone|t[eé]l[eé]phone|telefon|handy|celular|m[oó]vil|portable|cellulare|contrase|senha|mot de passe|생년월일|생일|전화|휴대|비밀번호|生日|出生|电话|電話|手机|手機|密码|密碼|рожден|телефон|пароль|пин-?код|जन्म|फ़ोन|मोबाइल|पासवर्ड|ميلاد|هاتف|جوال|كلمة ال?(?:مرور|سر)|تولد|تلفن|موبایل|رمز عبور|วันเกิด|โทร|มือถือ|รหัสผ่าน/iu

/** @param text a line, the name of a field, or the name of a variable */
export function saysOther(text: string): boolean {
  return otherWord.test(text.replace(/back ?-?up|recovery/giu, '').replaceAll('_', ' '))
}

const instagram =
  /instagram|\binsta\b|\big\b|インスタ|인스타|инстаграм|инста\b|انستغرام|انستقرام|اینستاگرام|इंस्टा|อินสตา|照片墙/iu

/** Services with backup codes of their own, some of which look the same. */
const otherService =
  /facebook|\bfb\b|\bmessenger\b|google|gmail|youtube|twitter|\bx\.com\b|tik ?tok|github|gitlab|microsoft|outlook|hotmail|onedrive|\bapple\b|icloud|amazon|\baws\b|yahoo|dropbox|paypal|linkedin|pinterest|snapchat|reddit|twitch|discord|slack|\bzoom\b|telegram|whatsapp|netflix|spotify|nintendo|playstation|\bsteam\b|epic games|coinbase|binance|stripe|shopify|etsy|ebay|\bbase\b|booking|airbnb|\buber\b|wordpress|cloudflare|\bnpm\b|docker|heroku|protonmail|フェイスブック|グーグル|ユーチューブ|ツイッター|ティックトック|マイクロソフト|アップル|アマゾン|ヤフー|楽天|メルカリ|任天堂|銀行|페이스북|구글|네이버|카카오|谷歌|脸书|臉書|微信|支付宝|фейсбук|гугл|вконтакте|فيسبوك|جوجل|गूगल|फेसबुक/iu

/** Whether a line names another service and not Instagram. */
export function namesOtherService(text: string): boolean {
  return otherService.test(text.replace(place, '')) && !namesInstagram(text)
}

/** Where a note is kept, not whose codes it has. */
const place =
  /(?:google|apple|icloud|microsoft|samsung) ?(?:keep|docs?|drive|sheets|notes?|photos|ドキュメント|ドライブ|メモ)/giu

export function namesInstagram(text: string): boolean {
  return instagram.test(text)
}

/** Words of a heading over one of two lists. */
const age =
  /\b(?:old|new|newer|older|previous|current|latest|former|expired|void|invalid|unused|used)\b|古い|新しい|以前|前回|旧|新|最新|無効|使用済|有効|\b(?:antigu|viej|nuev|ancien|nouve|alte|neue|vecchi|nuov|velh|antig|nov[ao]s)|이전|예전|기존|새|旧|新|стары|новы|قديم|جديد|पुरान|नए|เก่า|ใหม่/iu

export function saysAge(text: string): boolean {
  return age.test(text)
}

/** Words that say that codes no longer count. */
const old =
  /\b(?:do not use|don['’]t use|no longer (?:valid|works?)|old|older|previous|former|expired|void|invalid|used|revoked|outdated|replaced)\b|古い?|以前の?|前回の?|旧|無効|使用済み?|使用ずみ|使った|使い終わった|使えない|使わない|期限切れ|失効(?:した)?|\b(?:antigu[oa]s?|viej[oa]s?|usad[oa]s?|caducad[oa]s?|ancien(?:ne)?s?|vieux|utilis[eé]e?s?|expir[eé]e?s?|alte[rns]?|verbraucht\p{L}*|benutzt\p{L}*|abgelaufen\p{L}*|vecchi[eo]?|usat[ie]|scadut[ie]|velh[oa]s?|antig[oa]s?|expirad[oa]s?)(?!\p{L})|이전|예전|기존|오래된|만료된?|사용한|사용된|사용 완료|舊|已使用|用过|用過|已用|过期|過期|失效|作废|作廢|стары[ехй]|прежни[ех]|использованны[ех]|недействительны[ех]|القديمة|قديمة|مستخدمة|المستخدمة|منتهية|قدیمی|استفاده شده|पुराने|इस्तेमाल किए(?: गए| हुए)?|เก่า|ใช้แล้ว/giu

/** Words that a heading has besides, and that say nothing against it. */
const filler =
  /@[a-z0-9._]+|\b(?:my|the|of|these|those|all|are|is|list|ones?|already|for|from|in|y|e|et|und|and|or|los|las|les|des|die|der|dei|gli|i|os|as|mis|mes|meine|miei|meus|ya|d[eé]j[aà]|schon|bereits|gi[aà]|já|lista|liste|elenco|est[aá]n|sind|sont)(?!\p{L})|一覧|リスト|分|もの|もう|すべて|全部|です|이미|목록|列表|的|список|уже|قائمة|(?<!\p{L})ال(?!\p{L})|فهرست|های?|सूची|रายการ|ที่/giu

/** `Old codes`, `使用済み`: a heading of such words alone, no sentence such as "Each code can only be used once". */
export function isOldHeading(text: string): boolean {
  const rest = text.normalize('NFC').replace(old, '')
  return rest !== text.normalize('NFC') && !/\p{L}/u.test(rest.replace(label, '').replace(filler, ''))
}
