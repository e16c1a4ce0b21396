export { holdProcessLease, LEASE_SECONDS, livingProcesses, type ProcessLease } from './process-lease.ts'
