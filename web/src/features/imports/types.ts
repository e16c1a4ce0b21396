import type { AnswerOf, InitOf, ItemOf } from '#api/index.ts'

export type ImportPreview = AnswerOf<'post', '/imports/preview'>
export type PreviewRow = ImportPreview['rows'][number]
export type PreviewColumn = ImportPreview['columns'][number]
export type PreviewRequest = InitOf<'post', '/imports/preview'>['body']
export type NewImport = InitOf<'post', '/imports'>['body']
export type Import = AnswerOf<'get', '/imports/{id}'>
export type ListedImport = ItemOf<'/imports'>
export type RejectedRow = ItemOf<'/imports/{id}/rejections'>
