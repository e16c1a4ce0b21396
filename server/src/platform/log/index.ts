export { createLog, LOG_LEVELS, type Log, type LogLevel, silentLog } from './create-log.ts'
export { logWithRequest } from './log-context.ts'
