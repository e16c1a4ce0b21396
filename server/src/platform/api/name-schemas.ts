type Json = { [key: string]: unknown }

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * An OpenAPI document in which every schema that has a title stands once among the components, under that name, and is referred to from
 * where it stood. Throws when two different schemas have one title: a client made from the document would take one for the other.
 */
export const nameSchemas = (document: Json): Json => {
  const named = new Map<string, unknown>()

  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite)
    if (!isObject(value)) return value
    const { title, ...rest } = value
    const written = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, rewrite(inner)]))
    // A property that is called title is an object, not a text.
    if (typeof title !== 'string')
      return title === undefined ? written : { ...written, title: rewrite(title) }
    const known = named.get(title)
    if (known === undefined) named.set(title, written)
    else if (JSON.stringify(known) !== JSON.stringify(written))
      throw new Error(`two different schemas are called ${title}`)
    return { $ref: `#/components/schemas/${title}` }
  }

  const paths = rewrite(document.paths)
  const components = isObject(document.components) ? document.components : {}
  const schemas = Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...document, paths, components: { ...components, schemas } }
}
