import type { FastifyRequest } from 'fastify'
import { type Caller, callerOf, type Edition } from '#modules/accounts/index.ts'
import { type AddedWebhook, CALLED, isSecured, type Webhook } from '#modules/webhooks/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import { noteIgnored } from './ignored-fields.ts'
import { requireTeam } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { type Fields, readBody, readQuery } from './request-input.ts'

/** What its clients call the two texts of a subscription. */
const FIELDS = { event: 'Event', url: 'Subscription_url' }

/** POST /zapier/hooks, GET /webhook/getall, POST /webhook/update and /webhook/delete. They tell of everybody's prospects: no rep's. */
export const addWebhooks = (server: HttpServer, deps: Pick<KlentyDeps, 'webhooks'>): void => {
  server.post('/zapier/hooks', async (request, reply) => {
    const { companyId, userId, edition } = teamOf(request)
    const body = readBody(request.body)
    const url = wanted(body, '"www.test.com/xyz"', 'Subscription_url', 'url')
    const event = wanted(body, '"startCadence"', 'Event')
    const added = await deps.webhooks.addWebhook({ companyId, userId, event, url, fields: FIELDS })
    noteIgnored(reply, body.ignored())
    return addedShape(edition, added)
  })

  server.get('/webhook/getall', async (request, reply) => {
    const { companyId } = teamOf(request)
    noteIgnored(reply, readQuery(request.query).ignored())
    const all = await deps.webhooks.listWebhooks({ companyId })
    // What journeys call nobody has subscribed.
    return all.filter(({ event }) => event !== CALLED).map(shapeOf)
  })

  server.post('/webhook/update', async (request, reply) => {
    const caller = teamOf(request)
    const body = readBody(request.body)
    await update(deps, caller, body)
    noteIgnored(reply, body.ignored())
    return shapesOf(caller.edition).success()
  })

  server.post('/webhook/delete', async (request, reply) => {
    const { companyId, edition } = teamOf(request)
    const body = readBody(request.body)
    const webhookId = wanted(body, ID_EXAMPLE, 'webhookId', '_id')
    await deps.webhooks.removeWebhook({ companyId, webhookId })
    noteIgnored(reply, body.ignored())
    return shapesOf(edition).success()
  })
}

const teamOf = (request: FastifyRequest): Caller => {
  const caller = callerOf(request)
  requireTeam(caller)
  return caller
}

const ID_EXAMPLE = '"58df9cddb008214b61a2c3d4"'

/** What is given changes; one that was switched off is on again, which this API has no other way to say. */
const update = async (
  { webhooks }: Pick<KlentyDeps, 'webhooks'>,
  { companyId }: Caller,
  body: Fields,
): Promise<void> => {
  const webhookId = wanted(body, ID_EXAMPLE, '_id', 'webhookId')
  const event = body.text('event')
  const url = body.text('subscription_url', 'url')
  if (event === undefined && url === undefined)
    throw invalidInput('event', 'Neither event nor subscription_url is given. Send what is to change.')
  await webhooks.updateWebhook({
    ...{ companyId, webhookId, event, url, state: 'on' },
    fields: { event: 'event', url: 'subscription_url' },
  })
}

/** A text that must be there, under the first of these names that is; the error names it by the first and gives an example in JSON. */
const wanted = (body: Fields, example: string, ...names: [string, ...string[]]): string => {
  const text = body.text(...names)
  if (text !== undefined) return text
  throw invalidInput(names[0], `${names[0]} is missing. Send it, for example {"${names[0]}":${example}}.`)
}

/** The same in both editions. */
const shapeOf = ({ id, event, url }: Webhook) => ({ _id: id, event, url, isSecured: isSecured(url) })

const addedShape = (edition: Edition, { webhook, secret, isNew }: AddedWebhook): object =>
  edition === '2023'
    ? { ...shapeOf(webhook), newWebhook: isNew, token: secret }
    : { Event: webhook.event, Url: webhook.url, _id: webhook.id }
