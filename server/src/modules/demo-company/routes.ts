import { DemoStanding, NoContent } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { DemoCompany } from './index.ts'

/** `/demo`: an invented company to look around in. */
export const addDemoRoutes = (server: HttpServer, demo: DemoCompany): void => {
  const tags = ['demo']

  server.get(
    '/demo',
    {
      schema: {
        operationId: 'getDemo',
        summary: 'Whether there is a demo company to look around in, and how far it is (admins)',
        tags,
        response: { 200: DemoStanding },
      },
    },
    async () => demo.standing(),
  )

  server.post(
    '/demo',
    {
      schema: {
        operationId: 'prepareDemo',
        summary: 'Make the demo company, which takes about a minute, and become a member of it (admins)',
        tags,
        response: { 202: DemoStanding },
      },
    },
    async (request, reply) => reply.code(202).send(await demo.prepare({ userId: callerOf(request).userId })),
  )

  server.delete(
    '/demo',
    {
      schema: {
        operationId: 'removeDemo',
        summary: 'Remove the demo company with everything in it (admins)',
        tags,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await demo.remove({ from: callerOf(request).companyId })
      return reply.code(204).send(null)
    },
  )
}
