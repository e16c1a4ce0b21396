import { Tabs } from '@mantine/core'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { PageHeader } from '#ui/page-header.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'

const REPORTS = [
  { to: '/reports', label: 'Overview' },
  { to: '/reports/cohort', label: 'Cohorts' },
  { to: '/reports/engagement', label: 'Engagement' },
  { to: '/reports/steps', label: 'Steps and options' },
  { to: '/reports/mailboxes', label: 'Mailboxes' },
  { to: '/reports/team', label: 'Team' },
] as const

/** The reports beside each other; days and cadence go along from one to the next. */
export const ReportsLayout = () => {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const { zone } = useReport()
  const path = pathname.replace(/\/$/, '')
  return (
    <>
      <PageHeader title="Reports" about={zone && `Days are those of the company, in ${zone}.`} />
      <Tabs
        value={path}
        onChange={(value) => {
          const report = REPORTS.find(({ to }) => to === value)
          if (report) void navigate({ to: report.to, search: (before) => before })
        }}
        mb="lg"
      >
        <Tabs.List className={classes.tabs}>
          {REPORTS.map(({ to, label }) => (
            <Tabs.Tab key={to} value={to}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Outlet />
    </>
  )
}
