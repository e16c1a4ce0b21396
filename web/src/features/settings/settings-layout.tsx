import { Outlet } from '@tanstack/react-router'

/** The navigation of the settings beside the chosen page. */
export const SettingsLayout = () => <Outlet />
