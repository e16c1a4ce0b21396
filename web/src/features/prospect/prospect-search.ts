/** What of a timeline is shown. */
export const TIMELINE_VIEWS = ['mails', 'answers', 'engagement', 'calls', 'runs', 'notes', 'changes'] as const
export type TimelineView = (typeof TIMELINE_VIEWS)[number]

export type ProspectSearch = { show?: TimelineView }

/** Reads the search of a prospect's page; what it does not know it leaves out. */
export const readProspectSearch = ({ show }: Record<string, unknown>): ProspectSearch => {
  const view = TIMELINE_VIEWS.find((known) => known === show)
  return view === undefined ? {} : { show: view }
}
