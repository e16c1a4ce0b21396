import { Box, NativeSelect, Stack } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type Counts, countText, FOLDER_GROUPS, FOLDER_WORDS } from '../folders.ts'
import classes from '../inbox.module.css'
import { FOLDERS, type Folder, type InboxSearch, readInboxSearch } from '../inbox-search.ts'

type Props = { search: InboxSearch; counts: Counts | undefined }

/** The parts of the inbox with what waits in them; on a narrow page a choice of them. */
export const FolderList = ({ search, counts }: Props) => {
  const navigate = useNavigate()
  const current = search.folder ?? 'all'
  const searchOf = (folder: string): InboxSearch =>
    readInboxSearch({ ...search, folder, thread: undefined, unread: undefined })
  const label = (folder: Folder): string => {
    const count = countOf(folder, counts)
    return count > 0 ? `${FOLDER_WORDS[folder].label} (${countText(count)})` : FOLDER_WORDS[folder].label
  }
  return (
    <>
      <NativeSelect
        hiddenFrom="md"
        aria-label="Part of the inbox"
        value={current}
        onChange={({ currentTarget }) =>
          void navigate({ to: '/inbox', search: searchOf(currentTarget.value) })
        }
        data={FOLDERS.map((folder) => ({ value: folder, label: label(folder) }))}
      />
      <Box component="nav" aria-label="Parts of the inbox" visibleFrom="md" className={classes.folders}>
        <Stack gap="md">
          {FOLDER_GROUPS.map((group) => (
            <Stack key={group[0]} gap={2}>
              {group.map((folder) => {
                const { label: name, icon: Sign } = FOLDER_WORDS[folder]
                const count = countOf(folder, counts)
                return (
                  <Link
                    key={folder}
                    to="/inbox"
                    search={searchOf(folder)}
                    className={classes.folder}
                    aria-current={folder === current ? 'page' : undefined}
                    // The address of the whole is part of every other.
                    activeOptions={{ exact: true, includeSearch: true }}
                  >
                    <Sign size={18} stroke={1.75} aria-hidden />
                    {name}
                    {count > 0 && <span className={classes.count}>{countText(count)}</span>}
                  </Link>
                )
              })}
            </Stack>
          ))}
        </Stack>
      </Box>
    </>
  )
}

const countOf = (folder: Folder, counts: Counts | undefined): number =>
  (counts && FOLDER_WORDS[folder].countOf?.(counts)) ?? 0
