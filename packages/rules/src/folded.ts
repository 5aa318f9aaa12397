const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const BLANKS = /[\p{White_Space}\u2800]+/gu;

/**
 * What two spellings of the same have in common, for searching and for codes: NFKC, case-folded, without what nobody
 * sees, blanks of any kind and number as one space. `Ｎｏ．７７` and `no.77` fold alike. Never shown to anybody. The
 * function `folded` of the database is the same.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .toUpperCase()
    .toLowerCase()
    // which of the two small sigmas it is depends on what follows
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replace(BLANKS, ' ')
    .trim();
