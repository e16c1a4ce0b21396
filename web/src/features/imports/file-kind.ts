const WORKBOOKS = /\.(xlsx|xlsm|xlsb|xls|ods|numbers)$/i
const LARGEST = 1024 ** 3

/** Why a file cannot be sent, as a sentence that says what to do; null for one that can. */
export const fileMistake = ({ name, size }: { name: string; size: number }): string | null => {
  if (WORKBOOKS.test(name))
    return `${name} is a workbook. Open it, save it as “CSV UTF-8”, and drop that file here.`
  if (size === 0) return `${name} is empty.`
  if (size > LARGEST) return `${name} is larger than 1 GB. Split it into several files.`
  return null
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const

/** "12 MB", to be read at a glance. */
export const formatBytes = (bytes: number): string => {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** power
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${UNITS[power]}`
}
