type Schema = { [key: string]: unknown }

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readOne = (schema: Schema, value: unknown): unknown => {
  if (schema.type === 'array') {
    const items = isRecord(schema.items) ? schema.items : {}
    return (Array.isArray(value) ? value : [value]).map((item) => readOne(items, item))
  }
  if (typeof value !== 'string') return value
  if (schema.type === 'integer' || schema.type === 'number')
    return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}

/**
 * The values that the texts of a path or query stand for, by the types of its schema, with defaults filled in. A text that does not
 * read as its type is left as it is, so that the check names it.
 */
export const readTextValues = (schema: unknown, data: unknown): unknown => {
  if (!isRecord(schema) || !isRecord(schema.properties) || !isRecord(data)) return data
  const values: Schema = { ...data }
  for (const [name, inner] of Object.entries(schema.properties)) {
    if (!isRecord(inner)) continue
    if (values[name] !== undefined) values[name] = readOne(inner, values[name])
    else if (inner.default !== undefined) values[name] = structuredClone(inner.default)
  }
  return values
}
