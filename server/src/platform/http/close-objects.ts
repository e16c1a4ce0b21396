type Schema = { [key: string]: unknown }

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The same schema, with every object that lists its properties refusing all others unless it says otherwise. Members of an `allOf` stay
 * open, because each would refuse the fields of its neighbours.
 */
export const closeObjects = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closeObjects)
  if (!isSchema(schema)) return schema
  const closed = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties' && isSchema(value))
        return [
          key,
          Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closeObjects(inner)])),
        ]
      if (['items', 'anyOf', 'oneOf', 'additionalProperties', 'prefixItems', '$defs'].includes(key))
        return [key, closeObjects(value)]
      return [key, value]
    }),
  )
  if (
    isSchema(closed.properties) &&
    closed.additionalProperties === undefined &&
    closed.unevaluatedProperties === undefined
  )
    closed.additionalProperties = false
  return closed
}
