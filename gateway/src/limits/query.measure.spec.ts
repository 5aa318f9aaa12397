import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { measure } from './query.measure.js';

const of = (text: string) => measure(parse(text));

describe('the size of a query', () => {
  it('counts levels, aliases and fields', () => {
    expect(of('{ a { b c: d { e } } }')).toEqual({ depth: 3, aliases: 1, fields: 4 });
  });

  it('writes fragments out wherever they are spread', () => {
    const text = '{ a { ...F } b { ...F } } fragment F on T { x: c { d } }';
    expect(of(text)).toEqual({ depth: 3, aliases: 2, fields: 8 });
  });

  it('grows with fragments that spread one another, without following each way', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`);
    expect(of(`{ ...F0 } ${chain.join(' ')} fragment F60 on T { a }`).fields).toBeGreaterThan(2 ** 60);
  });

  it('ends at fragments that contain themselves and at unknown ones', () => {
    expect(of('{ ...F } fragment F on T { a { ...F ...G } }').depth).toBe(1);
  });

  it('adds up the operations of a document and leaves introspection out', () => {
    expect(of('query A { a } query B { b { c } } query C { __schema { types { name } } }')).toEqual({
      depth: 2,
      aliases: 0,
      fields: 3,
    });
  });
});
