/** What TypeBox (and Ajv alike) say of a value that does not fit its schema. */
export type SchemaError = {
  keyword: string
  schemaPath: string
  instancePath: string
  params: object
  message: string
}

/** `/steps/0/wait` as people write it: `steps[0].wait`. */
const fieldOf = (instancePath: string): string =>
  instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => {
      if (/^\d+$/.test(part)) return `${path}[${part}]`
      return path === '' ? part : `${path}.${part}`
    }, '')

const param = (error: SchemaError, name: string): unknown => Reflect.get(error.params, name)

const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const inside = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`)

const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

/** Where a union is tried, the branch that was meant: the one whose constants fit, then whose type does, then the one with the fewest errors. */
const chooseBranch = (errors: SchemaError[]): SchemaError[] => {
  const first = errors.find((error) => /\/(?:anyOf|oneOf)\/\d+/.test(error.schemaPath))
  const union = first && /^(.*?\/(?:anyOf|oneOf))\/\d+/.exec(first.schemaPath)?.[1]
  if (union === undefined) return errors
  // Of several values that fit no branch (items of one list), the first is described.
  const value = errors.find(({ keyword, schemaPath }) => `${schemaPath}/${keyword}` === union)?.instancePath
  const branches = new Map<string, SchemaError[]>()
  for (const error of errors) {
    if (!error.schemaPath.startsWith(`${union}/`)) continue
    if (value !== undefined && !`${error.instancePath}/`.startsWith(`${value}/`)) continue
    const branch = /^\d+/.exec(error.schemaPath.slice(union.length + 1))?.[0] ?? ''
    branches.set(branch, [
      ...(branches.get(branch) ?? []),
      { ...error, schemaPath: error.schemaPath.slice(union.length + 1) },
    ])
  }
  const candidates = [...branches.values()]
  const fitting = candidates.filter((branch) => !branch.some(({ keyword }) => keyword === 'const'))
  if (fitting.length === 0) return errors.filter(({ keyword }) => keyword === 'const')
  const isOther = (branch: SchemaError[]): number =>
    branch.some(({ keyword, instancePath }) => keyword === 'type' && instancePath === value) ? 1 : 0
  fitting.sort((a, b) => isOther(a) - isOther(b) || a.length - b.length)
  return chooseBranch(fitting[0] ?? errors)
}

const describeOne = (error: SchemaError, whole: string): { field: string; message: string } => {
  const field = fieldOf(error.instancePath)
  const subject = field === '' ? `The ${whole}` : field
  const say = (message: string, name = field === '' ? whole : field) => ({ field: name, message })
  switch (error.keyword) {
    case 'required': {
      const [missing = ''] = names(param(error, 'requiredProperties'))
      const name = inside(field, missing)
      return say(`${name} is missing. Add it.`, name)
    }
    case 'additionalProperties': {
      const [extra = ''] = names(param(error, 'additionalProperties'))
      const name = inside(field, extra)
      return say(`${name} is not a known field. Check its spelling or leave it out.`, name)
    }
    case 'type': {
      const types = [param(error, 'type')].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type))
      return say(`${subject} must be ${types.join(' or ')}.`)
    }
    case 'const':
      return say(`${subject} must be ${JSON.stringify(param(error, 'allowedValue'))}.`)
    case 'enum':
      return say(
        `${subject} must be one of ${[param(error, 'allowedValues')]
          .flat()
          .map((value) => JSON.stringify(value))
          .join(', ')}.`,
      )
    case 'format':
      return say(`${subject} must be a valid ${String(param(error, 'format'))}.`)
    case 'pattern':
      return say(`${subject} must match ${String(param(error, 'pattern'))}.`)
    default:
      return say(`${subject} ${error.message}.`)
  }
}

/**
 * One sentence for the first thing that is wrong, and the field it is about. `part` is the part of the request: `body`, `querystring`,
 * `params` or `headers`.
 */
export const describeSchemaErrors = (
  errors: SchemaError[],
  part: string,
): { field: string; message: string } => {
  const whole = part === 'querystring' ? 'query' : part
  const meant = chooseBranch(errors).filter(
    ({ keyword }) => keyword !== 'boolean' && keyword !== 'anyOf' && keyword !== 'oneOf',
  )
  const constants = meant.length > 1 && meant.every(({ keyword }) => keyword === 'const')
  const [first] = meant
  if (first === undefined) return { field: whole, message: `The ${whole} does not have the expected form.` }
  if (constants && meant.every(({ instancePath }) => instancePath === first.instancePath)) {
    const allowed = meant.map((error) => JSON.stringify(param(error, 'allowedValue')))
    const field = fieldOf(first.instancePath)
    return {
      field: field || whole,
      message: `${field || `The ${whole}`} must be one of ${[...new Set(allowed)].join(', ')}.`,
    }
  }
  return describeOne(first, whole)
}
