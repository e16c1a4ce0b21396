export { RecentEvents, RecentNotes } from './recent/lazy-recent.tsx'
