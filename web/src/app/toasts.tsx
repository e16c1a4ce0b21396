import { Notifications } from '@mantine/notifications'

/** Where notifications appear; loaded after the page, since none comes with the first picture. */
export const Toasts = () => <Notifications position="bottom-right" />
