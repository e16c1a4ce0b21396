import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { closeObjects } from './close-objects.ts'
import { compileSchema } from './compile-schema.ts'

const Step = Type.Union([
  Type.Object({ kind: Type.Literal('wait'), amount: Type.Integer({ minimum: 1 }) }),
  Type.Object({ kind: Type.Literal('mail'), options: Type.Array(Type.Object({ subject: Type.String() })) }),
  Type.Object({ kind: Type.Literal('task'), task: Type.String(), title: Type.String() }),
])
const Cadence = Type.Object({
  name: Type.String({ minLength: 1 }),
  state: Type.Optional(Type.Union([Type.Literal('draft'), Type.Literal('live')])),
  steps: Type.Optional(Type.Array(Step)),
  server: Type.Optional(Type.Union([Type.String(), Type.Object({ port: Type.Integer() })])),
})

const check = (body: unknown): unknown => {
  const schema = closeObjects(Cadence)
  const validate = compileSchema({
    schema: schema as typeof Cadence,
    method: 'POST',
    url: '/',
    httpPart: 'body',
  })
  return validate(body)
}

test('a value that fits is left alone', () => {
  const body = { name: 'Cadence1', steps: [{ kind: 'wait', amount: 2 }] }
  expect(check(body)).toEqual({ value: body })
})

test.each([
  [{}, 'name', 'name is missing. Add it.'],
  ['text', 'body', 'The body must be an object.'],
  [{ name: 7 }, 'name', 'name must be text.'],
  [
    { name: 'a', colour: 'red' },
    'colour',
    'colour is not a known field. Check its spelling or leave it out.',
  ],
  [{ name: 'a', state: 'gone' }, 'state', 'state must be one of "draft", "live".'],
  [
    { name: 'a', steps: [{ kind: 'wait', amount: '2' }] },
    'steps[0].amount',
    'steps[0].amount must be a whole number.',
  ],
  [
    { name: 'a', steps: [{ kind: 'call' }] },
    'steps[0].kind',
    'steps[0].kind must be one of "wait", "mail", "task".',
  ],
  [
    { name: 'a', steps: [{ kind: 'mail', options: [{ subject: 'x', extra: 1 }] }] },
    'steps[0].options[0].extra',
    'steps[0].options[0].extra is not a known field. Check its spelling or leave it out.',
  ],
  [
    { name: 'a', steps: [{ kind: 'task', task: 'call', title: 'Ring', colour: 'red' }] },
    'steps[0].colour',
    'steps[0].colour is not a known field. Check its spelling or leave it out.',
  ],
  [
    { name: 'a', steps: [{ kind: 'wait', amount: 0 }, { kind: 'mail' }] },
    'steps[0].amount',
    'steps[0].amount must be >= 1.',
  ],
  [{ name: 'a', server: { port: 'x' } }, 'server.port', 'server.port must be a whole number.'],
])('%j names %s', (body, field, message) => {
  expect(check(body)).toMatchObject({ error: { code: 'invalid_input', field, message } })
})
