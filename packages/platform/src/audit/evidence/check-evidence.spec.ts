import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, sha256 } from '../../canonical-json.js';
import { auditText } from '../audit.js';
import { newHeadKey, publicHeadKey, readHeadKey, readPublicKey, signHead } from '../head.js';
import type { ServiceVerdict } from '../verdict.js';
import { FIRST_HASH } from '../verify-chain.js';
import { auditFile, checkEvidence, FACTS } from './check-evidence.js';
import { factLine } from './evidence-lines.js';

const key = readHeadKey(newHeadKey());
const keys = [readPublicKey(publicHeadKey(key))];
const AT = '2026-08-01T00:00:00.000Z';
const SHEET = canonicalJson({ month: '2026-07', total: 9_533 });

/** Numbers of facts that a database gave; one in five was used up by an event that came twice. */
const FACT_SEQS = Array.from({ length: 25 }, (_, index) => index + 1 + Math.floor(index / 4));

const factsOf = (changed?: number) => {
  let hash = '';
  return FACT_SEQS.map((seq) => {
    const fact = {
      ...{ seq: String(seq), eventId: `evt_${seq}`, type: 'ticket.closed', subject: `tkt_${seq}` },
      ...{ time: String(Date.parse(AT) + seq), data: `{"n": ${seq === changed ? -1 : seq}, "t": "一\\n二"}` },
    };
    hash = sha256([hash, fact.eventId, fact.type, fact.subject, fact.time, fact.data].join('\n'));
    return { ...fact, hash };
  });
};
const facts = factsOf();
const factLines = facts.map(factLine);
const hashOf = (seq: number) => facts.find((fact) => Number(fact.seq) === seq)!.hash;
const LAST_FACT = FACT_SEQS.at(-1)!;

const entriesOf = (changed?: number) => {
  let previous = FIRST_HASH;
  return Array.from({ length: 30 }, (_, index) => {
    const seq = index + 1;
    const entry = auditText({
      ...{ at: AT, actorId: 'psn_1', actorRole: null, aggregateId: 'thing', before: null },
      ...{ address: null, requestId: null },
      ...tells(seq, seq === changed ? -1 : seq),
    });
    const hash = sha256(previous + entry);
    const line = `{"entry":${entry},"hash":"${hash}","previousHash":"${previous}","seq":${seq}}`;
    previous = hash;
    return { seq, hash, line };
  });
};

function tells(seq: number, n: number): { action: string; after: unknown } {
  if (seq === 10) return { action: 'noteFacts', after: { lastFact: 12, factsHash: hashOf(12) } };
  if (seq === 20) {
    const scoring = { lastFact: LAST_FACT, factsHash: hashOf(LAST_FACT), hash: sha256(SHEET) };
    return { action: 'scoreMonth', after: { step: { scoring } } };
  }
  return { action: 'changeThing', after: { n } };
}

const auditLines = entriesOf().map(({ line }) => line);
const heads = [8, 30].reduce<ReturnType<typeof signHead>[]>((given, seq) => {
  const { hash } = entriesOf()[seq - 1]!;
  return [...given, signHead(key, given.at(-1), { at: AT, chains: { scoring: { seq, hash } } })];
}, []);

interface Handed {
  audit?: readonly string[];
  facts?: readonly string[];
  sheet?: string;
}
const check = ({ audit = auditLines, facts: kept = factLines, sheet = SHEET }: Handed = {}) =>
  checkEvidence({
    files: [auditFile('scoring'), FACTS, 'cases.json'],
    lines: (file) => (file === FACTS ? kept : audit),
    ...{ sheet, heads, keys },
  });
const of = (verdicts: ServiceVerdict[], service: string) => verdicts.find((one) => one.service === service);

describe('evidence in files', () => {
  it('is whole where nothing was touched', async () => {
    expect(await check()).toEqual([
      { service: 'scoring', ok: true, entries: 30 },
      { service: 'facts', ok: true, entries: 25 },
      { service: 'sheet', ok: true, entries: 1 },
      { service: 'heads', ok: true, entries: 2 },
    ]);
  });

  /** One line changed, removed, moved or added; `first`: how many lines are as they were, from the first on. */
  const tampering = (lines: readonly string[]) => {
    const place = fc.nat(lines.length - 1);
    const places = fc.tuple(place, place);
    const changed = fc
      .tuple(place, fc.nat(), fc.constantFrom('x', '0', '"', ' '))
      .map(([at, where, sign]) => {
        const line = lines[at]!;
        const column = where % line.length;
        const other = line[column] === sign ? '7' : sign;
        return lines.with(at, line.slice(0, column) + other + line.slice(column + 1));
      });
    const removed = place.map((at) => lines.toSpliced(at, 1));
    const moved = places.map(([from, to]) => lines.toSpliced(from, 1).toSpliced(to, 0, lines[from]!));
    const added = places.map(([from, to]) => lines.toSpliced(to, 0, lines[from]!));
    return fc
      .oneof(changed, removed, moved, added)
      .map((tampered) => ({ tampered, first: lines.findIndex((line, at) => line !== tampered[at]) }))
      .map(({ tampered, first }) => ({ tampered, first: first === -1 ? lines.length : first }))
      .filter(({ tampered, first }) => first < Math.max(lines.length, tampered.length));
  };

  it('is found wherever one entry of a chain was changed, removed, moved or added', async () => {
    await fc.assert(
      fc.asyncProperty(tampering(auditLines), async ({ first, tampered }) => {
        expect(of(await check({ audit: tampered }), 'scoring')).toMatchObject({ ok: false, entries: first });
      }),
      { numRuns: 200 },
    );
  });

  it('is found wherever one fact was changed, removed, moved or added', async () => {
    await fc.assert(
      fc.asyncProperty(tampering(factLines), async ({ first, tampered }) => {
        const verdict = of(await check({ facts: tampered }), 'facts')!;
        expect(verdict.ok).toBe(false);
        // no hash knows a fact's number: one that was raised shows where the next has none above it, or its own is asked for
        const renumbered =
          tampered[first]?.replace(/"seq":\d+/, '') === factLines[first]?.replace(/"seq":\d+/, '');
        if (!renumbered) expect(verdict.entries).toBe(first);
      }),
      { numRuns: 200 },
    );
  });

  it('names the entry and what is wrong with it', async () => {
    const audit = async (lines: string[]) => of(await check({ audit: lines }), 'scoring');
    const altered = auditLines[4]!.replace('"n":5', '"n":6');
    expect(await audit(auditLines.with(4, altered))).toMatchObject({ seq: 5, problem: 'CHANGED' });
    expect(await audit(auditLines.toSpliced(4, 1))).toMatchObject({ seq: 5, problem: 'MISSING' });
    expect(await audit(auditLines.toSpliced(9, 0, auditLines[4]!))).toMatchObject({
      seq: 5,
      problem: 'MISPLACED',
    });
    expect(of(await check({ facts: factLines.slice(0, 20) }), 'facts')).toMatchObject({
      ...{ seq: 25, problem: 'MISSING', detail: 'entry 20 of scoring is of fact 31' },
    });
    expect(await audit(auditLines.slice(0, 25))).toMatchObject({
      ...{ seq: 26, problem: 'MISSING', detail: 'head 2 is of entry 30' },
    });
  });

  it('is not believed where a chain was hashed anew as a whole: a head says so', async () => {
    expect(of(await check({ audit: entriesOf(9).map(({ line }) => line) }), 'scoring')).toMatchObject({
      ...{ seq: 30, problem: 'UNLIKE_HEAD', detail: 'head 2; the heads before it hold up to entry 8' },
    });
  });

  it('is not believed where the facts were hashed anew: the audit chain noted another hash', async () => {
    const anew = factsOf(7).map(factLine);
    expect(of(await check({ facts: anew }), 'facts')).toMatchObject({
      ...{ seq: 12, problem: 'UNLIKE_NOTE', detail: 'entry 10 of scoring' },
    });
  });

  it('holds the sheet that was scored, and no other', async () => {
    const sheet = SHEET.replace('9533', '9999');
    expect(of(await check({ sheet }), 'sheet')).toMatchObject({ ok: false, problem: 'UNLIKE_SCORING' });
  });
});
