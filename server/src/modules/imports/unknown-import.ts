import { notFound } from '#platform/errors/index.ts'

export const unknownImport = (importId: string) =>
  notFound(`There is no import ${importId} in this company.`, 'importId')
