/** The time of day somewhere: "Wed, 14:05". */
export const localTime = (now: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(now)
