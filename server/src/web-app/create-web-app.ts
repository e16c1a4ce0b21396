import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpServer } from '#platform/http/index.ts'
import { isPageRequest } from './is-page-request.ts'
import { sendNotBuilt } from './not-built-page.ts'
import { FILE_HEADERS, PAGE_HEADERS } from './web-app-headers.ts'

/** Where `npm run web:build` puts it. */
export const WEB_APP_FOLDER = join(import.meta.dirname, '..', '..', '..', 'web', 'dist')

export type WebApp = {
  /** Its files under `/assets`; their names change with what is in them. */
  addRoutes(server: HttpServer): void
  /**
   * Answers a request that no route does with the app's one page, where a browser opens an address of it: so links into the app work.
   * Null where the request is for something else.
   */
  answerPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | null
}

/** The web app as it was built into a folder. It may be built anew while the server runs, and need not be there. */
export const createWebApp = (folder: string): WebApp => ({
  addRoutes: (server) => {
    server.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      index: false,
      preCompressed: true,
      suppressWarning: true,
      cacheControl: false,
      setHeaders: (reply) => {
        for (const [name, value] of Object.entries(FILE_HEADERS)) reply.header(name, value)
      },
    })
  },
  answerPage: (request, reply) => (isPageRequest(request) ? sendPage(folder, reply) : null),
})

const sendPage = async (folder: string, reply: FastifyReply): Promise<FastifyReply> => {
  const page = await readPage(folder)
  return page === undefined ? sendNotBuilt(reply) : reply.headers(PAGE_HEADERS).send(page)
}

const readPage = async (folder: string): Promise<string | undefined> => {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
