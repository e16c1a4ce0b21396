import { expect, test } from 'vitest'
import { readFailure } from './api-error.ts'

const answer = (body: string, status: number) => readFailure(new Response(body, { status }))

test("the app's failures, those of the sign-in, and what a proxy says in their place", async () => {
  const failure = { error: { code: 'conflict', message: 'There is one.', field: 'name', requestId: 'r1' } }
  expect(await answer(JSON.stringify(failure), 409)).toMatchObject({
    ...{ code: 'conflict', message: 'There is one.', field: 'name', requestId: 'r1', status: 409 },
  })
  expect(await answer('{"code":"INVALID","message":"Invalid email or password"}', 401)).toMatchObject({
    ...{ code: 'INVALID', message: 'Invalid email or password', field: undefined, status: 401 },
  })
  for (const text of ['<h1>Bad gateway</h1>', '', 'null', '[]', '{"error":"text"}'])
    expect((await answer(text, 502)).message).toBe('The server answered 502 without saying why. Try again.')
})
