import { Outlet } from '@tanstack/react-router'

/** The navigation of the reports above the chosen one. */
export const ReportsLayout = () => <Outlet />
