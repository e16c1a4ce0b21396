import type { FastifyRequest, RouteOptions } from 'fastify'
import { Type } from 'typebox'
import { invalidInput } from '#platform/errors/index.ts'

/**
 * A preValidation hook that leaves no body unread: where a route takes one, an absent body counts as `{}`, so that the first missing field
 * is named; where it takes none, one that says anything is refused.
 */
export const checkBodyIsWanted = async (request: FastifyRequest): Promise<void> => {
  const { schema, config } = request.routeOptions
  if (config.readsStream) return
  if (schema?.body !== undefined) {
    if (request.body === undefined) request.body = {}
    return
  }
  const { body } = request
  if (body === undefined) return
  const [first] = typeof body === 'object' && body !== null ? Object.keys(body) : []
  if (first !== undefined)
    throw invalidInput(first, `${first} is not a known field: this request takes no body. Leave it out.`)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidInput('body', 'This request takes no body. Leave it out.')
}

/** An onRoute hook: a route that describes no query refuses every query key. */
export const refuseQueries = (route: Pick<RouteOptions, 'schema'>): void => {
  route.schema = { querystring: Type.Object({}, { additionalProperties: false }), ...route.schema }
}
