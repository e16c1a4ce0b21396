import { Type } from 'typebox'
import { DONE, EMAIL, maybe, Names, text } from './common-schemas.ts'
import type { Content, OperationGroup, QueryParameter } from './operation.ts'

const OF_USER: QueryParameter[] = [
  { name: 'username', description: 'Only those of this member, by login mail', example: 'hello@klenty.com' },
]

const STEVE = { Email: 'steve@tutecircle.com' }

const named = (key: 'cadenceName' | 'journeyName', name: string, isOptional = false): Content => ({
  schema: Type.Object(
    { Email: text, [key]: isOptional ? maybe : text },
    { title: `${key === 'cadenceName' ? 'Cadence' : 'Journey'}${isOptional ? 'Stop' : 'Start'}` },
  ),
  examples: isOptional ? { all: STEVE, one: { ...STEVE, [key]: name } } : { one: { ...STEVE, [key]: name } },
})

const REFUSALS =
  'Who has unsubscribed, bounced or is marked Do Not Contact is a 422 that says why; an unknown name is a 404 that tells the nearest ones; who is already in it is a 409.'

const Cadence = Type.Object(
  { id: text, name: text, owner: text, isActive: Type.Boolean(), createdDate: text },
  { title: 'Cadence2023' },
)

export const cadenceOperations: OperationGroup = {
  tag: 'Cadences',
  operations: [
    {
      method: 'GET',
      path: '/cadences',
      id: 'getCadences',
      summary: 'Published cadences of the company, or of one member',
      query: OF_USER,
      answer: {
        '2017': {
          schema: Names,
          examples: { 'of the company': ['call test', 'call 101', 'tasks&mails', 'Test', 'cad 2 step'] },
        },
        '2023': {
          schema: Type.Array(Cadence),
          examples: {
            'of the company': [
              {
                id: '58df455871e0960b001f8c6b',
                name: 'call test',
                owner: 'hello@klenty.com',
                isActive: true,
                createdDate: '2017-03-07T09:00:00.000Z',
              },
            ],
          },
        },
      },
    },
    {
      method: 'POST',
      path: '/cadences/start',
      alsoAt: [{ path: '/startcadence', id: 'startCadenceToo' }],
      id: 'startCadence',
      summary: 'Start a prospect in a cadence',
      description: REFUSALS,
      body: named('cadenceName', 'Cadence1'),
      answer: DONE,
    },
    {
      method: 'POST',
      path: '/stopCadence',
      id: 'stopCadence',
      summary: 'Stop a prospect in one cadence, or in all of them',
      description: 'No mail of it begins to leave after the answer. Journeys go on.',
      body: named('cadenceName', 'Cadence1', true),
      answer: DONE,
    },
    {
      method: 'POST',
      path: '/resumeCadence',
      alsoAt: [{ path: '/cadences/resume', id: 'resumeCadenceToo' }],
      id: 'resumeCadence',
      summary: 'Let every stopped or paused cadence of a prospect go on',
      body: EMAIL,
      answer: DONE,
    },
  ],
}

export const journeyOperations: OperationGroup = {
  tag: 'Journeys',
  operations: [
    {
      method: 'GET',
      path: '/journeys',
      id: 'getJourneys',
      summary: 'Published journeys of the company, or of one member',
      query: OF_USER,
      answer: {
        schema: Names,
        examples: {
          'of a member': ['journey1', 'journeytest2'],
          'of the company': ['journey1', 'journeytest2', 'Test3', 'test4'],
        },
      },
    },
    {
      method: 'POST',
      path: '/journey/start',
      id: 'startJourney',
      summary: 'Start a prospect in a journey',
      description: REFUSALS,
      body: named('journeyName', 'journeytest2'),
      answer: DONE,
    },
    {
      method: 'POST',
      path: '/journey/resume',
      id: 'resumeJourney',
      summary: 'Let every stopped or paused journey of a prospect go on',
      body: EMAIL,
      answer: DONE,
    },
    {
      method: 'POST',
      path: '/journey/stop',
      id: 'stopJourney',
      summary: 'Stop every journey of a prospect',
      description: 'Cadences go on.',
      body: EMAIL,
      answer: DONE,
    },
  ],
}
