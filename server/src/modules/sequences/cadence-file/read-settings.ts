import { DEFAULT_SETTINGS, type SequenceSettings, type StopRules, type Weekday } from '../definition.ts'
import { parseDays, parseTime, parseWindow } from './day-words.ts'
import type { CadenceFile, FileMailboxes } from './file-types.ts'
import {
  isBlank,
  isMapPlace,
  type Place,
  type Reading,
  readList,
  readMap,
  readNumber,
  readText,
  readTruth,
  readWord,
} from './reading.ts'

export const SETTING_KEYS = [
  'zone',
  'window',
  'days',
  'mailboxes',
  'throttle',
  'stopOn',
  'holidays',
  'track',
  'unsubscribe',
  'reentry',
]

/** Reads every setting of a file; what is missing, blank or wrong takes its default, what is wrong is complained about. */
export const readSettings = (reading: Reading, keys: Map<string, Place>): CadenceFile['settings'] => {
  const at = (key: string): Place | undefined => {
    const place = keys.get(key)
    return place && !isBlank(place) ? place : undefined
  }
  const zone = readText(reading, at('zone'))
  return {
    zone: zone === undefined ? DEFAULT_SETTINGS.zone : readZone(zone),
    window: readWindow(reading, at('window')),
    days: readDays(reading, at('days')),
    holidays: readHolidays(reading, at('holidays')),
    mailboxes: readMailboxes(reading, at('mailboxes')),
    throttle: readThrottle(reading, at('throttle')),
    stopOn: readStopRules(reading, at('stopOn')),
    reentry: readTruth(reading, at('reentry')) ?? DEFAULT_SETTINGS.reentry,
    track: readTrack(reading, at('track')),
    unsubscribe: readTruth(reading, at('unsubscribe')) ?? DEFAULT_SETTINGS.unsubscribe,
  }
}

const readZone = (text: string): SequenceSettings['zone'] => {
  const zone = text.trim()
  if (zone.toLowerCase() === 'prospect') return { of: 'prospect' }
  if (zone.toLowerCase() === 'mailbox') return { of: 'mailbox' }
  return { of: 'fixed', zone }
}

const readWindow = (reading: Reading, place: Place | undefined): SequenceSettings['window'] => {
  if (!place) return DEFAULT_SETTINGS.window
  if (isMapPlace(place)) {
    const keys = readMap(reading, place, ['from', 'to'])
    return {
      from: parseTime(readText(reading, keys?.get('from')) ?? DEFAULT_SETTINGS.window.from),
      to: parseTime(readText(reading, keys?.get('to')) ?? DEFAULT_SETTINGS.window.to),
    }
  }
  const window = parseWindow(readText(reading, place) ?? '')
  if (typeof window !== 'string') return window
  reading.complain(place, window)
  return DEFAULT_SETTINGS.window
}

const readDays = (reading: Reading, place: Place | undefined): Weekday[] => {
  if (!place) return DEFAULT_SETTINGS.days
  const days = new Set<Weekday>()
  const items = readList(reading, place)
  if (items?.length === 0) return []
  for (const item of items ?? [place]) {
    const text = readText(reading, item)
    const found = text === undefined ? [] : parseDays(text)
    if (typeof found === 'string') reading.complain(item, found)
    else for (const day of found) days.add(day)
  }
  return days.size === 0 ? DEFAULT_SETTINGS.days : [...days].sort((a, b) => a - b)
}

const readHolidays = (reading: Reading, place: Place | undefined): CadenceFile['settings']['holidays'] => {
  if (!place) return { days: [] }
  if (readList(reading, place)) return { days: readTexts(reading, place) }
  if (!isMapPlace(place)) {
    const country = readText(reading, place)?.trim()
    return country === undefined || country.toLowerCase() === 'none' ? { days: [] } : { country, days: [] }
  }
  const keys = readMap(reading, place, ['country', 'calendar', 'days'])
  const country = readText(reading, keys?.get('country'))?.trim()
  const calendar = readText(reading, keys?.get('calendar'))?.trim()
  return {
    ...(country !== undefined && { country }),
    ...(calendar !== undefined && { calendar }),
    days: readTexts(reading, keys?.get('days')),
  }
}

const readMailboxes = (reading: Reading, place: Place | undefined): FileMailboxes => {
  if (!place) return { of: 'starter' }
  const word =
    readList(reading, place) || isMapPlace(place) ? '' : readText(reading, place)?.trim().toLowerCase()
  if (word === 'starter' || word === 'owner') return { of: word }
  return { of: 'list', addresses: readTexts(reading, place) }
}

const readThrottle = (reading: Reading, place: Place | undefined): number | null => {
  if (!place) return null
  const text = readText(reading, place)?.trim().toLowerCase()
  if (text === 'none') return null
  const perDay = /^(\d+)\s*(?:a|per|\/)\s*day$/.exec(text ?? '')
  return perDay ? Number(perDay[1]) : (readNumber(reading, place) ?? null)
}

const ALWAYS = ['bounce', 'unsubscribe']

const readStopRules = (reading: Reading, place: Place | undefined): StopRules => {
  const defaults = DEFAULT_SETTINGS.stopOn
  if (!place) return defaults
  if (!isMapPlace(place)) {
    const words = (readList(reading, place) ?? [place]).map((item) =>
      readWord(reading, item, ['reply', 'autoReply', 'colleagueReply', ...ALWAYS, 'none']),
    )
    return {
      reply: words.includes('reply'),
      autoReply: words.includes('autoReply') ? 'stop' : defaults.autoReply,
      colleagueReply: words.includes('colleagueReply'),
      taskOutcomes: [],
    }
  }
  const keys = readMap(reading, place, ['reply', 'autoReply', 'colleagueReply', 'taskOutcomes'])
  return {
    reply: readTruth(reading, keys?.get('reply')) ?? defaults.reply,
    autoReply: readAutoReply(reading, keys?.get('autoReply')),
    colleagueReply: readTruth(reading, keys?.get('colleagueReply')) ?? defaults.colleagueReply,
    taskOutcomes: readTexts(reading, keys?.get('taskOutcomes')),
  }
}

/** Also takes true (stop) and false (go on), as its neighbours do. */
const readAutoReply = (reading: Reading, place: Place | undefined): StopRules['autoReply'] => {
  switch (readWord(reading, place, ['continue', 'stop', 'hold', 'true', 'false'])) {
    case 'continue':
    case 'false':
      return 'continue'
    case 'stop':
    case 'true':
      return 'stop'
    default:
      return 'hold'
  }
}

const readTrack = (reading: Reading, place: Place | undefined): SequenceSettings['track'] => {
  if (!place) return DEFAULT_SETTINGS.track
  if (!isMapPlace(place)) {
    const both = readTruth(reading, place) ?? true
    return { opens: both, clicks: both }
  }
  const keys = readMap(reading, place, ['opens', 'clicks'])
  return {
    opens: readTruth(reading, keys?.get('opens')) ?? DEFAULT_SETTINGS.track.opens,
    clicks: readTruth(reading, keys?.get('clicks')) ?? DEFAULT_SETTINGS.track.clicks,
  }
}

/** A list of texts; a single text counts as a list of one. */
const readTexts = (reading: Reading, place: Place | undefined): string[] => {
  if (!place || isBlank(place)) return []
  return (readList(reading, place) ?? [place]).flatMap((item) => readText(reading, item)?.trim() ?? [])
}
