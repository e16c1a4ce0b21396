import { type Static, Type } from 'typebox'
import { choice, nullable } from './values.ts'

export const MailVariables = Type.Object(
  {
    variables: Type.Array(
      Type.Object({
        name: Type.String({ description: 'As it is written between {{ and }}' }),
        of: choice(['prospect', 'custom', 'owner', 'sender']),
        description: nullable(Type.String()),
      }),
    ),
  },
  { title: 'MailVariables' },
)

export const MailCheck = Type.Object(
  {
    subject: Type.String({ description: 'Liquid' }),
    body: Type.String({ description: 'HTML with Liquid' }),
    unsubscribe: Type.Optional(
      Type.Boolean({ description: 'Whether the way out is added by itself; default true' }),
    ),
  },
  { title: 'MailCheck' },
)

const finding = {
  rule: Type.String({ description: 'shortener, spam-words, unknown-variable …' }),
  severity: choice(['warning', 'hint'], 'warning: it costs answers or delivery; hint: worth a look'),
  message: Type.String(),
}

export const MailFindings = Type.Object(
  { findings: Type.Array(Type.Object({ ...finding, field: choice(['subject', 'body']) })) },
  { title: 'MailFindings' },
)

export const CadenceChecks = Type.Object(
  {
    mistakes: Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
      description: 'Each keeps it from being published; paths as in a cadence file: steps[2].mail[0].body',
    }),
    findings: Type.Array(Type.Object({ path: Type.String(), ...finding }), {
      description: 'What is better changed, and may be left',
    }),
  },
  { title: 'CadenceChecks' },
)
export type CadenceChecks = Static<typeof CadenceChecks>
