import { describe, expect, test } from 'vitest'
import { playbookMarkdown } from '../../src/documents/playbook-markdown.ts'
import { bare, full } from './samples.ts'

describe('a playbook as Markdown', () => {
  test('has headings, numbered check boxes, and commands as code', () => {
    expect(playbookMarkdown(full)).toBe(`# Phone lost

It is gone.

**Odds: high.** You have codes.

## Look first

- Where is it?

## Steps

*✗ = if not*

- [ ] **1. Call.**
  - At once.
  - <https://www.instagram.com/hacked/>
  - \`igcodes use NAME\`
  - ✗ Call again. → \`igcodes playbook stale-set\`
- [ ] **2. Tap “Other”.**
  - *May differ. On a Japanese screen: 別の方法*
  - ✗ Go on.

## Other ways in

- A code
- A face

Goes through them: \`igcodes recover\`

## Afterwards

- [ ] **3. New codes.**
  - Profile → ≡ → Settings → Center → Codes
  - *May differ.*
  - ✗ Later.
- [ ] **4. Devices.**
  - Profile → ≡ → Settings → Center → Security → Devices
  - ✗ Later.

## Never

- Hurry.

**Stop after two.** Go on. → \`igcodes playbook stale-set\`

## Next

- It is used. → \`igcodes playbook sim-swap\`

---

Reviewed. Sources: \`igcodes playbook --sources phone-lost\``)
  })

  test('leaves out empty sections', () => {
    const text = playbookMarkdown(bare)
    expect(text).not.toMatch(/Afterwards|Other ways|Next|undefined/)
    expect(text).toContain('\n**Stop after two.** Go on.\n')
  })

  test('shows text as text: nothing in it becomes a mark, a tag or a link', () => {
    const text = playbookMarkdown(bare)
    const marked = text.replaceAll(/\\[^a-zA-Z0-9\s]/g, '').replaceAll(/\*\*|- \[ \] |`igcodes[^`]*`|^\*✗.*\*$/gm, '')
    expect(marked).not.toMatch(/[<&`[\]*_]/)
    expect(text).toContain(String.raw`# \<script>alert("1")\</script>`)
    expect(text).toContain(String.raw`\*bold\* \_it\_ \[a\](b) \`code\``)
    expect(text.match(/^#/gm)).toHaveLength(4)
  })

  test('says at the top that it is old', () => {
    expect(playbookMarkdown({ ...full, isOld: true })).toContain('# Phone lost\n\n> ⚠ OLD\n\n')
  })
})
