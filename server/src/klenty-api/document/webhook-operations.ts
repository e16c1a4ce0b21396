import { Type } from 'typebox'
import { DONE, maybe, text } from './common-schemas.ts'
import type { OperationGroup } from './operation.ts'

const ID = '58df9cddb008214b61a2c3d4'
const Webhook = Type.Object(
  { _id: text, event: text, url: text, isSecured: Type.Boolean() },
  { title: 'Webhook' },
)
const STORED = { _id: ID, event: 'startCadence', url: 'www.test.com/xyz', isSecured: true }

export const webhookOperations: OperationGroup = {
  tag: 'Webhooks',
  operations: [
    {
      method: 'POST',
      path: '/zapier/hooks',
      id: 'addWebhook',
      summary: 'Have a URL called when something happens',
      description:
        'Events: `reply`, `sendProspect`, `startCadence`, `completeCadence`, `onMailBounce`, `onMailOpen`, `onLinkClick`, `onUnsubscribe`, `onCadenceFirstReply`; `*` is all there are. A URL without a scheme is called by https. Deliveries are signed; the secret is `token` in edition 2023.',
      body: {
        schema: Type.Object({ Subscription_url: text, Event: text }, { title: 'NewWebhook' }),
        examples: { one: { Subscription_url: 'www.test.com/xyz', Event: 'startCadence' } },
      },
      answer: {
        '2017': {
          schema: Type.Object({ Event: text, Url: text, _id: text }, { title: 'AddedWebhook2017' }),
          examples: { added: { Event: 'startCadence', Url: 'www.test.com/xyz', _id: ID } },
        },
        '2023': {
          schema: Type.Object(
            {
              ...{ _id: text, event: text, url: text, isSecured: Type.Boolean() },
              ...{ newWebhook: Type.Boolean(), token: text },
            },
            { title: 'AddedWebhook2023' },
          ),
          examples: { added: { ...STORED, newWebhook: true, token: 'whsec_…' } },
        },
      },
    },
    {
      method: 'GET',
      path: '/webhook/getall',
      id: 'getWebhooks',
      summary: 'All webhooks of the company',
      answer: { schema: Type.Array(Webhook), examples: { one: [STORED] } },
    },
    {
      method: 'POST',
      path: '/webhook/update',
      id: 'updateWebhook',
      summary: 'Change a webhook; one that was switched off is on again',
      body: {
        schema: Type.Object({ _id: text, event: maybe, subscription_url: maybe }, { title: 'WebhookChange' }),
        examples: {
          'another URL': { _id: ID, event: 'reply', subscription_url: 'https://www.test.com/abc' },
        },
      },
      answer: DONE,
    },
    {
      method: 'POST',
      path: '/webhook/delete',
      id: 'deleteWebhook',
      summary: 'Remove a webhook',
      body: {
        schema: Type.Object({ webhookId: text }, { title: 'WebhookRef' }),
        examples: { one: { webhookId: ID } },
      },
      answer: DONE,
    },
  ],
}
