/** "Wed 14:05" as clocks in a time zone show it; empty for a zone that this browser does not know. */
export const formatInZone = (at: Date, zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
    }).format(at)
  } catch (error) {
    if (error instanceof RangeError) return ''
    throw error
  }
}
