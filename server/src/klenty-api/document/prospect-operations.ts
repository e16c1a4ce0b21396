import { Type } from 'typebox'
import { DONE, EMAIL, text } from './common-schemas.ts'
import type { OperationGroup } from './operation.ts'
import * as schemas from './prospect-schemas.ts'

const STEVE = {
  Country: 'India',
  City: 'Chennai',
  CompanyPhone: '030-22558899',
  CompanyEmail: 'steve@klenty.com',
  Email: 'steve@tutecircle.com',
  Phone: '987456321',
  Title: 'Test ANalyst',
  CompanyDomain: 'klenty.com',
  Company: 'Klenty',
  Department: 'Testing',
  LastName: 'Maher',
  FirstName: 'Steve',
  FullName: 'Steve Maher',
}
const OWNER = { assignTo: 'hello@klenty.com' }
const LISTED = {
  Email: 'mail207@gmail.com',
  LastName: 'lastname118',
  FirstName: 'name118',
  FullName: 'name118 lastname118',
  ...OWNER,
}
const HELLO1 = { Email: 'hello1@klenty.com', FirstName: 'Hello1' }

const changed = (suffix: string) => ({
  Email: suffix === '' ? 'mailto:hello@klenty.com' : 'hello1@klenty.com',
  FirstName: `Hello${suffix}`,
  Phone: '951357654',
  Company: `Klenty${suffix}`,
  FullName: `Hello Klenty${suffix}`,
  LastName: `Klenty${suffix}`,
  MiddleName: `Test${suffix}`,
  Department: `Testing${suffix}`,
  CompanyDomain: suffix === '' ? 'klenty.com' : 'klenty1.com',
  CompanyURL: suffix === '' ? 'www.klenty.com' : 'www.klenty1.com',
  Title: `Tester${suffix}`,
  Location: `Chennai Area${suffix}`,
  City: `Chennai${suffix}`,
  Country: `India${suffix}`,
  List: 'list1',
  Tags: 'tag1',
})

const permission = (name: string, id: string, summary: string, description: string) => ({
  method: 'POST' as const,
  path: `/prospects/${name}`,
  alsoAt: [{ path: `/prospects/:email/${name}`, id: `${id}InPath` }],
  ...{ id, summary, description, body: EMAIL, answer: DONE },
})

/** Prospects and their lists. */
export const prospectOperations: OperationGroup = {
  tag: 'Prospects',
  operations: [
    {
      method: 'GET',
      path: '/prospects',
      id: 'getProspects',
      summary: 'A prospect by mail address, or those of a list, of a range of days, or all',
      description:
        'With `Email` one prospect. Else an array, ordered by id: of a list, created or last active in a range of days (`yyyy/mm/dd` or ISO; the end includes its whole day, in the company’s zone, and is today when it is left out), or of everybody. With neither `start` nor `limit` edition 2017 answers all of them, edition 2023 the first 100.',
      query: [
        { name: 'Email', description: 'Of one prospect', example: 'steve@tutecircle.com' },
        {
          name: 'CustomFields',
          description: '`true` adds `createdDate` and `CustomFields`',
          example: 'true',
        },
        { name: 'listName', description: 'Only those of this list', example: 'default' },
        { name: 'startDate', description: 'Created on this day or later', example: '2017/02/01' },
        { name: 'endDate', description: 'Created on this day or earlier', example: '2017/03/20' },
        {
          name: 'lastUpdatedDateStart',
          description: 'Last active on this day or later',
          example: '2017/02/01',
        },
        {
          name: 'lastUpdatedDateEnd',
          description: 'Last active on this day or earlier',
          example: '2017/03/20',
        },
        { name: 'start', description: 'Number of the first record, from 1', example: '1' },
        { name: 'limit', description: 'Records at most, up to 1000', example: '100' },
      ],
      answer: {
        '2017': {
          schema: Type.Union([schemas.Prospect2017, Type.Array(schemas.ListedProspect2017)]),
          examples: {
            'by mail': { Id: '58df455871e0960b001f8c6b', ...STEVE, ...OWNER },
            'of a list': [{ Id: '58be33942f86310b00105b01', ...LISTED }],
          },
        },
        '2023': {
          schema: Type.Array(schemas.Prospect2023),
          examples: {
            'by mail': [
              {
                id: '58df455871e0960b001f8c6b',
                ...STEVE,
                List: 'default',
                Owner: 'hello@klenty.com',
                ...OWNER,
              },
            ],
            'of a list': [
              { id: '58be33942f86310b00105b01', ...LISTED, List: 'default', Owner: 'hello@klenty.com' },
            ],
          },
        },
      },
    },
    {
      method: 'GET',
      path: '/prospects/:email/status',
      id: 'getProspectStatus',
      summary: 'How a prospect stands, by mail address or id',
      description:
        '`prospectStatus` is Not Contacted, Contacted, Replied, Bounced, Unsubscribed or DoNotContact; `cadenceStatus` is that of the newest active cadence.',
      answer: {
        schema: schemas.Statuses,
        examples: { 'a new one': { cadenceStatus: 'No active cadence', prospectStatus: 'Not Contacted' } },
      },
    },
    {
      method: 'POST',
      path: '/prospects',
      id: 'createProspects',
      summary: 'Create a prospect, or add to one: list, tags, custom fields; or up to 100 at once',
      description:
        'One object is created or, when its `Email` is known, changed; empty values are ignored, and tags are added. A list of up to 100, bare or as `Prospects`: each row succeeds or fails by itself.',
      body: {
        schema: Type.Union([schemas.ProspectInput, schemas.Rows]),
        examples: {
          create: changed(''),
          'add to a list': { ...HELLO1, List: 'list1' },
          'add tags': { ...HELLO1, Tags: 'tag1|tag2' },
          'add custom fields': {
            ...HELLO1,
            CustomFields: [
              { key: 'customfield1', value: 'value1' },
              { key: 'customfield2', value: 'value2' },
            ],
          },
          several: { Prospects: [HELLO1, { Email: 'hello2@klenty.com' }] },
        },
      },
      answer: {
        '2017': { schema: schemas.Created2017, examples: { created: { Status: true } } },
        '2023': {
          schema: schemas.Created2023,
          examples: {
            created: {
              status: true,
              details: {
                id: '58df455871e0960b001f8c6b',
                email: 'hello1@klenty.com',
                prospectOwner: 'hello@klenty.com',
                source: 'api',
                status: 'Not Contacted',
              },
            },
            several: {
              status: true,
              details: [
                { prospect: 'hello1@klenty.com', status: 'exists' },
                { prospect: 'hello2@klenty.com', status: 'added' },
              ],
            },
          },
        },
      },
    },
    {
      method: 'POST',
      path: '/prospects/:email',
      id: 'updateProspect',
      summary: 'Change a prospect, by mail address or id',
      description:
        'Only the given keys change, and an empty value clears its field. `Email` in the body renames; an address that is taken is a 409.',
      body: { schema: schemas.ProspectInput, examples: { change: changed('1') } },
      answer: DONE,
    },
    {
      method: 'POST',
      path: '/prospects/:email/removeTags',
      id: 'removeTags',
      summary: 'Take tags off a prospect',
      body: {
        schema: Type.Object({ tag: Type.Array(text) }, { title: 'TagsToRemove' }),
        examples: { two: { tag: ['tag1', 'tag2'] } },
      },
      answer: DONE,
    },
    permission(
      'unsubscribe',
      'unsubscribeProspect',
      'Unsubscribe a prospect',
      'Every mail that waits for him is withdrawn, and he can be started in nothing any more.',
    ),
    permission(
      'stop',
      'stopMails',
      'Stop all mail to a prospect for now',
      'Stops every active cadence and journey and withdraws every mail that was not sent, also single ones. They can be resumed.',
    ),
    permission(
      'changeStatusToDoNotContact',
      'markDoNotContact',
      'Mark a prospect as Do Not Contact',
      'As unsubscribing does, but it can be taken back.',
    ),
    permission(
      'revertStatusToDoNotContact',
      'revertDoNotContact',
      'Take Do Not Contact back',
      'The prospect has the status again that he had before.',
    ),
    {
      method: 'GET',
      path: '/lists',
      id: 'getLists',
      summary: 'Lists that the user made, imported, or has prospects in; and `default`',
      answer: {
        '2017': {
          schema: Type.Array(Type.Object({ Id: text, name: text }, { title: 'List2017' })),
          examples: {
            lists: [
              { Id: '5860bcb7ca84a10b00bff3c6', name: 'default' },
              { Id: '58dcc484cda2d03206eebb79', name: 'klenty' },
            ],
          },
        },
        '2023': {
          schema: Type.Array(Type.Object({ id: text, name: text }, { title: 'List2023' })),
          examples: { lists: [{ id: '5860bcb7ca84a10b00bff3c6', name: 'default' }] },
        },
      },
    },
  ],
}
