import type { Queryable } from '#platform/db/index.ts'
import { createExample } from './cadence-file/create-example.ts'
import { exportCadenceFile } from './cadence-file/export-cadence-file.ts'
import { importCadenceFile } from './cadence-file/import-cadence-file.ts'
import {
  archiveSequence,
  pauseSequence,
  pauseSequenceBecause,
  restoreSequence,
  resumeSequence,
} from './change-state.ts'
import { createSequence } from './create-sequence.ts'
import { createDefinitionsOf } from './definitions-of.ts'
import { draftChanges } from './draft-changes.ts'
import { duplicateSequence } from './duplicate-sequence.ts'
import { discardDraft, saveDraft } from './edit-draft.ts'
import { cadenceById, journeyById, sequenceById, sequenceByName } from './find-sequence.ts'
import { handOverSequences } from './hand-over.ts'
import { selectCalendars } from './holiday-calendars/calendar-queries.ts'
import {
  calendarById,
  createCalendar,
  deleteCalendar,
  updateCalendar,
} from './holiday-calendars/edit-calendars.ts'
import { journeyProblems } from './journey/draft-problems.ts'
import { createExampleJourney } from './journey-file/create-example-journey.ts'
import { exportJourneyFile } from './journey-file/export-journey-file.ts'
import { importJourneyFile } from './journey-file/import-journey-file.ts'
import { listSequences } from './list-sequences.ts'
import { publishSequence } from './publish-sequence.ts'
import { changeSequence, renameSequence } from './rename-sequence.ts'
import { runnableSequence } from './runnable-sequence.ts'
import type { SequenceDeps } from './sequence.ts'
import { createTemplate, deleteTemplate, templateById, updateTemplate } from './templates/edit-templates.ts'
import { selectTemplates } from './templates/template-queries.ts'

export { EXAMPLE_CADENCE } from './cadence-file/example-cadence.ts'
export { parseCadenceFile } from './cadence-file/parse-cadence-file.ts'
export { checkDefinition } from './check-definition.ts'
export { isTimeOfDay, zoneMistake } from './check-settings.ts'
export type * from './definition.ts'
export { DEFAULT_SETTINGS } from './definition.ts'
export type * from './definition-journey.ts'
export { isAction, isJourney, nodeNumbers } from './definition-journey.ts'
export type { DraftDefinition, DraftOption, DraftStep } from './draft.ts'
export type { HolidayCalendar } from './holiday-calendars/calendar-queries.ts'
export { htmlBody } from './html-body.ts'
export type { DraftJourney, DraftNode } from './journey/draft-journey.ts'
export type { JourneyProblem } from './journey/draft-problems.ts'
export { EXAMPLE_JOURNEY } from './journey-file/example-journey.ts'
export type { SequenceSummary } from './list-sequences.ts'
export { didYouMean, nearestNames } from './nearest-names.ts'
export { addSequenceRoutes } from './routes.ts'
export type {
  Cadence,
  Journey,
  MailboxDirectory,
  Notify,
  PublishedSequence,
  Sequence,
  SequenceDeps,
  SequenceKind,
  SequenceState,
} from './sequence.ts'
export { stepNumbers } from './step-numbers.ts'
export type { Template } from './templates/template-queries.ts'

/** A use case without its leading dependencies: in a transaction of its own. */
const ownTransaction =
  <Input, Output>(
    deps: SequenceDeps,
    work: (deps: SequenceDeps, tx: Queryable, input: Input) => Promise<Output>,
  ) =>
  (input: Input): Promise<Output> =>
    deps.db.transaction((tx) => work(deps, tx, input))

/** A read without its leading connection. */
const reading =
  <Input, Output>(deps: SequenceDeps, read: (tx: Queryable, input: Input) => Promise<Output>) =>
  (input: Input): Promise<Output> =>
    read(deps.db, input)

/** Cadences and journeys: their definitions, files, templates and holiday calendars. */
export const createSequences = (deps: SequenceDeps) => ({
  createSequence: ownTransaction(deps, createSequence),
  duplicateSequence: ownTransaction(deps, duplicateSequence),
  createExample: ownTransaction(deps, createExample),
  createExampleJourney: ownTransaction(deps, createExampleJourney),
  renameSequence: ownTransaction(deps, renameSequence),
  changeSequence: ownTransaction(deps, changeSequence),
  saveDraft: ownTransaction(deps, saveDraft),
  discardDraft: ownTransaction(deps, discardDraft),
  publishSequence: ownTransaction(deps, publishSequence),
  pauseSequence: ownTransaction(deps, pauseSequence),
  pauseSequenceBecause: (tx: Queryable, input: { companyId: string; sequenceId: string; reason: string }) =>
    pauseSequenceBecause(deps, tx, input),
  resumeSequence: ownTransaction(deps, resumeSequence),
  handOverSequences: ownTransaction(deps, (_deps, tx, input: Parameters<typeof handOverSequences>[1]) =>
    handOverSequences(tx, input),
  ),
  archiveSequence: ownTransaction(deps, archiveSequence),
  restoreSequence: ownTransaction(deps, restoreSequence),

  sequenceById: reading(deps, sequenceById),
  cadenceById: reading(deps, cadenceById),
  journeyById: reading(deps, journeyById),
  draftChanges: reading(deps, draftChanges),
  sequenceByName: reading(deps, sequenceByName),
  runnableSequence: (input: Parameters<typeof runnableSequence>[2]) => runnableSequence(deps, deps.db, input),
  journeyProblems: (input: Parameters<typeof journeyProblems>[2]) => journeyProblems(deps, deps.db, input),
  listSequences: reading(deps, listSequences),
  definitionsOf: createDefinitionsOf(),

  importCadenceFile: ownTransaction(deps, importCadenceFile),
  exportCadenceFile: ownTransaction(deps, exportCadenceFile),
  importJourneyFile: ownTransaction(deps, importJourneyFile),
  exportJourneyFile: ownTransaction(deps, exportJourneyFile),

  createTemplate: (input: Parameters<typeof createTemplate>[1]) => createTemplate(deps, input),
  updateTemplate: (input: Parameters<typeof updateTemplate>[1]) => updateTemplate(deps, input),
  deleteTemplate: reading(deps, deleteTemplate),
  templateById: reading(deps, templateById),
  listTemplates: reading(deps, selectTemplates),

  createCalendar: (input: Parameters<typeof createCalendar>[1]) => createCalendar(deps, input),
  updateCalendar: (input: Parameters<typeof updateCalendar>[1]) => updateCalendar(deps, input),
  deleteCalendar: (input: Parameters<typeof deleteCalendar>[1]) => deleteCalendar(deps, input),
  calendarById: reading(deps, calendarById),
  listCalendars: ({ companyId }: { companyId: string }) => selectCalendars(deps.db, companyId),
})

export type Sequences = ReturnType<typeof createSequences>
