export { createInlineJobs, type InlineJobs } from './inline-jobs.ts'
export type { JobContext, JobHandler, JobOptions, JobPayload, Jobs } from './jobs.ts'
export { createPgBossJobs } from './pg-boss-jobs.ts'
export { enqueueAgain, type WaitingJob, waitingJobs } from './waiting-jobs.ts'
