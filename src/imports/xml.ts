/** Elements of XML by their name, and the text in one. */
import type { XmlElement } from '@rgrove/parse-xml'

export function elements(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => child.type === 'element' && 'name' in child && child.name === name,
  )
}

/**
 * The text of an element. Reading that of thousands of nested ones would overflow the stack.
 *
 * @param nested what an element inside counts as
 */
export function contentOf({ children }: XmlElement, nested: () => string = () => ''): string {
  return children
    .map(child => {
      if (child.type === 'element') return nested()
      return 'text' in child && typeof child.text === 'string' ? child.text : ''
    })
    .join('')
}
