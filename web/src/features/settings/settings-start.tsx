import { PageHeader } from '#ui/page-header.tsx'

/** Settings without a page chosen: the list of them, which is all there is room for on a phone. */
export const SettingsStart = () => <PageHeader title="Settings" />
