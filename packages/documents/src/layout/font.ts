/** What Word asks of a run: Chinese characters and Chinese punctuation in one font, Latin letters and figures in another. */
const font = (eastAsia: string, latin: string) => ({
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  eastAsia,
  hint: 'eastAsia',
});

/** Tables and forms. */
export const SONG = font('宋体', 'Times New Roman');
/** Running text, as GB/T 9704 has it. */
export const FANGSONG = font('仿宋', 'Times New Roman');
/** Titles and headings. */
export const HEI = font('黑体', '黑体');

/** Half points; the names are those of Chinese print. */
export const SIZE = {
  /** 二号 */ title: 44,
  /** 四号 */ body: 28,
  /** 小四 */ subtitle: 24,
  /** 五号 */ table: 21,
  /** 小五 */ small: 18,
};
