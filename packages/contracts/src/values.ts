import { type Static, type TSchema, Type } from 'typebox'

export const Id = Type.String({ description: '24 hex digits; ids are ordered by the time they were made' })

/** Answered in UTC (`2026-03-02T09:00:00.000Z`); taken with any offset. */
export const Instant = Type.String({
  format: 'date-time',
  description: 'ISO 8601 with seconds and offset',
  examples: ['2026-03-02T09:00:00Z'],
})

export const Day = Type.String({ description: 'YYYY-MM-DD', examples: ['2026-12-24'] })

export const TimeOfDay = Type.String({ description: 'HH:MM', examples: ['09:00'] })

export const Zone = Type.String({ description: 'IANA time zone', examples: ['Europe/Berlin'] })

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const Email = Type.String({ examples: ['ann@example.com'] })

/** Whose public holidays. */
export const Country = Type.String({
  description: 'ISO 3166, optionally with a region: US-CA',
  examples: ['DE'],
})

/** One of some texts. */
export const choice = <const Values extends string[]>(values: readonly [...Values], description?: string) =>
  Type.Enum<Values>(values, { type: 'string', ...(description !== undefined && { description }) })

/** An object with any keys. (A `Type.Record` would leave the values of keys with line breaks unchecked.) */
export const dictionary = <Schema extends TSchema>(value: Schema, description?: string) =>
  Type.Unsafe<Record<string, Static<Schema>>>({
    type: 'object',
    additionalProperties: value,
    ...(description !== undefined && { description }),
  })

/** Weekdays as ISO 8601 numbers them. */
export const Weekday = Type.Enum([1, 2, 3, 4, 5, 6, 7], {
  type: 'integer',
  description: '1 is Monday, 7 is Sunday',
})

/** A path that names one thing. */
export const IdParams = Type.Object({ id: Id })

/** The answer where there is nothing to say. */
export const NoContent = Type.Null({ description: 'Done' })
