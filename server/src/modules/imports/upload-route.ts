import { Upload } from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Imports } from './index.ts'

/** Bytes; some ten million rows as people export them. */
const LARGEST = 1024 ** 3

const TYPES = ['text/csv', 'text/tab-separated-values', 'text/plain', 'application/octet-stream']

/** `POST /imports/uploads`: the body is the file; it is kept as it comes, for up to an hour. */
export const addUploadRoute = (server: HttpServer, imports: Pick<Imports, 'keepUpload'>): void => {
  server.register(async (routes: HttpServer) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser(TYPES, (_request, body, done) => done(null, body))
    routes.addContentTypeParser('*', (_request, _body, done) => done(wrongType()))
    routes.post(
      '/imports/uploads',
      {
        config: { readsStream: true },
        schema: {
          operationId: 'uploadFile',
          summary: 'Upload a CSV file: the body of the request is the file',
          tags: ['imports'],
          consumes: TYPES,
          body: Type.Unknown(),
          response: { 201: Upload },
        },
      },
      async (request, reply) => {
        const { companyId } = callerOf(request)
        if (Number(request.headers['content-length']) > LARGEST) throw tooLarge()
        const upload = await imports.keepUpload({ companyId, content: wholeFile(request.raw) })
        return reply.code(201).send(upload)
      },
    )
  })
}

/** The bytes as they come. Throws `too_large` where there are too many, and `invalid_input` where there are none. */
async function* wholeFile(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > LARGEST) throw tooLarge()
    yield chunk
  }
  if (bytes === 0)
    throw invalidInput('body', 'The file is empty. Send its content as the body of the request.')
}

const tooLarge = () =>
  new AppError({
    code: 'too_large',
    field: 'body',
    message:
      'The file is larger than 1 GB. Split it, or import it on the server with `cadenza prospects import`.',
  })

const wrongType = () =>
  invalidInput(
    'Content-Type',
    `Send the file itself as the body, with Content-Type: ${TYPES[0]} (or ${TYPES.slice(1).join(', ')}).`,
  )
