/** The source of an audit rule, in words. */
import type { RuleSource } from '../../domain/upkeep/audit-rules.ts'
import type { Language } from '../../language.ts'
import { filled } from '../../playbooks/in-language.ts'
import { sources } from '../../playbooks/sources.ts'
import { ownSource } from '../../terminal/messages/upkeep/audit.ts'

export function sourceOf(language: Language, source: RuleSource): string {
  return source === 'own' ? ownSource[language] : filled(sources[source].title, language)
}
