export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

/** A text in every language: one that is missing does not compile. */
export type Bilingual = Readonly<Record<Language, string>>

/** A sentence with gaps, written in every language by meaning. */
export type Message<Gaps = void> = Readonly<Record<Language, (gaps: Gaps) => string>>
