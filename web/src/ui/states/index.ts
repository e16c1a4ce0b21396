export { EmptyState } from './empty-state.tsx'
export { FailedState } from './failed-state.tsx'
export { LoadingRows } from './loading-rows.tsx'
export { StatePanel } from './state-panel.tsx'
