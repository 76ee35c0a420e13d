/** A playbook in one language: every gap filled, and what the other language's screens say beside it. */
import { describe, expect, test } from 'vitest'
import { playbookIn, stepIn } from '../../src/playbooks/in-language.ts'
import { labels } from '../../src/playbooks/labels.ts'
import type { Step } from '../../src/playbooks/playbook.ts'
import { loadPlaybooks } from '../../src/playbooks/table.ts'

const languages = ['en', 'ja'] as const
const playbooks = await loadPlaybooks()

const plain: Step = {
  id: 'look',
  text: { en: 'Look around.', ja: '周りを見ます。' },
  otherwise: { en: 'Look again.', ja: 'もう一度見ます。' },
}

describe('a step', () => {
  test('without labels, addresses and commands is its sentences alone', () => {
    expect(stepIn(plain, 'en')).toEqual({
      id: 'look',
      text: 'Look around.',
      otherwise: 'Look again.',
      mayDiffer: false,
    })
  })

  test('names labels in the quotation marks of its language, and what the other screen says', () => {
    const text = { en: 'Tap {tryAnotherWay}.', ja: '{tryAnotherWay}を選びます。' }
    expect(stepIn({ ...plain, text }, 'en')).toMatchObject({
      text: 'Tap “Try another way”.',
      otherScreen: ['別の方法を試す'],
      labels: [{ label: 'Try another way', other: '別の方法を試す' }],
    })
    expect(stepIn({ ...plain, text }, 'ja')).toMatchObject({
      text: '「別の方法を試す」を選びます。',
      otherScreen: ['Try another way'],
    })
  })

  test('gives its menu path in both languages; a label that is the same in both is left out', () => {
    const step = stepIn({ ...plain, menu: 'recentEmails' }, 'en')
    expect(step.menu).toEqual([
      'Profile',
      '≡',
      'Settings and privacy',
      'Accounts Center',
      'Password and security',
      'Recent emails',
    ])
    expect(step.otherScreen).toEqual([
      'プロフィール → 設定とプライバシー → アカウントセンター → パスワードとセキュリティ → 最近のメール',
    ])
    expect(step.labels).not.toContainEqual(expect.objectContaining({ label: '≡' }))
  })

  test('puts the labels of its sentences after the path, once', () => {
    const otherwise = { en: 'No {recentEmails}: tap {notMe}.', ja: '{recentEmails}がなければ{notMe}。' }
    const step = stepIn({ ...plain, menu: 'recentEmails', otherwise }, 'ja')
    expect(step.otherScreen).toEqual([expect.stringMatching(/^Profile → .* → Recent emails$/), 'Not me'])
  })

  test('says that a screen may be worded differently if a label or the step itself is weak', () => {
    expect(stepIn({ ...plain, menu: 'recentEmails' }, 'en').mayDiffer).toBe(false)
    expect(stepIn({ ...plain, menu: 'devices' }, 'en').mayDiffer).toBe(true)
    expect(stepIn({ ...plain, weak: true }, 'en').mayDiffer).toBe(true)
  })

  test('shows commands with the account, or with NAME', () => {
    const step: Step = { ...plain, command: 'igcodes use NAME' }
    expect(stepIn(step, 'en').command).toBe('igcodes use NAME')
    expect(stepIn(step, 'ja').command).toBe('igcodes use ユーザーネーム')
    expect(stepIn(step, 'ja', 'shop_tokyo').command).toBe('igcodes use shop_tokyo')
  })

  test('gives the official address, and the playbook that goes on', () => {
    expect(stepIn({ ...plain, address: 'hacked', goTo: 'stale-set' }, 'en')).toMatchObject({
      address: 'https://www.instagram.com/hacked/',
      goTo: 'stale-set',
    })
  })
})

describe.each(playbooks.map(playbook => [playbook.id, playbook] as const))('%s', (_, playbook) => {
  test.each(languages)('in %s has no gap left and no text of the other language lost', language => {
    const printed = playbookIn(playbook, language)
    expect(JSON.stringify(printed)).not.toMatch(/\{[a-zA-Z]+\}|undefined/)
    expect(printed.steps.map(({ id }) => id)).toEqual(playbook.steps.map(({ id }) => id))
    expect(printed.afterwards).toHaveLength(playbook.afterwards.length)
    expect(printed.never).toHaveLength(playbook.never.length)
  })

  test('names the same labels in both languages, the other way round', () => {
    const pairs = languages.map(language =>
      playbookIn(playbook, language).steps.map(({ labels = [] }) =>
        labels.map(({ label, other }) => (language === 'en' ? [label, other] : [other, label])),
      ),
    )
    expect(pairs[0]).toEqual(pairs[1])
    const known = Object.values(labels).map(({ en, ja }) => `${en} = ${ja}`)
    for (const [en, ja] of pairs.flat(2)) expect(known).toContain(`${en} = ${ja}`)
  })

  test('has sources with a title in each language', () => {
    for (const language of languages)
      for (const { title, confidence } of playbookIn(playbook, language).sources) {
        expect(title).not.toBe('')
        expect(['high', 'medium', 'low']).toContain(confidence)
      }
  })
})
