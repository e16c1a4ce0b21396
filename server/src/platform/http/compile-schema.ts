import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { invalidInput } from '#platform/errors/index.ts'
import { describeSchemaErrors } from './describe-schema-errors.ts'
import { readTextValues } from './read-text-values.ts'

// The usual 8 leave out branches of unions, among them the one that was meant.
Settings.Set({ maxErrors: 200 })

/**
 * Checks one part of a request against its schema. Bodies are taken as they are: nothing is converted, filled in or removed. Paths and
 * queries are text by nature, so there `"20"` counts as 20 and defaults are filled in.
 */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  const isText = httpPart === 'querystring' || httpPart === 'params'
  return (data: unknown) => {
    const value = isText ? readTextValues(schema, data) : data
    if (validator.Check(value)) return { value }
    const { field, message } = describeSchemaErrors(validator.Errors(value), httpPart ?? 'body')
    return { error: invalidInput(field, message) }
  }
}
