import { describe, expect, it } from '@jest/globals';
import { contactText, isBlank, oneLine, prose } from './text.js';

const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

describe('text in which nothing can be seen', () => {
  it('is what is made of any character that shows nothing', () => {
    const unseen = characters.filter((one) =>
      /\p{Default_Ignorable_Code_Point}|\p{White_Space}|\u2800/u.test(one),
    );
    expect(unseen.length).toBeGreaterThan(4_000);
    expect(unseen.filter((one) => !isBlank(one) || !isBlank(`${one} \u200b${one}`))).toEqual([]);
    expect(
      unseen.filter((one) => oneLine(one) !== '' || prose(one) !== '' || contactText(one) !== ''),
    ).toEqual([]);
  });

  it('is none with a letter, a figure, a sign or a symbol', () => {
    const seen = characters.filter(
      (one) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(one) && !/[\p{Default_Ignorable_Code_Point}\u2800]/u.test(one),
    );
    expect(seen.length).toBeGreaterThan(100_000);
    expect(seen.filter((one) => isBlank(`\u200b${one}`))).toEqual([]);
  });
});

describe('text as it is stored', () => {
  it.each([
    ['a family of four', '👨\u200d👩\u200d👧\u200d👦'],
    ['a heart in colour', '❤\ufe0f'],
    ['Hangul spelt out beyond what is composed', '\u1112\u119e\u11ab'],
    ['a variant of a Chinese character', '葛\u{e0100}'],
    ['a joiner between letters of Persian', 'می\u200cخواهم'],
  ])('keeps %s', (_, text) => {
    expect(oneLine(text)).toBe(text);
    expect(prose(`${text}\n${text}`)).toBe(`${text}\n${text}`);
  });

  it('is composed', () => expect(oneLine('Cafe\u0301')).toBe('Café'));

  it.each(['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'ends lines by one sign: %j',
    (newline) => {
      expect(prose(`一${newline}二`)).toBe('一\n二');
      expect(oneLine(`一${newline}二`)).toBe('一 二');
    },
  );

  it('says nothing of directions', () => expect(oneLine('拨\u202a138\u202c\u2066!\u2069')).toBe('拨138!'));
});

describe('a number as it was pasted', () => {
  it.each([
    ['\u202a+86 138\u00a00013\u00a08000\u202c', '+86 138 0013 8000'],
    ['１３８００１３８０００', '13800138000'],
    ['\u2068020\u20118888\u22121234\u2069\u200e', '020-8888-1234'],
    ['（０２０）８８８８', '(020)8888'],
    ['\u202e8888\u202c', '8888'],
    ['\ufeff8888\u200b1234\u00ad', '88881234'],
  ])('%j is cleaned', (pasted, stored) => expect(contactText(pasted)).toBe(stored));
});
