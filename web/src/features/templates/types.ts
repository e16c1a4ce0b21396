import type { ItemOf } from '#api/index.ts'

export type Template = ItemOf<'/templates'>
