import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { PageTitle } from '#ui/page-title.tsx'
import { StatePanel } from '#ui/states/index.ts'

/** For an address that leads nowhere. */
export const PageNotFound = () => (
  <>
    <PageTitle title="Not found" />
    <StatePanel
      isPage
      icon={IconMapOff}
      title="There is nothing at this address"
      text="It may have been mistyped, or what stood here is gone. The navigation and Ctrl-K lead on."
      action={<Button renderRoot={(props) => <Link to="/" {...props} />}>To the start</Button>}
    />
  </>
)
