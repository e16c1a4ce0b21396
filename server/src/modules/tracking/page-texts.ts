import type { PageLanguage } from '#modules/accounts/index.ts'

/** What the page says; {name} is who wrote the mail, {address} whom it went to. */
export type PageTexts = {
  title: string
  question: string
  button: string
  /** Below the button. */
  close: string
  doneTitle: string
  done: string
}

/** In the languages that come with Cadenza. */
export const PAGE_TEXTS: Readonly<Record<PageLanguage, PageTexts>> = {
  en: {
    title: 'Unsubscribe',
    question: 'Do you want no more mails from {name} to {address}?',
    button: 'Unsubscribe',
    close: 'If not, just close this page.',
    doneTitle: 'You are unsubscribed',
    done: '{address} gets no more mails from {name}. You can close this page.',
  },
  de: {
    title: 'Abmelden',
    question: 'Möchten Sie an {address} keine E-Mails von {name} mehr erhalten?',
    button: 'Abmelden',
    close: 'Falls nicht, schließen Sie einfach diese Seite.',
    doneTitle: 'Sie sind abgemeldet',
    done: '{address} erhält keine E-Mails von {name} mehr. Sie können diese Seite schließen.',
  },
  es: {
    title: 'Darse de baja',
    question: '¿No desea recibir más correos de {name} en {address}?',
    button: 'Darme de baja',
    close: 'Si no es así, cierre esta página.',
    doneTitle: 'Se ha dado de baja',
    done: '{address} ya no recibirá correos de {name}. Puede cerrar esta página.',
  },
  fr: {
    title: 'Se désabonner',
    question: 'Ne souhaitez-vous plus recevoir de messages de {name} à l’adresse {address} ?',
    button: 'Me désabonner',
    close: 'Sinon, fermez simplement cette page.',
    doneTitle: 'Vous êtes désabonné(e)',
    done: '{address} ne recevra plus de messages de {name}. Vous pouvez fermer cette page.',
  },
  it: {
    title: 'Annulla l’iscrizione',
    question: 'Non desidera più ricevere e-mail da {name} all’indirizzo {address}?',
    button: 'Annulla l’iscrizione',
    close: 'In caso contrario, chiuda questa pagina.',
    doneTitle: 'Iscrizione annullata',
    done: '{address} non riceverà più e-mail da {name}. Può chiudere questa pagina.',
  },
  nl: {
    title: 'Afmelden',
    question: 'Wilt u geen e-mails van {name} meer ontvangen op {address}?',
    button: 'Afmelden',
    close: 'Zo niet, sluit dan gewoon deze pagina.',
    doneTitle: 'U bent afgemeld',
    done: '{address} ontvangt geen e-mails van {name} meer. U kunt deze pagina sluiten.',
  },
  pl: {
    title: 'Rezygnacja',
    question: 'Czy nie chcesz już otrzymywać wiadomości od {name} na adres {address}?',
    button: 'Zrezygnuj',
    close: 'Jeśli nie, po prostu zamknij tę stronę.',
    doneTitle: 'Zrezygnowano z wiadomości',
    done: 'Na adres {address} nie będą już przychodzić wiadomości od {name}. Możesz zamknąć tę stronę.',
  },
  pt: {
    title: 'Cancelar a subscrição',
    question: 'Não quer receber mais e-mails de {name} em {address}?',
    button: 'Cancelar a subscrição',
    close: 'Caso contrário, feche esta página.',
    doneTitle: 'Subscrição cancelada',
    done: '{address} não receberá mais e-mails de {name}. Pode fechar esta página.',
  },
}
