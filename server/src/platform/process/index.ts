export { holdProcessLease, LEASE_SECONDS, type ProcessLease } from './process-lease.ts'
