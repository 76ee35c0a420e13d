/** An entry of a password manager, whichever it was: whether it is about Instagram, and about which account. */
import { mayHoldCode } from '../text/code-shape.ts'
import type { IsoDate } from '../text/date.ts'
import { type Handle, handleIn } from '../text/handle.ts'

export interface Entry {
  readonly title: string
  readonly username: string
  /** Web addresses, and the app ids that managers put in their place. */
  readonly urls: readonly string[]
  /** What a person could have written codes into: never the password, nor the authenticator's secret. */
  readonly fields: readonly EntryField[]
  /** The day on which it was last changed. */
  readonly changedOn?: IsoDate | undefined
  /** An authenticator's secret stands in it as well. */
  readonly authenticator: boolean
  /** A text without entries, which is Instagram's because somebody says so by importing it. */
  readonly isText: boolean
}

export interface EntryField {
  /** Empty: the notes. */
  readonly name: string
  readonly text: string
}

/**
 * `named`: it says that it is Instagram's. `by-name`: only its user name is an account of the vault. `facebook`: of the same
 * company, whose own recovery codes look alike.
 */
export type Relation = 'named' | 'by-name' | 'facebook' | 'none'

export function relationOf(entry: Entry, known: ReadonlySet<Handle>): Relation {
  const hosts = entry.urls.map(hostOf)
  if (entry.isText || instagramWord.test(entry.title) || hosts.some(isInstagram)) return 'named'
  if (hosts.some(isFacebook) || facebookWord.test(entry.title))
    return entry.fields.some(({ name }) => instagramWord.test(name)) ? 'named' : 'facebook'
  // GitHub's and Google's codes stand beside the same user name; an address says whose they are.
  const name = handleAsTyped(entry.username)
  return name !== undefined && known.has(name) && hosts.every(host => host === '') ? 'by-name' : 'none'
}

const instagramWord = /instagram|インスタ/iu
const facebookWord = /facebook|フェイスブック|\bmeta\b|accounts? cent(?:er|re)|アカウントセンター/iu
/** Of the web, of Android and of iOS. */
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

/** The host of an address, with or without `https://`; an app's id from `androidapp://ID` or `android://HASH@ID/`. */
function hostOf(address: string): string {
  const [, host = ''] = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#:]*)/iu.exec(address) ?? []
  return host.toLowerCase().trim()
}

/** The account that an entry is about, by its user name, a field, its title or its address; undefined where none says. */
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
/** First parts of instagram.com's own addresses. */
const ownPages = new Set(['accounts', 'p', 'explore', 'reels', 'reel', 'direct', 'stories', 'login', 'about', 'legal'])

function profileOf(address: string): Handle | undefined {
  if (!isInstagram(hostOf(address))) return undefined
  const [, page = ''] = /instagram\.com\/@?([a-z0-9._]{1,30})\/?(?:[?#].*)?$/iu.exec(address.trim()) ?? []
  return ownPages.has(page.toLowerCase()) ? undefined : handleAsTyped(page)
}

/** A handle as it stands; neither an e-mail address nor a phone number, with which people sign in as well. */
export function handleAsTyped(text: string): Handle | undefined {
  const handle = handleIn(text)
  return handle !== undefined && /^[0-9]{6,}$/.test(handle) ? undefined : handle
}

function withoutAddresses(text: string): string {
  return text.normalize('NFKC').replace(/[^\s@(]+@[^\s@)]+/gu, '')
}

function firstOf<T>(all: readonly (T | undefined)[]): T | undefined {
  return all.find(one => one !== undefined)
}

// Names on the screen

const maxShown = 40

/** What an entry is called; browsers store no title, so its address stands for it. */
export function shownTitle({ title, urls, username }: Entry): string {
  return shownName(title.trim() || hostOf(urls[0] ?? '') || username)
}

/** A title or a field's name as it may be shown: short, and without a code that somebody has put into it. */
export function shownName(name: string): string {
  const line = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const safe = mayHoldCode(line) ? line.replace(/\p{Nd}/gu, '•') : line
  const characters = [...safe]
  return characters.length > maxShown ? `${characters.slice(0, maxShown - 1).join('')}…` : safe
}
