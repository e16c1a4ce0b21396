import type { FastifyRequest } from 'fastify'

export type Place = {
  /** The name of the last part, as errors call it. */
  field: string
  /** What stands there; nothing when it was left out. */
  values: readonly unknown[]
  isList: boolean
}

/** What a request says at a place such as `params.id` or `body.call.callId`; through lists, for all of their items. */
export const readPlace = (request: FastifyRequest, place: string): Place => {
  const [part = '', ...path] = place.split('.')
  const [last = ''] = path.slice(-1)
  let holders: unknown[] = [partOf(request, part)]
  for (const key of path.slice(0, -1)) holders = holders.flatMap((holder) => valueAt(holder, key) ?? [])
  const values = holders.map((holder) => valueAt(holder, last)).filter((value) => value !== undefined)
  return {
    field: path.join('.'),
    values: values.flat(),
    isList: values.some((value) => Array.isArray(value)),
  }
}

/** Says it for the request, at a place of one step. */
export const writePlace = (request: FastifyRequest, place: string, value: string): void => {
  const [part = '', key = ''] = place.split('.')
  const object = partOf(request, part)
  if (typeof object !== 'object' || object === null) throw new Error(`a request has no ${part}`)
  Reflect.set(object, key, value)
}

const valueAt = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined

const partOf = ({ params, query, body }: FastifyRequest, part: string): unknown => {
  if (part === 'params') return params
  return part === 'query' ? query : body
}
