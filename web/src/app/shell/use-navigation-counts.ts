/** What waits behind a line of the navigation, by its address. Nothing for lines without a number. */
export const useNavigationCounts = (): Readonly<Record<string, number | undefined>> => ({})
