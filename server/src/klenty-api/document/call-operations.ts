import { Type } from 'typebox'
import { count, maybe, text } from './common-schemas.ts'
import type { OperationGroup } from './operation.ts'

const Call = Type.Object(
  {
    ...{ username: text, status: Type.Literal('COMPLETED'), callSid: text },
    disposition: Type.Union([
      Type.Literal('ANSWERED'),
      Type.Literal('NOT_ANSWERED'),
      Type.Literal('VOICE_MAIL'),
    ]),
    ...{ type: Type.Literal('OUTBOUND'), duration: count, startTime: text, endTime: text },
    ...{ prospectPhoneNo: maybe, fromNumber: maybe, toNumber: maybe, firstName: maybe, lastName: maybe },
    ...{ email: text, company: maybe, tags: Type.Array(text), list: text, prospectOwner: text },
  },
  { title: 'Call' },
)
const Found = Type.Object(
  {
    status: Type.Literal(true),
    data: Type.Object({ callData: Type.Array(Call), hasMore: Type.Boolean() }),
  },
  { title: 'Calls' },
)
const Nothing = Type.Object(
  {
    status: Type.Literal(false),
    errors: Type.Array(
      Type.Object({
        code: Type.Union([Type.Literal('K2002'), Type.Literal('K2003')]),
        errorMessage: text,
      }),
    ),
  },
  { title: 'NoCalls' },
)

export const callOperations: OperationGroup = {
  tag: 'Calls',
  operations: [
    {
      method: 'GET',
      path: '/calls',
      id: 'getCalls',
      summary: 'Completed calls of all members, 100 on a page',
      description:
        'Days in the company’s zone; the end is exclusive, and tomorrow when it is left out. A start 30 or more days back is K2002, no call found K2003; both are answered with 200.',
      query: [
        { name: 'startDate', description: 'The first day', example: '2026-03-01', required: true },
        { name: 'endDate', description: 'The day after the last', example: '2026-03-02' },
        { name: 'page', description: 'From 1', example: '1' },
      ],
      answer: {
        schema: Type.Union([Found, Nothing]),
        examples: {
          'one call': {
            status: true,
            data: {
              callData: [
                {
                  ...{
                    username: 'hello@klenty.com',
                    status: 'COMPLETED',
                    callSid: '58df9cddb008214b61a2c3d4',
                  },
                  ...{ disposition: 'ANSWERED', type: 'OUTBOUND', duration: 95 },
                  ...{ startTime: '2026-03-01T10:00:00.250Z', endTime: '2026-03-01T10:01:35.250Z' },
                  ...{ prospectPhoneNo: '+1 415 555 0123', fromNumber: '+1 415 555 0100' },
                  ...{ toNumber: '+1 415 555 0123', firstName: 'Steve', lastName: 'Maher' },
                  ...{ email: 'steve@tutecircle.com', company: 'Tute', tags: ['hot'], list: 'default' },
                  prospectOwner: 'hello@klenty.com',
                },
              ],
              hasMore: false,
            },
          },
          none: {
            status: false,
            errors: [{ code: 'K2003', errorMessage: 'There are no calls in this range.' }],
          },
        },
      },
    },
  ],
}
