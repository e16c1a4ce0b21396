export type TemplatesSearch = {
  /** The template that is edited, or a new one. */
  template?: string
  q?: string
}

/** What the address of the templates says. */
export const readTemplatesSearch = ({ template, q }: Record<string, unknown>): TemplatesSearch => ({
  ...(typeof template === 'string' && template !== '' && { template }),
  ...(typeof q === 'string' && q !== '' && { q }),
})

/** Stands for one that is not made yet. */
export const NEW = 'new'
