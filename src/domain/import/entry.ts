/** An entry of a password manager: whether it belongs to Instagram, and to which account. */
import { namesOtherService } from '../codes/paste-words.ts'
import { mayHoldCode } from '../text/code-shape.ts'
import type { IsoDate } from '../text/date.ts'
import { type Handle, handleIn, isAllowed } from '../text/handle.ts'
import { editDistance } from '../text/nearest.ts'

export interface Entry {
  readonly title: string
  readonly username: string
  /** Web addresses, and app ids that managers store instead. */
  readonly urls: readonly string[]
  /** Where a person could have written codes. Never the password or the authenticator's secret. */
  readonly fields: readonly EntryField[]
  /** The day on which it was last changed. */
  readonly changedOn?: IsoDate | undefined
  /** It also has an authenticator's secret. */
  readonly authenticator: boolean
  /** A text file without entries. It counts as Instagram's because the user imports it as such. */
  readonly isText: boolean
}

export interface EntryField {
  /** Empty for the notes. */
  readonly name: string
  readonly text: string
}

/**
 * `named`: it says Instagram. `by-title`: its title nearly does, or its address says otherwise. `by-name`: only its user name is an account
 * of the vault. `facebook`: of the same company, with recovery codes that look the same.
 */
export type Relation = 'named' | 'by-title' | 'by-name' | 'facebook' | 'none'

export function relationOf(entry: Entry, known: ReadonlySet<Handle>): Relation {
  const hosts = entry.urls.map(hostOf).filter(host => host !== '')
  if (entry.isText || hosts.some(isInstagram)) return 'named'
  const isFacebooks = hosts.some(isFacebook)
  // "Gmail for Instagram" at accounts.google.com has Google's codes.
  if (instagramWord.test(entry.title))
    return namesOtherService(entry.title.replace(instagramWord, '')) || hosts.some(isForeign) ? 'by-title' : 'named'
  if (isFacebooks || facebookWord.test(entry.title))
    return entry.fields.some(({ name }) => instagramWord.test(name)) ? 'named' : 'facebook'
  if (hosts.length === 0 && isLikeInstagram(entry.title)) return 'by-title'
  // Codes of GitHub and Google can have the same user name. An address says whose they are, so there must be none.
  const name = hosts.length === 0 ? handleAsTyped(entry.username) : undefined
  return name !== undefined && known.has(name) ? 'by-name' : 'none'
}

/** In the scripts that write it in one way. */
const instagramWord =
  /instagram|インスタ|인스타그램|инстаграм|انستغرام|انستجرام|انستقرام|اینستاگرام|इंस्टाग्राम|आईजी|อินสตาแกรม|照片墙/iu
const facebookWord = /facebook|フェイスブック|\bmeta\b|accounts? cent(?:er|re)|アカウントセンター/iu

// The build makes calls of new RegExp from literals with the flag u: in a function, that is one for each of many thousand entries.
const otherThanLetters = /[^\p{L}]+/u
const nickname = /^(?:insta|ig|инста|인스타|ins)$/u
const untilHost = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#:]*)/iu

/** `Insta`, `IG`, and slips such as `Instragram`. */
function isLikeInstagram(title: string): boolean {
  const words = title.normalize('NFKC').toLowerCase().split(otherThanLetters)
  return words.some(
    word => nickname.test(word) || (word.length >= 7 && word.length <= 12 && editDistance(word, 'instagram') <= 2),
  )
}

function isForeign(host: string): boolean {
  return !isInstagram(host) && !isFacebook(host)
}

/** Android and iOS. */
const instagramApps = new Set(['com.instagram.android', 'com.instagram.lite', 'com.burbn.instagram'])

function isInstagram(host: string): boolean {
  return isWithin(host, 'instagram.com') || instagramApps.has(host)
}

function isFacebook(host: string): boolean {
  return (
    ['facebook.com', 'meta.com', 'fb.com'].some(domain => isWithin(host, domain)) || host.startsWith('com.facebook.')
  )
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

/** The host of an address, with or without `https://`, or the app id of `androidapp://ID` and `android://HASH@ID/`. */
function hostOf(address: string): string {
  const [, host = ''] = untilHost.exec(address) ?? []
  return host.toLowerCase().trim()
}

/** The account of an entry, by its user name, a field, its title or its address; undefined if unknown. */
export function handleOf(entry: Entry): Handle | undefined {
  return (
    handleAsTyped(entry.username) ??
    firstOf(
      entry.fields.filter(({ name }) => handleField.test(name)).map(({ text }) => handleAsTyped(text.slice(0, 100))),
    ) ??
    handleAsTyped(/@[a-z0-9._]{1,30}(?![a-z0-9._@-])/iu.exec(withoutAddresses(entry.title))?.[0] ?? '') ??
    firstOf(entry.urls.map(profileOf))
  )
}

const handleField = /handle|user ?name|account|ユーザー|アカウント/iu
/** Pages of instagram.com that are no profiles. */
const ownPages = new Set(['accounts', 'p', 'explore', 'reels', 'reel', 'direct', 'stories', 'login', 'about', 'legal'])

function profileOf(address: string): Handle | undefined {
  if (!isInstagram(hostOf(address))) return undefined
  const [, page = ''] = /instagram\.com\/@?([a-z0-9._]{1,30})\/?(?:[?#].*)?$/iu.exec(address.trim()) ?? []
  return ownPages.has(page.toLowerCase()) ? undefined : handleAsTyped(page)
}

/** A handle, but not a mail address or a phone number, which people also sign in with. A full stop at its end ends a sentence. */
export function handleAsTyped(text: string): Handle | undefined {
  const handle = handleIn(text.replace(/\.+\s*$/, ''))
  return handle === undefined || /^[0-9]{6,}$/.test(handle) || !isAllowed(handle) ? undefined : handle
}

function withoutAddresses(text: string): string {
  return text.normalize('NFKC').replace(/[^\s@(]+@[^\s@)]+/gu, '')
}

function firstOf<T>(all: readonly (T | undefined)[]): T | undefined {
  return all.find(one => one !== undefined)
}

// Names on the screen

const maxShown = 40

/** The title of an entry; browsers store none, so then its host. */
export function shownTitle({ title, urls, username }: Entry): string {
  return shownName(title.trim() || hostOf(urls[0] ?? '') || username)
}

/** A title or field name for output: short, and with the digits of codes masked. */
export function shownName(name: string): string {
  const line = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const safe = mayHoldCode(line) ? line.replace(/\p{Nd}/gu, '•') : line
  const characters = [...safe]
  return characters.length > maxShown ? `${characters.slice(0, maxShown - 1).join('')}…` : safe
}
