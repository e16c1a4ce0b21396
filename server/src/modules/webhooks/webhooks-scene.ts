import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { LookupFunction } from 'node:net'
import { Webhook as Verifier } from 'standardwebhooks'
import { createEvents, type NewEvent } from '#modules/events/index.ts'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertCompany, insertProspects } from '#test/insert-company.ts'
import { createWebhooks, type WebhookDeps, type Webhooks } from './index.ts'

export type Received = {
  path: string
  headers: IncomingHttpHeaders
  text: string
  body: Record<string, unknown>
}

/** A web server that keeps what it is sent and answers as it is told, 200 unless told otherwise. */
export const openReceiver = async () => {
  const received: Received[] = []
  const receiver = {
    received,
    answer: (response: ServerResponse, _request: Received): void => {
      response.end('thanks')
    },
    status: (status: number, headers: Record<string, string> = {}): void => {
      receiver.answer = (response) => {
        response.writeHead(status, headers).end('no')
      }
    },
    url: '',
    port: 0,
    close: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const one = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) }
      received.push(one)
      receiver.answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  receiver.port = typeof address === 'object' && address !== null ? address.port : 0
  receiver.url = `http://127.0.0.1:${receiver.port}/hook`
  return receiver
}

/** Throws unless what was received is signed with the secret, by the library's own check. */
export const verify = (secret: string, { headers, text }: Received): unknown =>
  new Verifier(secret).verify(text, {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  })

export type WebhooksScene = Awaited<ReturnType<typeof webhooksScene>>

/** The module over a company with two prospects, on a clock that stands at the real time (signatures are checked against that). */
export const webhooksScene = async () => {
  const { db, drop } = await createTestDatabase()
  const start = systemNow()
  const clock: ManualClock = manualClock(start)
  const newId = createIds({ clock })
  const notices: { userId: string | null; kind: string; text: string }[] = []
  let rings = 0
  const deps: WebhookDeps = {
    db,
    clock,
    newId,
    random: () => 0.5,
    log: silentLog(),
    secrets: createSecrets('a key for tests that is long enough'),
    lookup: names({}),
    allowPrivate: true,
    timeout: 5_000,
    ports: {
      notify: async (_tx, notice) => {
        notices.push(notice)
      },
      appendEvents: (tx, companyId, list) => events.appendEvents(tx, companyId, list),
      ringCourier: async () => {
        rings += 1
      },
    },
  }
  const webhooks: Webhooks = createWebhooks(deps)
  const events = createEvents({
    db,
    newId,
    listeners: [(tx, companyId, appended) => webhooks.announce(tx, companyId, appended)],
  })
  const { companyId, userId } = await insertCompany(db)
  const [ann = '', bob = ''] = await insertProspects(db, {
    companyId,
    ownerId: userId,
    emails: ['ann@zoo.test', 'bob@zoo.test'],
  })
  return {
    db,
    clock,
    deps,
    newId,
    webhooks,
    events,
    notices,
    rings: () => rings,
    companyId,
    userId,
    ann,
    bob,
    subscribe: async (event: string, url: string) => webhooks.addWebhook({ companyId, userId, event, url }),
    append: (...list: Partial<NewEvent>[]) =>
      events.appendEvents(
        db,
        companyId,
        list.map(
          (event) =>
            ({ kind: 'replied', occurredAt: clock.now(), prospectId: ann, data: {}, ...event }) as NewEvent,
        ),
      ),
    /** Delivers what is due, and waits for the answers. */
    deliver: async (using: Webhooks = webhooks) => {
      await using.deliver()
      await using.delivered()
    },
    log: async (webhookId: string) => webhooks.listDeliveries({ companyId, webhookId, limit: 100 }),
    drop,
  }
}

/** To whole seconds, as the signature's time is. */
const systemNow = (): Date => new Date(Math.floor(Date.now() / 1000) * 1000)

/** A name server that knows these names. */
export const names =
  (known: Readonly<Record<string, readonly string[]>>): LookupFunction =>
  (host, options, callback) => {
    const addresses = known[host]
    if (!addresses) {
      callback(Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' }), [])
      return
    }
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4)
  }
