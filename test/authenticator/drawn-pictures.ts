/**
 * Pictures of QR codes as people have them: screenshots, photos, files from other programs. Here is what each shows, and how ImageMagick
 * makes it; the files are in fixtures/authenticator. To make them anew:
 * UPDATE_PICTURES=1 npx vitest run test/authenticator/qr-picture.test.ts
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeQR } from 'qr'
import { exportOf, rfcSeed } from './exports.ts'

interface DrawnPicture {
  readonly file: string
  readonly texts: readonly string[]
  /** ImageMagick's arguments, with the codes as `code:0`, `code:1`. */
  readonly how: readonly string[]
}

const ours = 'otpauth://totp/Instagram:shop_tokyo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Instagram'
const githubs = 'otpauth://totp/GitHub:octo?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=GitHub'
const profile = 'https://www.instagram.com/shop_tokyo/'

const words = (text: string): readonly string[] => text.split(' ')

/** Google Authenticator's export with so many accounts. */
function transferOf(count: number): string {
  const others = Array.from({ length: count - 1 }, (_, index) => ({
    secret: rfcSeed,
    name: `hanako${index}@shop.example`,
    issuer: ['Google', 'GitHub', 'Dropbox', 'Amazon', 'Slack'][index % 5] ?? '',
  }))
  return exportOf([...others, { secret: rfcSeed, name: 'shop_tokyo', issuer: 'Instagram' }])
}

/** The phone scales the code to the width of its screen, so that its modules are no whole number of pixels. */
const onScreen = words('code:0 -filter Lanczos -resize 860x860! -gravity center -background white -extent 900x900')
const light = [...onScreen, ...words('-background #f2f2f2 -extent 1080x1600 +dither -colors 8')]
const dark = [...onScreen, ...words('-background #1b1b1f -extent 1080x1600 +dither -colors 8')]
const photographed = [
  ...dark,
  ...words('-virtual-pixel edge -distort Perspective 0,0,60,40,1080,0,1010,0,1080,1600,1060,1560,0,1600,20,1600'),
  ...words('-rotate 4 -blur 0x1.5 -resize 75% -attenuate 0.3 -seed 1 +noise Gaussian -brightness-contrast -15x-20'),
  ...words('-colorspace Gray -quality 50'),
]
const small = [...light, ...words('-resize 500x +dither -colors 8')]

const transfers: readonly DrawnPicture[] = [1, 2, 3, 4, 5, 6, 8, 10].flatMap(count => [
  { file: `transfer-${count}-light.png`, texts: [transferOf(count)], how: light },
  { file: `transfer-${count}-dark.png`, texts: [transferOf(count)], how: dark },
  { file: `transfer-${count}-photo.jpg`, texts: [transferOf(count)], how: photographed },
  { file: `transfer-${count}-small.png`, texts: [transferOf(count)], how: small },
])

const rotated: readonly DrawnPicture[] = [10, 30, 45, 60, 75, 90, 120, 150, 180, 190, 210, 225, 270, 300, 315, 340].map(
  degrees =>
    drawn(`rotated-${degrees}.png`, `code:0 -scale 300% -background white -rotate ${degrees} +dither -colors 8`),
)

export const drawnPictures: readonly DrawnPicture[] = [
  ...transfers,
  ...rotated,
  drawn('inverted.png', 'code:0 -scale 400% -negate'),
  drawn('light-grey-on-dark.png', 'code:0 -scale 400% +level-colors #c8c8c8,#3c3c3c'),
  drawn('grey-on-grey.png', 'code:0 -scale 400% +level-colors #787878,#969696'),
  drawn('blue-on-yellow.png', 'code:0 -scale 400% +level-colors #1030a0,#ffe97a'),
  drawn('white-on-transparent.png', 'code:0 -scale 400% -transparent white -channel RGB -evaluate set 100%'),
  drawn('black-on-transparent.png', 'code:0 -scale 400% -transparent white -channel RGB -evaluate set 0'),
  drawn('mirrored.png', 'code:0 -scale 400% -flop'),
  drawn('mirrored-photo.jpg', 'code:0 -filter Lanczos -resize 390% -flop -rotate 7 -blur 0x1 -quality 60'),
  drawn(
    'two-pixels-on-4k.png',
    'code:0 -scale 200% -background #fafafa -gravity NorthEast -extent 3840x2160 +dither -colors 4',
  ),
  drawn(
    'narrow-margin-on-black.png',
    'code:0 -shave 3x3 -scale 400% -background black -gravity center -extent 300x300',
  ),
  drawn('one-bit.png', 'code:0 -scale 400% -type bilevel'),
  drawn('sixteen-bits.png', 'code:0 -scale 200% -depth 16 -define png:bit-depth=16'),
  drawn('interlaced.png', 'code:0 -scale 400% -interlace PNG'),
  drawn('progressive.jpg', 'code:0 -scale 400% -interlace JPEG -quality 70'),
  drawn('cmyk.jpg', 'code:0 -scale 400% -colorspace CMYK -quality 70'),
  drawn('animated.gif', 'code:0 -scale 400%'),
  drawn('windows.bmp', 'code:0 -scale 200% -type bilevel'),
  drawn(
    'dark-photo.jpg',
    'code:0 -resize 390% -blur 0x1 +level-colors #0a0a0a,#343434 -attenuate 0.1 -seed 2 +noise Gaussian -quality 80',
  ),
  drawn('shaken-photo.jpg', 'code:0 -resize 590% -motion-blur 0x4+30 -rotate 188 -quality 60'),
  drawn('out-of-focus.jpg', 'code:0 -resize 590% -blur 0x2.2 -quality 60'),
  drawn(
    'shadow.jpg',
    'code:0 -resize 490% ( -size 265x265 gradient:gray20-white -rotate 90 ) -compose Multiply -composite -quality 70',
  ),
  drawn('on-paper.jpg', 'code:0 -resize 590% -wave 2x380 -rotate 3 -blur 0x0.7 -quality 60'),
  {
    file: 'two-services.png',
    texts: [githubs, ours],
    how: words('code:0 code:1 -bordercolor white -border 8 +append -scale 400% -type bilevel'),
  },
  {
    file: 'beside-a-profile.png',
    texts: [profile, ours],
    how: words('code:0 code:1 -bordercolor white -border 8 -append -scale 400% -type bilevel'),
  },
  {
    file: 'three-on-a-photo.jpg',
    texts: [profile, githubs, ours],
    how: words(
      'code:0 code:1 code:2 -bordercolor white -border 8 +append -resize 410% -rotate 12 -blur 0x1 -quality 60',
    ),
  },
]

function drawn(file: string, how: string): DrawnPicture {
  return { file, texts: [ours], how: words(how) }
}

/** What cannot be read, and has to be named. */
export const otherFormats: readonly (readonly [file: string, format: string])[] = [
  ['photo.heic', 'HEIC'],
  ['saved.webp', 'WEBP'],
  ['scan.tiff', 'TIFF'],
]

export function makePictures(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const temporary = mkdtempSync(join(tmpdir(), 'codes-'))
  const others = otherFormats.map(([file]) => drawn(file, 'code:0 -scale 400% -type bilevel -compress group4'))
  for (const { file, texts, how } of [...drawnPictures, ...others]) {
    for (const [index, text] of texts.entries()) writeFileSync(join(temporary, `${index}.pbm`), codePicture(text))
    const parts = how.map(word => (word.startsWith('code:') ? join(temporary, `${word.slice(5)}.pbm`) : word))
    execFileSync('convert', [...parts, '-strip', join(folder, file)])
  }
  rmSync(temporary, { recursive: true })
}

/** A module is a pixel, with the margin that the standard asks for. */
function codePicture(text: string): string {
  const rows = encodeQR(text, 'raw', { border: 4, ecc: 'low' })
  const pixels = rows.map(row => row.map(isDark => (isDark ? '1' : '0')).join(' '))
  return `P1\n${rows.length} ${rows.length}\n${pixels.join('\n')}\n`
}
