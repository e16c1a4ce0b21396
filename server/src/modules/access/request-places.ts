import type { FastifyRequest } from 'fastify'

export type Place = {
  /** The name of the last part, as errors call it. */
  field: string
  /** What stands there; nothing when it was left out. */
  values: readonly unknown[]
  isList: boolean
}

/** What a request says at a place such as `params.id` or `body.call.callId`. */
export const readPlace = (request: FastifyRequest, place: string): Place => {
  const [part = '', ...path] = place.split('.')
  let value: unknown = partOf(request, part)
  for (const key of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  const field = path.join('.')
  if (Array.isArray(value)) return { field, values: value.map((one: unknown) => one), isList: true }
  return { field, values: value === undefined ? [] : [value], isList: false }
}

/** Says it for the request, at a place of one step. */
export const writePlace = (request: FastifyRequest, place: string, value: string): void => {
  const [part = '', key = ''] = place.split('.')
  const object = partOf(request, part)
  if (typeof object !== 'object' || object === null) throw new Error(`a request has no ${part}`)
  Reflect.set(object, key, value)
}

const partOf = ({ params, query, body }: FastifyRequest, part: string): unknown => {
  if (part === 'params') return params
  return part === 'query' ? query : body
}
