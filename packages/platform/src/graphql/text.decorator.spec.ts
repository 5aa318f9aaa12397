import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { UserError } from '../errors.js';
import {
  EachText,
  OptionalContact,
  OptionalProse,
  OptionalText,
  RequiredContact,
  RequiredProse,
  RequiredText,
} from './text.decorator.js';
import { inputValidation } from './validation.js';

class Input {
  @RequiredText(5)
  line!: string;

  @RequiredProse(5)
  lines!: string;

  @RequiredContact(5)
  phone!: string;

  @OptionalText(5)
  maybe?: string;

  @OptionalProse(5)
  note?: string;

  @OptionalContact(5)
  called?: string;

  @EachText(5)
  items: string[] = [];
}

const GOOD = { line: 'a', lines: 'b', phone: '1' };

const taken = (more: object): Promise<Input> =>
  inputValidation().transform({ ...GOOD, ...more }, { type: 'body', metatype: Input }) as Promise<Input>;

const problemsOf = (more: object): Promise<unknown> =>
  taken(more).then(
    () => [],
    (error: UserError) => error.extensions.fields,
  );

describe('text fields of an input', () => {
  it('take what is there, cleaned', async () => {
    const input = await taken({
      line: ' e\u0301\r\nb ',
      lines: '一\u2028二',
      phone: '１２',
      items: [' x\ny '],
    });
    expect(input).toMatchObject({ line: 'é b', lines: '一\n二', phone: '12', items: ['x y'] });
  });

  it.each(['\u200b', '\u2800', '\u3164', '\u200d', '\u00ad', '\u180e', '\u115f', ' \u00a0\n', ''])(
    'count %j as left out',
    async (blank) => {
      const required = (path: string) => [{ path, message: 'is required' }];
      for (const path of ['line', 'lines', 'phone'])
        expect(await problemsOf({ [path]: blank })).toEqual(required(path));
      expect(await problemsOf({ items: ['x', blank] })).toEqual(required('items'));
      const { maybe, note, called } = await taken({ maybe: blank, note: blank, called: blank });
      expect([maybe, note, called]).toEqual([undefined, undefined, undefined]);
    },
  );

  it.each(['line', 'lines', 'maybe', 'note'])('%s may not be told from the back', async (path) => {
    expect(await problemsOf({ [path]: 'a\u202eb' })).toEqual([
      { path, message: 'contains control characters' },
    ]);
  });

  it.each(Object.keys(GOOD).concat('maybe', 'note', 'called'))(
    'of %s refuse controls, halves and length',
    async (path) => {
      const refused = (message: string) => [{ path, message }];
      for (const value of ['a\u0000b', 'a\u0007b', 'a\ud800'])
        expect(await problemsOf({ [path]: value })).toEqual(refused('contains control characters'));
      expect(await problemsOf({ [path]: '汉汉汉汉汉汉' })).toEqual(refused('at most 5 characters'));
      expect(await problemsOf({ [path]: 7 })).not.toEqual([]);
    },
  );
});
