const NEWLINE = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g;
// what XML 1.0 cannot carry, not even escaped, is control characters by definition
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text as XML can carry it: every kind of newline is `\n`, a tab is a space, control characters are left out, half of a
 * surrogate pair is U+FFFD. Everything else stays as it was.
 */
export const printable = (text: string): string =>
  text.replace(NEWLINE, '\n').replace(/\t/g, ' ').replace(FORBIDDEN, '').replace(LONE_SURROGATE, '\ufffd');

/** At most `length` UTF-16 units, never half a character; what was cut says so. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const mark = '……（后略）';
  const kept = text.slice(0, length - mark.length).replace(/[\ud800-\udbff]$/, '');
  return `${kept}${mark}`;
}
