import { describe, expect, test } from 'vitest'
import { playbookHtml } from '../../src/documents/playbook-html.ts'
import { bare, full, hostile } from './samples.ts'

const page = playbookHtml(full)

describe('a playbook as a page', () => {
  test('is self-contained: no script, and nothing loaded from anywhere', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).toMatch(/<\/html>$/)
    expect(page).not.toMatch(/<(script|link|img|iframe|object|a)\b|\b(src|href|on\w+)=|@import|@font-face|url\(/i)
  })

  test('declares its language, and that of the labels on another screen', () => {
    expect(playbookHtml(bare)).toContain('<html lang="ja">')
    expect(page).toContain('Other = <span lang="ja">別の方法</span>')
  })

  test('has a box to tick and a number for every step', () => {
    const steps = [...page.matchAll(/<span class="box"><\/span><span class="number">(\d+)<\/span>/g)]
    expect(steps.map(([, number]) => number)).toEqual(['1', '2', '3', '4'])
    expect(page).toContain('<ol start="1">')
    expect(page).toContain('<ol start="3">')
  })

  test('escapes every text', () => {
    const shown = playbookHtml(bare)
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

  test('leaves out empty sections', () => {
    expect(playbookHtml(bare)).not.toMatch(/Afterwards|Other ways|Next|undefined|<ul>\s*<\/ul>/)
  })

  test('shows the common start of all menu paths only once', () => {
    expect(page).toContain('… = Profile → ≡ → Settings → Center<')
    expect(page).toContain('>… → Codes\u00a0*<')
    expect(page).toContain('>… → Security → Devices<')
    const { playbook } = full
    const alone = { ...full, playbook: { ...playbook, afterwards: playbook.afterwards.slice(0, 1) } }
    expect(playbookHtml(alone)).toContain('>Profile → ≡ → Settings → Center → Codes\u00a0*<')
  })

  test('names the playbook to go on with, and how to read it', () => {
    expect(page).toContain('→ <code>stale-set</code>')
    expect(page).toContain('→ NAME = <code>igcodes playbook NAME</code>')
  })

  test('says at the top that it is old', () => {
    expect(playbookHtml({ ...full, isOld: true })).toContain('⚠ OLD')
    expect(page).not.toContain('OLD')
  })

  test('is printed smaller the longer it is', () => {
    const size = (html: string): number => Number(/@media print \{\s*body \{ font-size: ([\d.]+)pt/.exec(html)?.[1])
    const { playbook } = full
    const long = { ...full, playbook: { ...playbook, never: Array(200).fill('Do nothing of the kind, ever.') } }
    expect(size(page)).toBe(11)
    expect(size(playbookHtml(long))).toBeLessThan(11)
  })
})
