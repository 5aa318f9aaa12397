import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@zhishou/platform/canonical-json';
import { plainToInstance } from 'class-transformer';
import { contentOf, hashOf } from './record-content.js';
import { RecordVisitInput } from './record.inputs.js';

const PAGE = readFileSync(new URL('../../../../docs/record-hash.md', import.meta.url), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)].map(([, kind, text]) => ({
  kind,
  text: text!,
}));
const blocks = (kind: string): string[] => BLOCKS.filter((one) => one.kind === kind).map(({ text }) => text);
const [SENT] = blocks('json');
const [CANONICAL, HASH] = blocks('text');
const [PROGRAM] = blocks('js');

/** As the service has it: instants are dates, texts as they are stored. */
function received(sent: string): RecordVisitInput {
  const input = plainToInstance(RecordVisitInput, JSON.parse(sent));
  const [startedAt, endedAt] = [new Date(input.startedAt), new Date(input.endedAt)];
  return Object.assign(input, { startedAt, endedAt });
}

describe('docs/record-hash.md', () => {
  it('shows the content of its record, and its hash', () => {
    const content = contentOf(received(SENT!));
    expect(CANONICAL).toBe(canonicalJson(content));
    expect(HASH).toBe(hashOf(content));
  });

  it.each<[string, object]>([
    ['its record', {}],
    ['one with photos of the visit', { photos: ['ab'.repeat(32)] }],
    ['one with empty lists', { photos: [] }],
    ['one with signs that JSON escapes', { contactName: '"李\\值班\t', results: [] }],
  ])('has a program that hashes %s as the service does', async (_, more) => {
    const record = { ...(JSON.parse(SENT!) as object), ...more };
    const hash = runInNewContext(`${PROGRAM}; contentHash(record)`, {
      record,
      crypto,
      TextEncoder,
    }) as Promise<string>;
    const { contactName } = record as { contactName?: string };
    const input = Object.assign(received(JSON.stringify(record)), { contactName });
    expect(await hash).toBe(hashOf(contentOf(input)));
  });
});
