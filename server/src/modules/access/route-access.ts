import type { Role } from '#modules/accounts/index.ts'
import type { Access, Thing } from './access.ts'

type Names = Readonly<Record<string, Thing>>

const access = (roles: readonly Role[], names: Names, more: Partial<Access> = {}): Access => ({
  roles,
  heldToOwn: ['rep'],
  names,
  isCommon: false,
  beforeSecondFactor: false,
  ...more,
})

const ALL: readonly Role[] = ['admin', 'manager', 'rep']

/** For everybody; reps with what is theirs. */
const everybody = (names: Names = {}): Access => access(ALL, names)
/** For everybody alike. */
const common = (names: Names = {}): Access => access(ALL, names, { isCommon: true })
const managers = (names: Names = {}): Access => access(['admin', 'manager'], names)
const admins = (names: Names = {}): Access => access(['admin'], names)
/** For everybody; all but admins with what is theirs. */
const privately = (names: Names = {}): Access => access(ALL, names, { heldToOwn: ['manager', 'rep'] })

/** What a filter of prospects names; whose they are is said by the last. */
const filterOf = (place: string): Names => ({
  [`${place}.listId`]: 'anything',
  [`${place}.tagId`]: 'anything',
  [`${place}.sequenceId`]: 'anything',
  [`${place}.stepId`]: 'anything',
  [`${place}.ownerId`]: 'only himself',
})
/** A view shows everybody what is his. */
const viewOf: Names = { ...filterOf('body.filter'), 'body.filter.ownerId': 'anything' }

const prospect = everybody({ 'params.prospect': 'prospect' })
const workedOn = everybody({ 'params.prospect': 'prospect to work on' })
const seenSequence = everybody({ 'params.id': 'sequence' })
const ownSequence = everybody({ 'params.id': 'own sequence' })
const inJourney = everybody({ 'params.id': 'sequence', 'body.prospectIds': 'prospect' })
const enrolmentsSeen = everybody({ 'params.id': 'sequence', 'query.stepId': 'anything' })
const forecast = everybody({
  'params.id': 'sequence',
  'body.prospectIds': 'prospect',
  'body.listId': 'anything',
  ...filterOf('body.filter'),
  'body.filter.ownerId': 'himself',
})
const inCadence = everybody({ 'body.cadenceId': 'sequence', 'body.prospectIds': 'prospect' })
/** A rep sends through his own mailboxes, whatever his cadence says. */
const DRAFT_MAILBOXES = 'body.settings.mailboxes.mailboxIds'
const NEW_MAILBOXES = 'body.definition.settings.mailboxes.mailboxIds'
const report = everybody({ 'query.sequenceId': 'sequence' })
const calendar = { 'params.id': 'anything' } as const
const mailbox = everybody({ 'params.id': 'mailbox' })
const task = everybody({ 'params.id': 'task' })
const tasks = everybody({ 'body.taskIds': 'task' })
const ownNote = privately({ 'params.id': 'note' })
const webhook = admins({ 'params.id': 'anything' })

/**
 * Who may call what of `/api/v1`, by the operation's id: the one place that says so. Whoever adds a route adds its row here, or the
 * server does not start; `docs/roles.md` says what the words mean.
 */
export const ROUTE_ACCESS: Readonly<Record<string, Access>> = {
  listProspects: everybody(filterOf('query')),
  countProspects: everybody(filterOf('query')),
  exportProspects: everybody(filterOf('query')),
  listCustomFields: common(),
  listProspectViews: privately(),
  addProspectView: privately(viewOf),
  replaceProspectView: privately({ 'params.id': 'own view', ...viewOf }),
  removeProspectView: privately({ 'params.id': 'own view' }),
  startBulkAction: everybody({
    'body.prospectIds': 'prospect',
    'body.action.sequenceId': 'sequence',
    'body.action.ownerId': 'himself',
    ...filterOf('body.filter'),
    'body.filter.ownerId': 'himself',
  }),
  getBulkAction: everybody({ 'params.id': 'bulk action' }),
  undoBulkAction: everybody({ 'params.id': 'bulk action' }),
  saveProspect: everybody(),
  getProspect: prospect,
  changeProspect: prospect,
  deleteProspect: prospect,
  addProspectTags: prospect,
  removeProspectTags: prospect,
  unsubscribeProspect: prospect,
  setDoNotContact: prospect,
  revertDoNotContact: managers({ 'params.prospect': 'prospect' }),
  getTimeline: workedOn,
  getProspectContext: prospect,
  listEnrolmentsOfProspect: prospect,
  listNotes: workedOn,
  addNote: workedOn,
  changeNote: ownNote,
  deleteNote: ownNote,
  sendToWebhook: prospect,
  listLists: common(),
  saveList: common(),
  listTags: common(),
  renameList: managers({ 'params.id': 'anything' }),
  deleteList: managers({ 'params.id': 'anything' }),
  renameTag: managers({ 'params.id': 'anything' }),
  mergeTag: managers({ 'params.id': 'anything', 'body.tagId': 'anything' }),
  deleteTag: managers({ 'params.id': 'anything' }),
  listSuppressions: common(),
  suppress: common(),
  suppressMany: common(),
  exportSuppressions: managers(),
  unsuppress: managers(),

  startEnrolments: inCadence,
  stopEnrolments: inCadence,
  resumeEnrolments: inCadence,
  pauseEnrolments: inCadence,
  startList: everybody({ 'params.id': 'anything', 'body.cadenceId': 'sequence' }),
  startInJourney: inJourney,
  stopInJourney: inJourney,
  resumeInJourney: inJourney,
  pauseInJourney: inJourney,
  startListInJourney: everybody({ 'params.id': 'sequence', 'body.listId': 'anything' }),
  forecastStart: forecast,
  forecastStartInJourney: forecast,
  listEnrolments: enrolmentsSeen,
  countEnrolments: seenSequence,
  listEnrolmentsOfJourney: enrolmentsSeen,
  countEnrolmentsOfJourney: seenSequence,

  listCadences: everybody({ 'query.ownerId': 'anything' }),
  createCadence: everybody({ [NEW_MAILBOXES]: 'mailbox' }),
  getCadence: seenSequence,
  changeCadence: everybody({ 'params.id': 'own sequence', 'body.ownerId': 'himself' }),
  saveCadenceDraft: everybody({ 'params.id': 'own sequence', [DRAFT_MAILBOXES]: 'mailbox' }),
  discardCadenceDraft: ownSequence,
  duplicateCadence: seenSequence,
  duplicateJourney: seenSequence,
  createExampleCadence: everybody(),
  checkCadence: seenSequence,
  listCadenceChanges: seenSequence,
  importCadence: everybody(),
  exportCadence: seenSequence,
  publishCadence: ownSequence,
  pauseCadence: ownSequence,
  resumeCadence: ownSequence,
  archiveCadence: ownSequence,
  restoreCadence: ownSequence,
  listJourneys: everybody({ 'query.ownerId': 'anything' }),
  createJourney: everybody({ [NEW_MAILBOXES]: 'mailbox', 'body.definition.nodes.sequenceId': 'sequence' }),
  createExampleJourney: everybody(),
  getJourney: seenSequence,
  changeJourney: everybody({ 'params.id': 'own sequence', 'body.ownerId': 'himself' }),
  saveJourneyDraft: everybody({
    'params.id': 'own sequence',
    [DRAFT_MAILBOXES]: 'mailbox',
    'body.nodes.sequenceId': 'sequence',
  }),
  discardJourneyDraft: ownSequence,
  listJourneyProblems: seenSequence,
  importJourney: everybody(),
  exportJourney: seenSequence,
  publishJourney: ownSequence,
  pauseJourney: ownSequence,
  resumeJourney: ownSequence,
  archiveJourney: ownSequence,
  restoreJourney: ownSequence,
  listTemplates: everybody(),
  createTemplate: everybody(),
  getTemplate: everybody({ 'params.id': 'template' }),
  updateTemplate: everybody({ 'params.id': 'own template' }),
  deleteTemplate: everybody({ 'params.id': 'own template' }),
  listHolidayCalendars: common(),
  getHolidayCalendar: common(calendar),
  createHolidayCalendar: managers(),
  replaceHolidayCalendar: managers(calendar),
  deleteHolidayCalendar: managers(calendar),

  listTasks: everybody({
    'query.assigneeId': 'only himself',
    'query.prospectId': 'anything',
    'query.cadenceId': 'anything',
  }),
  countTasks: everybody({ 'query.assigneeId': 'only himself', 'query.cadenceId': 'anything' }),
  listClosedTasks: everybody({ 'query.assigneeId': 'only himself', 'query.cadenceId': 'anything' }),
  getTaskContext: task,
  createTask: everybody({ 'body.prospectId': 'prospect', 'body.assigneeId': 'himself' }),
  getTask: task,
  changeTask: everybody({ 'params.id': 'task', 'body.assigneeId': 'himself' }),
  finishTask: everybody({ 'params.id': 'task', 'body.call.callId': 'call' }),
  skipTask: task,
  snoozeTask: task,
  finishTasks: tasks,
  skipTasks: tasks,
  snoozeTasks: tasks,
  reassignTasks: managers({ 'body.taskIds': 'task', 'body.assigneeId': 'anything' }),

  listCalls: everybody({ 'query.userId': 'only himself', 'query.prospectId': 'anything' }),
  getCall: everybody({ 'params.id': 'call' }),
  logCall: everybody({ 'body.prospectId': 'prospect to work on', 'body.taskId': 'task' }),
  changeCall: everybody({ 'params.id': 'call' }),
  dial: everybody({ 'body.prospectId': 'prospect to work on', 'body.taskId': 'task' }),
  getDialling: everybody(),
  setOwnPhone: everybody(),
  setTwilioAccount: admins(),
  removeTwilioAccount: admins(),

  listMailboxes: everybody({ 'query.userId': 'only himself' }),
  addMailbox: everybody(),
  tryMailbox: everybody(),
  listMailProviders: common(),
  lookAtMailboxDomain: mailbox,
  getMailbox: mailbox,
  changeMailbox: mailbox,
  replaceMailboxServers: mailbox,
  removeMailbox: mailbox,
  checkMailbox: mailbox,
  pauseMailbox: mailbox,
  resumeMailbox: mailbox,
  previewMail: everybody({ 'body.prospectId': 'prospect', 'body.mailboxId': 'mailbox' }),
  sendTestMail: everybody({ 'body.prospectId': 'prospect', 'body.mailboxId': 'mailbox' }),
  listMailVariables: common(),
  checkMail: common(),
  listUncertainMails: everybody(),
  settleMail: everybody({ 'params.id': 'mail' }),
  writeMail: everybody({ 'body.prospectId': 'prospect to work on', 'body.mailboxId': 'mailbox' }),
  takeMailBack: everybody({ 'params.id': 'mail' }),

  listThreads: everybody({
    'query.assigneeId': 'anything',
    'query.mailboxId': 'anything',
    'query.prospectId': 'anything',
  }),
  countThreads: everybody(),
  changeThreads: everybody({ 'body.threadIds': 'thread', 'body.assigneeId': 'himself' }),
  getThread: everybody({ 'params.id': 'thread' }),
  frameMail: everybody({ 'params.id': 'thread' }),
  downloadAttachment: everybody({ 'params.id': 'thread' }),
  completeAttachments: everybody({ 'params.id': 'thread' }),
  showMailImages: everybody({ 'params.id': 'thread' }),
  answerThread: everybody({ 'params.id': 'thread' }),

  // An upload is known only to whoever made it, by its random id, and gone when it was imported.
  uploadFile: everybody(),
  previewImport: everybody({ 'body.uploadId': 'anything' }),
  startImport: everybody({ 'body.uploadId': 'anything' }),
  listImports: everybody(),
  getImport: everybody({ 'params.id': 'import' }),
  retryImport: everybody({ 'params.id': 'import' }),
  listRejectedRows: everybody({ 'params.id': 'import' }),
  getRejectedRows: everybody({ 'params.id': 'import' }),

  reportCohort: report,
  reportEngagement: report,
  reportSteps: report,
  reportMailboxes: everybody(),
  reportNumbers: report,
  reportMailboxDays: everybody({ 'query.mailboxId': 'mailbox' }),
  reportMailboxHealth: everybody(),
  reportOverview: everybody({ 'query.ownerId': 'anything' }),
  reportTeam: everybody(),

  // Each is told of what he may see.
  followChanges: everybody(),
  getMe: access(ALL, {}, { beforeSecondFactor: true }),
  changeMe: everybody(),
  listMembers: managers(),
  changeMember: admins({ 'params.id': 'anything' }),
  endMembership: admins({ 'params.id': 'anything', 'query.successorId': 'anything' }),
  makePasswordLink: admins({ 'params.id': 'anything' }),
  listInvitations: managers(),
  invite: managers(),
  renewInvitation: managers({ 'params.id': 'anything' }),
  revokeInvitation: managers({ 'params.id': 'anything' }),
  getSettings: common(),
  changeSettings: admins(),
  listApiKeys: privately(),
  createApiKey: privately({ 'body.userId': 'himself' }),
  revokeApiKey: privately({ 'params.id': 'API key' }),
  listNotices: privately(),
  markNoticesRead: privately({ 'body.ids': 'anything' }),
  previewUnsubscribePage: common(),
  listAuditLog: admins({ 'query.userId': 'anything' }),
  exportCompany: admins(),
  getDemo: admins(),
  prepareDemo: admins(),
  removeDemo: admins(),
  getDay: everybody(),
  getSending: common(),
  getRecoveryReport: admins(),
  confirmSending: admins(),

  listWebhookEvents: admins(),
  listWebhooks: admins(),
  addWebhook: admins(),
  getWebhook: webhook,
  changeWebhook: webhook,
  removeWebhook: webhook,
  renewWebhookSecret: webhook,
  listWebhookDeliveries: webhook,
  replayWebhookDeliveries: admins({ 'params.id': 'anything', 'body.deliveryIds': 'anything' }),
  testWebhook: webhook,
}
