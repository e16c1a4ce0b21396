import {
  HolidayCalendar,
  HolidayCalendarInput,
  HolidayCalendarPage,
  IdParams,
  NoContent,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Sequences } from '../index.ts'

type CalendarCases = Pick<
  Sequences,
  'listCalendars' | 'calendarById' | 'createCalendar' | 'updateCalendar' | 'deleteCalendar'
>

/** `/holiday-calendars`: days without mails that several cadences share. */
export const addHolidayCalendarRoutes = (server: HttpServer, sequences: CalendarCases): void => {
  const tags = ['holiday calendars']

  server.get(
    '/holiday-calendars',
    {
      schema: {
        operationId: 'listHolidayCalendars',
        summary: 'Every holiday calendar, by name; a company has few, so they come in one page',
        tags,
        response: { 200: HolidayCalendarPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return { items: await sequences.listCalendars({ companyId }), next: null }
    },
  )

  server.post(
    '/holiday-calendars',
    {
      schema: {
        operationId: 'createHolidayCalendar',
        summary: 'Make a holiday calendar',
        tags,
        body: HolidayCalendarInput,
        response: { 201: HolidayCalendar },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      return reply.code(201).send(await sequences.createCalendar({ companyId, ...request.body }))
    },
  )

  server.get(
    '/holiday-calendars/:id',
    {
      schema: {
        operationId: 'getHolidayCalendar',
        summary: 'One holiday calendar',
        tags,
        params: IdParams,
        response: { 200: HolidayCalendar },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return sequences.calendarById({ companyId, calendarId: request.params.id })
    },
  )

  server.put(
    '/holiday-calendars/:id',
    {
      schema: {
        operationId: 'replaceHolidayCalendar',
        summary: 'Replace a calendar; due times in the cadences that use it are looked at again',
        tags,
        params: IdParams,
        body: HolidayCalendarInput,
        response: { 200: HolidayCalendar },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return sequences.updateCalendar({ companyId, calendarId: request.params.id, ...request.body })
    },
  )

  server.delete(
    '/holiday-calendars/:id',
    {
      schema: {
        operationId: 'deleteHolidayCalendar',
        summary: 'Delete a calendar that no cadence uses',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      await sequences.deleteCalendar({ companyId, calendarId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}
