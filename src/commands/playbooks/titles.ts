import type { Incident } from '../../domain/model/incident.ts'
import { isScenario, type Scenario } from '../../domain/model/scenarios.ts'
import type { Bilingual, Language } from '../../language.ts'
import { entryMethodsByPreference } from '../../playbooks/entry-methods.ts'
import { filled, stepIn } from '../../playbooks/in-language.ts'
import type { Step } from '../../playbooks/playbook.ts'
import { loadPlaybook } from '../../playbooks/table.ts'

interface Titled {
  readonly title: Bilingual
  readonly steps: readonly Step[]
}

/** The texts of the scenarios and steps of incidents, in the user's language. */
export class PlaybookTexts {
  readonly #language: Language
  readonly #sources: ReadonlyMap<string, Titled>

  private constructor(language: Language, sources: ReadonlyMap<string, Titled>) {
    this.#language = language
    this.#sources = sources
  }

  /** Loads only the playbooks that these incidents refer to. */
  static async of(incidents: readonly Incident[], language: Language): Promise<PlaybookTexts> {
    const named = incidents.flatMap(({ scenarios, steps }) => [
      ...scenarios.map(({ scenario }) => scenario),
      ...steps.map(({ playbook }) => playbook),
    ])
    const loaded = await Promise.all([...new Set(named)].filter(isScenario).map(loadPlaybook))
    const playbooks = loaded.map(({ id, title, steps, afterwards }) => {
      return [id, { title, steps: [...steps, ...afterwards] }] as const
    })
    return new PlaybookTexts(
      language,
      new Map<string, Titled>([...entryMethodsByPreference.map(way => [way.id, way] as const), ...playbooks]),
    )
  }

  title(scenario: Scenario): string {
    const title = this.#sources.get(scenario)?.title
    return title ? filled(title, this.#language) : scenario
  }

  /** The id, if the playbook no longer has the step. */
  step(playbook: string, id: string, account?: string): string {
    const step = this.#sources.get(playbook)?.steps.find(step => step.id === id)
    return step ? stepIn(step, this.#language, account).text : id
  }
}

export async function titleOf(scenario: Scenario, language: Language): Promise<string> {
  return filled((await loadPlaybook(scenario)).title, language)
}
