import { describe, expect, it } from 'vitest'
import { type IncidentReport, incidentReport } from '../../src/documents/incident-report.ts'

const report: IncidentReport = {
  title: 'Incident report: @shop_tokyo, 2026-11-20',
  summary: [
    ['Incident', 'k7tm'],
    ['Account', '@shop_tokyo'],
    ['Outcome', 'recovered'],
  ],
  timeline: {
    heading: 'Timeline',
    zone: 'Times are local: Asia/Tokyo, UTC+09:00.',
    header: ['When', 'Who', 'What'],
    rows: [
      ['2026-11-20 21:00', 'aki', 'Opened: Phone lost'],
      ['2026-11-20 21:02', '', 'No. 2 refused'],
    ],
  },
  texts: [
    { heading: 'Cause', text: 'The set was an old one.' },
    { heading: 'What worked', text: 'No. 1,\nfrom the new list' },
  ],
  followUp: {
    heading: 'Follow-up',
    items: [
      { text: 'New backup codes are stored', done: true },
      { text: 'The next review is planned', done: false },
    ],
  },
}

describe('a report', () => {
  it('has a summary, the course of events, what was learnt, and what is to do', () => {
    expect(incidentReport(report)).toBe(`# Incident report: \`@shop_tokyo\`, 2026-11-20

| Incident | k7tm |
| --- | --- |
| Account | \`@shop_tokyo\` |
| Outcome | recovered |

## Timeline

Times are local: Asia/Tokyo, UTC+09:00.

| When | Who | What |
| --- | --- | --- |
| 2026-11-20 21:00 | aki | Opened: Phone lost |
| 2026-11-20 21:02 |  | No. 2 refused |

## Cause

The set was an old one.

## What worked

No. 1,

from the new list

## Follow-up

- [x] New backup codes are stored
- [ ] The next review is planned
`)
  })

  it.each([
    '| a | b |\n| --- | --- |\n| c | d |',
    '# Conclusion\n\nAll is well.',
    '- [x] New backup codes are stored',
    '<img src=x onerror=alert(1)>',
    '![](https://evil.example/pixel.png)',
    '[click](https://evil.example)',
    '```\ncode',
    '---\n***\n===',
    'x\u2028| y',
  ])('keeps its form with %j in it', hostile => {
    const told = incidentReport({
      ...report,
      title: hostile,
      summary: [...report.summary, [hostile, hostile]],
      timeline: { ...report.timeline, rows: [[hostile, hostile, hostile]] },
      texts: [{ heading: hostile, text: hostile }],
      followUp: { heading: hostile, items: [{ text: hostile, done: false }] },
    })
    const lines = told.split('\n')
    const unescaped = (line: string) => line.replaceAll(/\\./g, '').replaceAll(/`[^`]*`/g, '')
    const rows = lines.filter(line => line.startsWith('|')).map(line => unescaped(line).split('|').length - 2)
    expect(rows).toEqual([2, 2, 2, 2, 2, 3, 3, 3])
    expect(lines.filter(line => /^#/.test(line))).toHaveLength(4)
    expect(lines.filter(line => /^[-*+] |^\d+[.)] /.test(line))).toHaveLength(1)
    expect(lines.filter(line => /^(```|~~~|===|---|\*\*\*| {4})/.test(line))).toEqual([])
    expect(lines.map(unescaped).join('\n')).not.toMatch(/<[a-z!/]|\]\(|:\/\//i)
  })
})
