/** RFC 3676 section 4.3: two hyphens and a space. Programs that trim lines lose the space. */
const DELIMITER = /^\s*--\s?$|^\s*—\s*$|^\s*_{2,}\s*$|^\s*-{2,5}\s*$/
/** What apps add by themselves. */
const FROM_APP =
  /^\s*\W{0,3}(?:sent (?:from|via|using|by|on) (?:my |the |a |an )?\S|get outlook for|download outlook|von (?:meinem|meiner) .{0,40}gesendet|gesendet (?:von|mit|aus)\b|diese nachricht wurde von meinem|envoyé (?:de|depuis|à partir)|enviado (?:desde|do|de|a partir)|inviato da|verzonden (?:vanaf|met|vanuit)|skickat (?:från|med)|sendt (?:fra|med)|lähetetty |wysłan[eo] (?:z|za)|отправлено (?:с|из)|iphone'?(?:umdan|dan)|gönderildi|发自我的|從我的|从我的|iphoneから送信|나의 iphone|provenant d'|trimis (?:de )?pe|odesláno z|odoslané z)/iu
/** Of these, the plainest stands in no answer: whatever follows it was not written now. */
const SENT_FROM_MY = /^\s*sent from my .{2,40}$/i
/** A polite end, alone on its line, with nothing but a name and a few short lines after it. */
const SIGN_OFF =
  /^\s*(?:(?:best|kind|kindest|warm|warmest|many|with (?:best|kind)|my best) )?(?:regards|wishes)[,.!]?\s*$|^\s*(?:(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|beste|liebe|herzliche|schöne) grüße|mfg|(?:bien )?cordialement|salutations|saludos(?: cordiales)?|un saludo|atentamente|atenciosamente|cordiali saluti|distinti saluti|met vriendelijke groet(?:en)?|(?:med )?vänliga? hälsning(?:ar)?|med venlig hilsen|vennlig hilsen|ystävällisin terveisin|z poważaniem|pozdrawiam|с уважением|s pozdravem|üdvözlettel|saygılarımla)[,.!]?\s*$/iu
const MAX_AFTER_SIGN_OFF = 7
const MAX_SIGNED_LINE = 60
const MAX_APP_LINE = 120
const MAX_SIGNATURE_LINES = 25

const lastWritten = (lines: readonly string[]): number => {
  let last = lines.length - 1
  while (last >= 0 && (lines[last] ?? '').trim() === '') last--
  return last
}

/**
 * Where the signature begins among the newly written lines: at a delimiter, or at a line that an app has added. Nothing is guessed from
 * names or phone numbers: too much of an answer would be lost.
 * @returns the index of its first line, or the number of lines if there is none
 */
export const signatureStart = (lines: readonly string[]): number => {
  const last = lastWritten(lines)
  for (let i = 0; i <= last; i++) {
    const line = lines[i] ?? ''
    if (DELIMITER.test(line)) {
      if (last - i <= MAX_SIGNATURE_LINES && i < last) return i
    } else if (SIGN_OFF.test(line)) {
      const after = lines.slice(i + 1, last + 1)
      if (after.length <= MAX_AFTER_SIGN_OFF && after.every((text) => text.length <= MAX_SIGNED_LINE))
        return i
    } else if (
      line.length <= MAX_APP_LINE &&
      FROM_APP.test(line) &&
      (last - i <= 3 || SENT_FROM_MY.test(line))
    ) {
      return i
    }
  }
  return lines.length
}
