import { coalesce, type Queryable } from '#platform/db/index.ts'
import { giveToAll, takeBack } from './bulk/change-column.ts'
import { addPairs, removePairs, tagAll, untagAll } from './bulk/change-tags.ts'
import {
  changeToDoNotContact,
  revertDoNotContact,
  unsubscribeProspect,
  unsubscribeProspects,
} from './contact-permission.ts'
import { deleteProspects } from './delete-prospects.ts'
import { customNames, prospectsCsv } from './export-csv.ts'
import { countProspects } from './filter/count-prospects.ts'
import { listIds } from './filter/page-of-ids.ts'
import { createFinders } from './find-prospect.ts'
import { handOverProspects } from './hand-over.ts'
import { deleteList, renameList } from './labels/edit-lists.ts'
import { deleteTag, mergeTag, renameTag } from './labels/edit-tags.ts'
import { listProspects, streamProspects } from './list-prospects.ts'
import { listSuppressions, suppressionsOf } from './list-suppressions.ts'
import { companyLists, createList, findList, listById } from './lists.ts'
import { markProspects } from './mark-prospects.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { removeTags } from './prospect-tags.ts'
import { listsOfUser } from './queries.ts'
import { requireProspects } from './require-prospects.ts'
import { setField } from './set-field.ts'
import { setOutcomes } from './set-outcomes.ts'
import { isSuppressed, suppress, suppressProspects } from './suppress.ts'
import { suppressMany } from './suppress-many.ts'
import { companyTags } from './tags.ts'
import { unsuppress } from './unsuppress.ts'
import { updateProspect } from './update-prospect.ts'
import {
  readUpsertInput,
  type UpsertItem,
  type UpsertResult,
  upsertItems,
  upsertProspects,
} from './upsert-prospects.ts'
import { addView, listViews, removeView, replaceView } from './views/views.ts'
import { writeImportedRows } from './write-imported-rows.ts'

export { eventView } from './event-view.ts'
export { LONGEST_CUSTOM_NAME, MOST_CUSTOM_FIELDS } from './field-value.ts'
export type { FieldName, FieldProperty, TextField } from './fields.ts'
export { TEXT_FIELDS } from './fields.ts'
export type { ProspectFilter } from './filter/prospect-filter.ts'
export { readFilter } from './filter/read-filter.ts'
export type { Suppression } from './list-suppressions.ts'
export type { List } from './lists.ts'
export { DEFAULT_LIST } from './names.ts'
export type { Prospect } from './prospect.ts'
export type { ProspectDeps, ProspectPorts } from './prospect-deps.ts'
export { type InputMistake, type ProspectInput, readProspectInput } from './prospect-input.ts'
export { prospectView } from './prospect-view.ts'
export { requireProspect } from './require-prospect.ts'
export { addProspectRoutes } from './routes.ts'
export type { ProspectStatus, SuppressionReason } from './status.ts'
export { PROSPECT_STATUSES, STATUS_OF_REASON, SUPPRESSION_REASONS, strongestReason } from './status.ts'
export type { SuppressionSource } from './suppress.ts'
export type { Tag } from './tags.ts'
export type { UpdateRequest } from './update-prospect.ts'
export type { UpsertResult } from './upsert-prospects.ts'
export { MOST_IN_BULK, notForOthers, ownedByAnother, unknownOwner } from './upsert-prospects.ts'

export type Prospects = ReturnType<typeof createProspects>

/** Prospects with their lists and tags, and the suppressions that say who may not be mailed. */
export const createProspects = (deps: ProspectDeps) => {
  const { db, clock, newId } = deps
  const upsertTogether = coalesce<UpsertItem, UpsertResult>({
    keyOf: ({ companyId, userId, source, heldToOwn }) => `${companyId} ${userId} ${source} ${heldToOwn}`,
    run: (items) => upsertItems(deps, items),
  })
  const bound =
    <Input, Result>(useCase: (deps: ProspectDeps, input: Input) => Result) =>
    (input: Input): Result =>
      useCase(deps, input)
  const bound2 =
    <First, Second, Result>(useCase: (deps: ProspectDeps, first: First, second: Second) => Result) =>
    (first: First, second: Second): Result =>
      useCase(deps, first, second)
  const onDb =
    <Input, Result>(useCase: (db: ProspectDeps['db'], input: Input) => Result) =>
    (input: Input): Result =>
      useCase(db, input)

  return {
    ...createFinders(db),
    /**
     * Adds a prospect or merges into the one of that address: POST /prospects. Empty values are ignored. Throws `invalid_input` naming
     * the field. Calls that arrive together share a statement.
     */
    upsertProspect: async (request: {
      companyId: string
      userId: string
      /** Where it came from: 'api', 'app', 'cli' … */
      source: string
      input: unknown
      /** He may write only to his own prospects. */
      heldToOwn?: boolean | undefined
    }): Promise<UpsertResult> => upsertTogether({ ...request, input: readUpsertInput(request.input) }),
    requireProspects: onDb(requireProspects),
    /** At most 100, each by itself; the answer, in the order given, holds an AppError where one could not be taken. */
    upsertProspects: bound(upsertProspects),
    updateProspect: bound(updateProspect),
    setField: bound(setField),
    deleteProspects: bound(deleteProspects),
    removeTags: bound(removeTags),
    handOverProspects: bound(handOverProspects),
    listProspects: onDb(listProspects),
    streamProspects: onDb(streamProspects),
    listIds: onDb(listIds),
    countProspects: onDb(countProspects),
    prospectsCsv: onDb(prospectsCsv),
    customNames: onDb(customNames),
    listViews: onDb(listViews),
    addView: bound(addView),
    replaceView: bound(replaceView),
    removeView: bound(removeView),
    giveToAll: bound(giveToAll),
    takeBack: bound(takeBack),
    tagAll: bound(tagAll),
    untagAll: bound(untagAll),
    addPairs: bound2(addPairs),
    removePairs: bound2(removePairs),
    findList: onDb(findList),
    listById: onDb(listById),
    companyLists: onDb(companyLists),
    listsOfUser: onDb(listsOfUser),
    companyTags: onDb(companyTags),
    /** The list of that name, made when there is none. */
    createList: ({
      tx = db,
      ...input
    }: {
      tx?: Queryable
      companyId: string
      userId: string
      name: string
    }) => createList(tx, { ...input, now: clock.now(), newId }),
    renameList: bound(renameList),
    deleteList: bound(deleteList),
    renameTag: bound(renameTag),
    mergeTag: bound(mergeTag),
    deleteTag: bound(deleteTag),
    suppress: bound(suppress),
    suppressMany: bound(suppressMany),
    suppressProspects: bound(suppressProspects),
    unsuppress: bound(unsuppress),
    isSuppressed: onDb(isSuppressed),
    listSuppressions: onDb(listSuppressions),
    suppressionsOf: onDb(suppressionsOf),
    unsubscribeProspect: bound(unsubscribeProspect),
    unsubscribeProspects: bound(unsubscribeProspects),
    changeToDoNotContact: bound(changeToDoNotContact),
    revertDoNotContact: bound(revertDoNotContact),
    markProspects,
    setOutcomes: bound(setOutcomes),
    writeImportedRows: bound(writeImportedRows),
  }
}
