// in Chinese that is 240 bytes, and a file system takes 255
const LONGEST = 80;
// separators and what Windows reserves; control and direction characters
const UNSAFE = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A name that can be saved under anywhere: the last part of a path, without reserved and invisible characters or dots in
 * front, at most 80 characters with its ending kept. Empty when nothing is left.
 */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const characters = [...clean];
  if (characters.length <= LONGEST) return clean;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
  return characters.slice(0, LONGEST - ending.length).join('') + ending;
}
