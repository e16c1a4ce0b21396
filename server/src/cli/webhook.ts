import type { Command } from 'commander'
import { DELIVERY_STATES, type Delivery, type Webhook } from '#modules/webhooks/index.ts'
import { oneOf, print, table } from './output.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

/** Lines of the log that one call shows. */
const MOST_SHOWN = 200

type AddOptions = MemberOptions & { event: string }
type LogOptions = MemberOptions & { state?: string }

export const addWebhookCommands = (program: Command): void => {
  const webhook = program.command('webhook').description('addresses of others that are told what happens')
  addSubscriptions(webhook)
  addSwitches(webhook)
  addLog(webhook)
}

const addSubscriptions = (webhook: Command): void => {
  forMember(webhook.command('list'))
    .description('every webhook of the company')
    .action((options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const all = await app.webhooks.listWebhooks({ companyId })
        print(options.json, all, () =>
          all.length === 0
            ? ['There is no webhook. Add one with: cadenza webhook add URL --event EVENT --user ADDRESS']
            : table([['ID', 'EVENT', 'URL', 'STATE'], ...all.map(rowOf)]),
        )
      }),
    )
  forMember(webhook.command('add <url>'))
    .description(
      'subscribes an address to an event and prints the secret that signs what it is sent, which is shown only now',
    )
    .requiredOption(
      '--event <event>',
      'reply, startCadence, onMailOpen …, a kind of event, or “*” for everything',
    )
    .action((url: string, options: AddOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId, member: { userId } }) => {
        const {
          webhook: added,
          secret,
          isNew,
        } = await app.webhooks.addWebhook({
          ...{ companyId, userId, url, event: options.event },
          fields: { url: 'url', event: '--event' },
        })
        print(options.json, { ...added, secret: isNew ? secret : null, isNew }, () =>
          isNew
            ? [
                `Added ${added.id}: ${added.url} is told of ${added.event}.`,
                `Secret (shown only now): ${secret}`,
              ]
            : [`You have this webhook already: ${added.id}. It is on.`],
        )
      }),
    )
  forMember(webhook.command('remove <id>'))
    .description('tells it of nothing more; what waits for it is not sent')
    .action((webhookId: string, options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        await app.webhooks.removeWebhook({ companyId, webhookId })
        print(options.json, { id: webhookId, removed: true }, () => [`Removed ${webhookId}.`])
      }),
    )
  forMember(webhook.command('secret <id>'))
    .description('gives it a new secret, which signs from the next delivery on, and prints it')
    .action((webhookId: string, options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const renewed = await app.webhooks.renewSecret({ companyId, webhookId })
        print(options.json, renewed, () => [`Secret (shown only now): ${renewed.secret}`])
      }),
    )
}

const rowOf = ({ id, event, url, state, offReason, failingSince }: Webhook): string[] => [
  id,
  event,
  url,
  offReason !== null
    ? `${state}: ${offReason}`
    : failingSince
      ? `${state}, failing since ${minuteOf(failingSince)}`
      : state,
]

const addSwitches = (webhook: Command): void => {
  for (const state of ['on', 'off'] as const)
    forMember(webhook.command(`${state} <id>`))
      .description(
        state === 'on'
          ? 'switches one on again that was off'
          : 'switches it off: what waits is set aside, and what happens meanwhile is not kept for it',
      )
      .action((webhookId: string, options: MemberOptions, command: Command) =>
        withMember(command, options, async ({ app, companyId }) => {
          const changed = await app.webhooks.updateWebhook({ companyId, webhookId, state })
          print(options.json, changed, () => [`${changed.url} (${changed.event}) is ${state}.`])
        }),
      )
  forMember(webhook.command('test <id>'))
    .description('sends it a sample now and says what came of it')
    .action((webhookId: string, options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const { body: _, ...sent } = await app.webhooks.testWebhook({ companyId, webhookId })
        print(options.json, sent, () => [
          sent.error ?? `It answered ${sent.status} after ${sent.milliseconds} ms.`,
        ])
      }),
    )
}

const addLog = (webhook: Command): void => {
  forMember(webhook.command('log <id>'))
    .description(`the newest ${MOST_SHOWN} deliveries to a webhook; they are kept for 30 days`)
    .option('--state <state>', `only ${DELIVERY_STATES.join(', ')}`)
    .action((webhookId: string, options: LogOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const state = oneOf(DELIVERY_STATES, options.state, '--state')
        const log = await app.webhooks.listDeliveries({ companyId, webhookId, state, limit: MOST_SHOWN })
        print(options.json, log, () =>
          log.length === 0
            ? ['Nothing.']
            : table([['ID', 'WHEN', 'EVENT', 'STATE', 'TRIES', 'ANSWER'], ...log.map(lineOf)]),
        )
      }),
    )
  forMember(webhook.command('replay <id> [deliveries...]'))
    .description('sends the named deliveries again, or all that were set aside')
    .action((webhookId: string, deliveries: string[], options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const deliveryIds = deliveries.length > 0 ? deliveries : undefined
        const replayed = await app.webhooks.replayDeliveries({ companyId, webhookId, deliveryIds })
        print(options.json, { replayed }, () => [`${replayed} are sent again, as soon as the server runs.`])
      }),
    )
}

const lineOf = ({ id, createdAt, event, state, attempts, status, error }: Delivery): string[] => [
  id,
  minuteOf(createdAt),
  event,
  state,
  String(attempts),
  error ?? (status === null ? '' : String(status)),
]

const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ')
