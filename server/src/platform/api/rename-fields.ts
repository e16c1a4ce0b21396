import { AppError } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'

/**
 * Within this part of the server, errors name their field as its requests do, where the module below calls it otherwise: also at the
 * beginning of their sentence.
 */
export const renameFields = (server: HttpServer, names: ReadonlyMap<string, string>): void => {
  server.setErrorHandler(async (error) => {
    throw renamed(error, names)
  })
}

const renamed = (error: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (!(error instanceof AppError) || error.field === undefined) return error
  // Set by Fastify: what a schema refused has its name from the request.
  if ('validationContext' in error) return error
  const { code, field, message, publicCode, cause } = error
  const name = names.get(field)
  if (name === undefined) return error
  return new AppError({
    code,
    field: name,
    message: message.startsWith(field) ? `${name}${message.slice(field.length)}` : message,
    publicCode,
    cause,
  })
}
