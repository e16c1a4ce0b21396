import { Button, Stack } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '#ui/page-header.tsx'
import { DropFile } from './drop-file.tsx'
import { ImportForm } from './import-form.tsx'
import { PastImports } from './past-imports.tsx'

const route = getRouteApi('/app/prospects/import')

/** Prospects from a file: send it, say where its columns go, see what each row would do, start. */
export const NewImportPage = () => {
  const { upload, file } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader
        title="Import prospects"
        about={upload ? (file ?? 'The file you sent') : 'From a CSV file of any other program'}
        back={{ to: '/prospects', label: 'Prospects' }}
        actions={
          upload && (
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              Another file
            </Button>
          )
        }
      />
      {upload ? (
        <ImportForm key={upload} uploadId={upload} fileName={file} />
      ) : (
        <Stack gap="xl">
          <DropFile onSent={(search) => void navigate({ search })} />
          <PastImports />
        </Stack>
      )}
    </>
  )
}
