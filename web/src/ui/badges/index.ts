export { StateBadge, type Tone } from './state-badge.tsx'
export { ENROLMENT_STATUSES, PROSPECT_STATUSES, SEQUENCE_STATES } from './states.ts'
