import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { NoteCard } from './note-card.tsx'
import classes from './recent.module.css'
import { RecentPart } from './recent-part.tsx'

const SHOWN = 3

/** The newest notes about a prospect, to be read at a glance. `hasPage`: his page is the user's to see. */
export const RecentNotes = ({ prospectId, hasPage }: { prospectId: string; hasPage: boolean }) => {
  const query = useQuery(
    apiQuery('/prospects/{prospect}/notes', {
      params: { path: { prospect: prospectId }, query: { limit: SHOWN } },
    }),
  )
  const { items = [], next = null } = query.data ?? {}
  return (
    <RecentPart
      title="Notes"
      query={query}
      none="No notes yet."
      all={next === null || !hasPage ? null : { label: 'All notes', prospectId, search: { show: 'notes' } }}
    >
      {items.length > 0 && (
        <Stack gap="xs" component="ul" className={classes.list} aria-label="Notes">
          {items.map((note) => (
            <NoteCard key={note.id} note={note} />
          ))}
        </Stack>
      )}
    </RecentPart>
  )
}
