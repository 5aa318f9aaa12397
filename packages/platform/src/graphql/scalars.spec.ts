import { describe, expect, it } from '@jest/globals';
import { DateTimeScalar, Fen, Month } from './scalars.js';

const dateTime = new DateTimeScalar();

describe('DateTime', () => {
  it('takes any offset and sends UTC', () => {
    const instant = dateTime.parseValue('2026-07-01T08:00:00.5+08:00');
    expect(dateTime.serialize(instant)).toBe('2026-07-01T00:00:00.500Z');
  });

  it.each([
    '2026-07-01T08:00:00',
    '2026-07-01',
    '2026-02-31T08:00:00Z',
    '2026-07-01T24:00:00Z',
    'now',
    17,
    null,
  ])('refuses %p', (value) => expect(() => dateTime.parseValue(value)).toThrow('an instant with its offset'));
});

describe('Month', () => {
  it('is a year and a month', () => {
    expect(Month.parseValue('2026-07')).toBe('2026-07');
    for (const value of ['2026-13', '2026-7', '202607', 7, '9999-12', '1969-12'])
      expect(() => Month.parseValue(value)).toThrow();
  });
});

describe('Fen', () => {
  it('is exact beyond what a JSON number holds', () => {
    expect(Fen.parseValue('900719925474099301')).toBe(900719925474099301n);
    expect(Fen.serialize(900719925474099301n)).toBe('900719925474099301');
    expect(Fen.parseValue(1250)).toBe(1250n);
    for (const value of ['12.50', 12.5, 2 ** 53, '']) expect(() => Fen.parseValue(value)).toThrow();
  });
});
