const NEWLINE = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g;
const BLANK = /^[\p{White_Space}\p{Format}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const UNSEEN_IN_NUMBER = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;
// what phones put round a number that is copied; U+202E, which shows Chinese from the back, no phone ever puts
const DIRECTIONS = /[\u202a-\u202d\u2066-\u2069]/g;

/** Nothing of it can be seen: blanks, joiners, fillers, selectors. U+2800 is a blank that no property tells. */
export const isBlank = (text: string): boolean => BLANK.test(text);

/** Several lines, as they are stored: NFC, ended by `\n`, without direction marks that a phone adds to what is copied. */
export const prose = (text: string): string =>
  isBlank(text) ? '' : text.normalize('NFC').replace(DIRECTIONS, '').replace(NEWLINE, '\n').trim();

/** One line, as it is stored: as prose, with newlines and tabs become spaces. */
export const oneLine = (text: string): string => prose(text).replace(/[\n\t]+/g, ' ');

/** A number, address or account name: NFKC (half-width digits), one kind of blank and dash, nothing unseen. */
export const contactText = (text: string): string =>
  oneLine(text)
    .normalize('NFKC')
    .replace(UNSEEN_IN_NUMBER, '')
    .replace(/[\p{Dash_Punctuation}\u2212]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
