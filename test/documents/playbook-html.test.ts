import { describe, expect, test } from 'vitest'
import { playbookHtml } from '../../src/documents/playbook-html.ts'
import { bare, full, hostile } from './samples.ts'

const page = playbookHtml(full, false)

describe('a playbook as a page', () => {
  test('stands alone: no script, no style sheet, no picture and no font from anywhere', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).toMatch(/<\/html>$/)
    expect(page).not.toMatch(/<(script|link|img|iframe|object|a)\b|\b(src|href|on\w+)=|@import|@font-face|url\(/i)
  })

  test('says its language, and the language of what another screen says', () => {
    expect(playbookHtml(bare, false)).toContain('<html lang="ja">')
    expect(page).toContain('Other = <span lang="ja">別の方法</span>')
  })

  test('has a box to tick for every step, counted through', () => {
    const steps = [...page.matchAll(/<span class="box"><\/span><span class="number">(\d+)<\/span>/g)]
    expect(steps.map(([, number]) => number)).toEqual(['1', '2', '3', '4'])
    expect(page).toContain('<ol start="1">')
    expect(page).toContain('<ol start="3">')
  })

  test('escapes every text', () => {
    const shown = playbookHtml(bare, false)
    expect(shown).not.toContain('<script')
    expect(shown).not.toMatch(/alert\("/)
    const escaped = hostile
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
    expect(shown.split(escaped)).toHaveLength(10)
  })

  test('leaves out what there is none of', () => {
    expect(playbookHtml(bare, false)).not.toMatch(/Afterwards|Other ways|Next|undefined|<ul>\s*<\/ul>/)
  })

  test('names the beginning that all ways through the menus share once', () => {
    expect(page).toContain('… = Profile → ≡ → Settings → Center<')
    expect(page).toContain('>… → Codes\u00a0*<')
    expect(page).toContain('>… → Security → Devices<')
    const { playbook } = full
    const alone = { ...full, playbook: { ...playbook, afterwards: playbook.afterwards.slice(0, 1) } }
    expect(playbookHtml(alone, false)).toContain('>Profile → ≡ → Settings → Center → Codes\u00a0*<')
  })

  test('names the playbook that goes on, and how to read it', () => {
    expect(page).toContain('→ <code>stale-set</code>')
    expect(page).toContain('→ SCENARIO = <code>igcodes playbook SCENARIO</code>')
  })

  test('says at the top that it is old', () => {
    expect(playbookHtml(full, true)).toContain('⚠ OLD')
    expect(page).not.toContain('OLD')
  })

  test('is set smaller on paper the more there is to say', () => {
    const size = (html: string): number => Number(/@media print \{\s*body \{ font-size: ([\d.]+)pt/.exec(html)?.[1])
    const { playbook } = full
    const long = { ...full, playbook: { ...playbook, never: Array(200).fill('Do nothing of the kind, ever.') } }
    expect(size(page)).toBe(11)
    expect(size(playbookHtml(long, false))).toBeLessThan(11)
  })
})
