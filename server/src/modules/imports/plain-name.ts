/** How names of columns are compared: letters and digits only, without accents, in any case. `E-Mail-Adresse` is `emailadresse`. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
