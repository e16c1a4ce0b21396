export { addKlentyApi } from './create-klenty-api.ts'
export { KLENTY_DOCUMENT_PATH } from './document/index.ts'
export { klentyFailureShape } from './failure-shape.ts'
export type { EnginePort, KlentyDeps, StartOutcome } from './ports.ts'
