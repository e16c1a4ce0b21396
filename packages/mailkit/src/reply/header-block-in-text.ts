/** The labels of the four headers that mail programs write above what they quote, by language. */
const FROM =
  'from|von|de|da|van|från|fra|frá|od|от|від|kimden|gönderen|发件人|發件人|寄件者|差出人|보낸 ?사람|lähettäjä|feladó|de la|expéditeur|remitente|remetente|mittente|afzender|nadawca|от кого|מאת|من|από|từ|dari|avsändare|expeditor|nuo|no|saatja|šalje'
const SENT =
  'sent|message du|gesendet|envoyé|envoyée|enviado(?: el| em)?|inviato|verzonden|skickat|sendt|sent at|wysłano|отправлено|надіслано|gönderildi|gönderme tarihi|tarih|发送时间|發送時間|寄件日期|送信日時|日付|보낸 ?날짜|날짜|lähetetty|odesláno|odeslané|elküldve|dátum|date|datum|fecha|data|дата|päivämäärä|dato|trimis|נשלח|تاريخ|ngày'
const TO =
  'to|an|à|a|para|aan|till|til|do|кому|kime|alıcı|收件人|宛先|받는 ?사람|vastaanottaja|komu|címzett|destinataire|destinatario|destinatário|către|אל|إلى|προς|đến|kepada|pour'
const SUBJECT =
  'subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|ämne|emne|efni|temat|тема|konu|主题|主旨|主題|件名|제목|aihe|předmět|predmet|tárgy|subiect|נושא|الموضوع|θέμα|chủ đề|subjek'

const label = (words: string): RegExp =>
  new RegExp(`^[\\s>*_]{0,8}(?:${words})\\s?\\*{0,2}\\s?[:：]\\*{0,2}(?:\\s|$|\\S)`, 'iu')
const FIRST = label(`${FROM}|${SENT}|${SUBJECT}`)
const KINDS = [label(FROM), label(SENT), label(TO), label(SUBJECT)]
const MAX_LINES = 8

/**
 * Whether a block of headers (`From:`, `Sent:`, `To:`, `Subject:` in any language) begins at this line, as Outlook and others put it above
 * the mail they quote: at least three kinds of label within a few lines, From or Date among them.
 */
export const startsHeaderBlock = (lines: readonly string[], at: number): boolean => {
  if (!FIRST.test(lines[at] ?? '')) return false
  const block: string[] = []
  for (const line of lines.slice(at, at + MAX_LINES)) {
    if (line.trim() === '' && block.length > 1) break
    block.push(line)
  }
  const seen = KINDS.map((kind) => block.some((line) => kind.test(line)))
  return (seen[0] === true || seen[1] === true) && seen.filter(Boolean).length >= 3
}

const SEPARATOR =
  /^[\s>]*[-_=*]{2,}\s*(?:(?:original|forwarded|reply|begin forwarded) ?(?:message|mail|appointment|email)|message (?:d'origine|original|transf[ée]r[ée])|(?:ursprüngliche|original|weitergeleitete)\s?-?(?:nachricht|mail)|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|(?:ursprungligt|vidarebefordrat) (?:meddelande|mail)|(?:oprindelig|opprinnelig|videresendt) (?:meddelelse|melding|besked)|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|исходное сообщение|пересылаемое сообщение|пересланное сообщение|původní (?:zpráva|e-mail)|eredeti üzenet|orijinal (?:mesaj|ileti)|原始邮件|原始郵件|元のメッセージ|転送|원본 메시지|αρχικό μήνυμα)[^\n]{0,40}$|^[\s>]*begin forwarded message:\s*$/iu

/** Whether the line is a rule with words, such as `-----Original Message-----`. */
export const isQuoteSeparator = (line: string): boolean => line.length < 200 && SEPARATOR.test(line)

/** A rule without words, which counts only right above a header block. */
export const isRule = (line: string): boolean => /^\s*[_=-]{4,}\s*$/.test(line)
