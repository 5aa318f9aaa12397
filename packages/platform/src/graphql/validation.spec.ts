import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { inputValidation } from './validation.js';

class Part {
  @IsOptional()
  size?: number;
}

class Input {
  @IsOptional()
  at?: Date;

  @IsOptional()
  ids?: (string | null)[];

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];

  @IsOptional()
  @ValidateNested()
  @Type(() => Part)
  part?: Part;
}

const taken = (value: unknown, metatype: typeof Input | StringConstructor = Input): Promise<unknown> =>
  inputValidation().transform(value, { type: 'body', metatype }) as Promise<unknown>;

/** What GraphQL makes of an input that is written in the query itself. */
const literal = (fields: object): object => Object.assign(Object.create(null) as object, fields);

describe('null for what may be left out', () => {
  it.each([
    ['a field', { at: null, ids: null, parts: null, part: null }, {}],
    ['a field of a field', { part: literal({ size: null }) }, { part: {} }],
    [
      'a field of an item',
      { parts: [literal({ size: null }), literal({ size: 1 })] },
      { parts: [{}, { size: 1 }] },
    ],
  ])('is as if it were left out: %s', async (_, given, meant) => {
    const input = await taken(literal(given));
    expect(input).toBeInstanceOf(Input);
    expect({ ...(input as object) }).toStrictEqual({ ...((await taken(literal(meant))) as object) });
    expect(input).toEqual(meant);
  });

  it.each([Input, String])('is as if it were left out: a whole argument, %p', async (metatype) => {
    expect(await taken(null, metatype)).toStrictEqual(await taken(undefined, metatype));
  });

  it('leaves alone what a scalar has made, and the items of a list', async () => {
    const at = new Date(0);
    expect(await taken(literal({ at, ids: ['a', null] }))).toEqual({ at, ids: ['a', null] });
  });

  it('is not looked for in what is no input: all resolvers of a request share one context', async () => {
    const context = { caller: null };
    expect(await inputValidation().transform(context, { type: 'custom' })).toBe(context);
    expect(context).toEqual({ caller: null });
  });
});
