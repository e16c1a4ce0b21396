import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { choice, Id, Instant, nullable } from './values.ts'

const Disposition = choice(['answered', 'not_answered', 'voice_mail'])
const CallState = choice(
  ['open', 'completed', 'failed'],
  "open: begun, and not known to have ended; failed: it never rang at the prospect's",
)
const Phone = Type.String({ examples: ['+14155550123'] })

const call = {
  id: Id,
  provider: choice(['manual', 'tel', 'twilio']),
  callSid: nullable(Type.String({ description: "The provider's id" })),
  state: CallState,
  disposition: nullable(Disposition),
  userId: Id,
  prospectId: Id,
  taskId: nullable(Id),
  fromNumber: nullable(Type.String()),
  toNumber: nullable(Type.String()),
  startedAt: Instant,
  endedAt: nullable(Instant),
  durationSeconds: Type.Integer(),
  notes: Type.String(),
  failure: nullable(Type.String({ description: 'Why it failed' })),
  createdAt: Instant,
}

export const Call = Type.Object(call, { title: 'Call' })
export type Call = Static<typeof Call>

export const ListedCall = Type.Object(
  {
    ...call,
    prospectEmail: Type.String(),
    prospectName: nullable(Type.String()),
    userEmail: Type.String(),
  },
  { title: 'ListedCall' },
)
export type ListedCall = Static<typeof ListedCall>

export const CallQuery = Type.Object({
  ...pageQuery,
  prospectId: Type.Optional(Id),
  userId: Type.Optional(Id),
  state: Type.Optional(CallState),
  disposition: Type.Optional(Disposition),
})
export const CallPage = pageOf(ListedCall)

const details = {
  durationSeconds: Type.Optional(Type.Integer({ description: 'At most a day' })),
  notes: Type.Optional(Type.String()),
  fromNumber: Type.Optional(Phone),
  toNumber: Type.Optional(Phone),
  startedAt: Type.Optional(Instant),
}

export const NewCall = Type.Object(
  { prospectId: Id, taskId: Type.Optional(Id), disposition: Disposition, ...details },
  { title: 'NewCall', description: 'A call that was made elsewhere' },
)
export const CallChange = Type.Object(
  { disposition: Type.Optional(Disposition), ...details },
  { title: 'CallChange', description: 'With a disposition an open call is completed' },
)

/** The call of a task that is done. */
export const CallOfTask = Type.Object(
  {
    callId: Type.Optional(Id),
    disposition: Disposition,
    ...details,
  },
  { title: 'CallOfTask', description: 'With callId the call that was dialled for the task; else a new one' },
)

export const CallToDial = Type.Object(
  {
    prospectId: Id,
    taskId: Type.Optional(Id),
    number: Type.Optional(Phone),
    provider: Type.Optional(choice(['tel', 'twilio'], 'Absent: Twilio where it is set up, else tel')),
  },
  { title: 'CallToDial' },
)
export const DialledCall = Type.Object(
  {
    call: Call,
    url: nullable(
      Type.String({ description: 'A tel: link that begins the call; null: the provider rings your phone' }),
    ),
  },
  { title: 'DialledCall' },
)

const TwilioAccount = Type.Object(
  {
    accountSid: Type.String(),
    fromNumber: Type.String(),
    detectMachines: Type.Boolean(),
  },
  { title: 'TwilioAccount' },
)
export const NewTwilioAccount = Type.Object(
  {
    accountSid: Type.String({ examples: ['AC0123456789abcdef0123456789abcdef'] }),
    authToken: Type.Optional(
      Type.String({
        description: 'Never shown again; absent: as before',
        examples: ['0123456789abcdef0123456789abcdef'],
      }),
    ),
    fromNumber: Phone,
    detectMachines: Type.Optional(
      Type.Boolean({ default: true, description: 'Has Twilio tell voice mail from people, at its price' }),
    ),
  },
  { title: 'NewTwilioAccount' },
)
export const Dialling = Type.Object(
  {
    twilio: nullable(TwilioAccount),
    phone: nullable(Type.String({ description: 'Your own phone, which a provider rings first' })),
    isReachable: Type.Boolean({ description: 'Whether PUBLIC_URL is set, which providers need' }),
  },
  { title: 'Dialling' },
)
export const OwnPhone = Type.Object({ number: nullable(Phone) }, { title: 'OwnPhone' })
