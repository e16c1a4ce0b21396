import { SimpleGrid, Stack } from '@mantine/core'
import { useHasRole, useSession } from '#app/session.ts'
import { LookAround } from '#features/demo/look-around.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useNow } from '#ui/time/index.ts'
import { GettingStarted } from './getting-started.tsx'
import classes from './home.module.css'
import { NewestAnswers } from './newest-answers.tsx'
import { NextTasks } from './next-tasks.tsx'
import { NoticeList } from './notice-list.tsx'
import { SendingHeld } from './sending-held.tsx'
import { TodayNumbers } from './today-numbers.tsx'
import { useStartedSteps } from './use-started-steps.ts'
import { WantsSomebody } from './wants-somebody.tsx'

const today = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })

/** What wants one today; before there is anything, how to begin. */
export const HomePage = () => {
  const { name, company, companies } = useSession()
  const isAdmin = useHasRole('admin')
  const isLookingAround = company.demo && companies.some(({ demo }) => !demo)
  const now = useNow()
  const steps = useStartedSteps()
  const isStarted = steps.every(({ isDone }) => isDone !== false)
  return (
    <>
      <PageHeader title={`Hello, ${name.split(' ')[0]}`} about={today.format(now)} />
      <Stack gap="lg">
        {!company.demo && <SendingHeld />}
        {!isStarted && <GettingStarted steps={steps} />}
        {!isStarted && isAdmin && !company.demo && <LookAround />}
        <TodayNumbers />
        {/* What came with a demo to look around in stands still for good. */}
        {!isLookingAround && <WantsSomebody />}
        {isStarted && (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" className={classes.top}>
            <NewestAnswers />
            <NextTasks />
          </SimpleGrid>
        )}
        <NoticeList />
      </Stack>
    </>
  )
}
