import { Liquid } from 'liquidjs'

/** Tags that read other files (templates stand for themselves), and `cycle`, which prints values unescaped; no mail is rendered with them. */
const LEFT_OUT = ['include', 'render', 'layout', 'block', 'cycle']

/** `{{ First Name }}`: the parser would take `First` and drop the rest without a word. */
const TWO_WORDS = /\{\{-?\s*([\p{L}_][\p{L}\p{N}_.-]*)[ \t]+([\p{L}_][^|}]*?)\s*(?:\||-?\}\})/u

const parser = (() => {
  const liquid = new Liquid({ strictFilters: true })
  for (const tag of LEFT_OUT) delete liquid.tags[tag]
  return liquid
})()

/** What is wrong with the Liquid of a text, in a sentence that gives its line and column within it, or null. */
export const liquidMistake = (text: string): string | null => {
  const words = TWO_WORDS.exec(text)
  if (words)
    return `"${words[0]}" has a space in a variable's name; write {{ ${words[1]}${words[2]?.replaceAll(' ', '')} }}.`
  try {
    parser.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? `the Liquid cannot be read: ${sentence(error.message)}` : String(error)
  }
}

const sentence = (message: string): string =>
  `${message.split('\n')[0]?.replace(/, line:(\d+), col:(\d+)$/, ' (line $1, column $2 of this text)')}.`
