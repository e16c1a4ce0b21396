import { escapeHtml } from '#platform/http/index.ts'

const START = '<?xml version="1.0" encoding="UTF-8"?>'
/** Each w is half a second; the other side's exchange has to answer first. */
const PAUSE_BEFORE_EXTENSION = 'wwww'

/** Has the user's phone, which has answered, connected with the prospect's. */
export const connectTwiml = (input: {
  fromNumber: string
  number: string
  extension: string | null
  /** Where the end of the prospect's leg is told. */
  endedUrl: string
  /** Where it is told who answered; null: nobody listens for machines. */
  machineUrl: string | null
}): string => {
  const attributes = [
    `statusCallback="${escapeHtml(input.endedUrl)}"`,
    'statusCallbackEvent="completed"',
    ...(input.extension === null ? [] : [`sendDigits="${PAUSE_BEFORE_EXTENSION}${input.extension}"`]),
    ...(input.machineUrl === null
      ? []
      : ['machineDetection="Enable"', `amdStatusCallback="${escapeHtml(input.machineUrl)}"`]),
  ]
  const number = `<Number ${attributes.join(' ')}>${escapeHtml(input.number)}</Number>`
  return `${START}<Response><Dial callerId="${escapeHtml(input.fromNumber)}" answerOnBridge="true">${number}</Dial></Response>`
}

/** Ends the call with a word for the user. */
export const refuseTwiml = (words: string): string =>
  `${START}<Response><Say>${escapeHtml(words)}</Say><Hangup/></Response>`
