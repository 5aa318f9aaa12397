import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { rowFaultsAfter } from '@zhishou/testkit/row-faults';
import { CONTRACT_ID } from './sheets.world.js';
import { beforeAll, expect, it } from '@jest/globals';
import { checkEvidence, type Evidence } from '@zhishou/platform/audit/evidence/check-evidence';
import {
  newHeadKey,
  publicHeadKey,
  readHeadKey,
  readPublicKey,
  signHead,
} from '@zhishou/platform/audit/head';
import { evaluate } from '@zhishou/rules/score/neutral/evaluate';
import { factsFile } from '@zhishou/rules/score/neutral/facts-file';
import { type Link, textsIn } from '@zhishou/testkit/document-reader';
import type { Who } from '@zhishou/testkit/people';
import type { SheetsWorld } from './sheets.world.js';

const EVIDENCE =
  'query ($month: Month!) { scoreSheet(month: $month) { evidenceArchive { url fileName expiresAt } } }';
const key = readHeadKey(newHeadKey());

interface Months {
  /** confirmed */
  scored: string;
  unconfirmed: string;
  /** not over */
  open: string;
}

/** What an auditor takes home of a month, and looks at where it is kept. */
export function evidenceStories(world: () => SheetsWorld, { scored, unconfirmed, open }: Months) {
  let texts: Record<string, string>;
  const archive = async (month: string, who: Who = 'auditor') =>
    (await world().ask<{ scoreSheet: { evidenceArchive: Link } | null }>(who, EVIDENCE, { month })).scoreSheet
      ?.evidenceArchive;
  const linesOf = (file: string): string[] => texts[file]!.trimEnd().split('\n');
  const lastOf = (file: string) => JSON.parse(linesOf(file).at(-1)!) as { seq: number; hash: string };

  /** With a head over the audit chain, as the auditor would hold one. */
  const verdicts = (changed: Record<string, string> = {}) => {
    const files = { ...texts, ...changed };
    const { seq, hash } = lastOf('audit.scoring.jsonl');
    const head = signHead(key, undefined, {
      at: new Date().toISOString(),
      chains: { scoring: { seq, hash } },
    });
    const evidence: Evidence = {
      files: Object.keys(files),
      lines: (file) => files[file]!.trimEnd().split('\n'),
      sheet: files['sheet.json'],
      ...{ heads: [head], keys: [readPublicKey(publicHeadKey(key))] },
    };
    return checkEvidence(evidence);
  };

  beforeAll(async () => {
    texts = await textsIn(world().service.url, (await archive(scored))!);
  });

  it('is one archive that is whole without the system', async () => {
    expect(Object.keys(texts).sort()).toEqual([
      ...['README.txt', 'audit.scoring.jsonl', 'cases.json', 'facts.jsonl', 'sheet.json'],
    ]);
    expect(await verdicts()).toEqual([
      expect.objectContaining({ service: 'scoring', ok: true }),
      { service: 'facts', ok: true, entries: linesOf('facts.jsonl').length },
      { service: 'sheet', ok: true, entries: 1 },
      { service: 'heads', ok: true, entries: 1 },
    ]);
  });

  it('holds what anybody can compute the sheet from', () => {
    const [answer] = evaluate(factsFile(JSON.parse(texts['cases.json']!)));
    const { performance } = JSON.parse(texts['sheet.json']!) as { performance: string };
    expect(answer).toMatchObject({ performance });
  });

  it('names what was altered in it: a fact, an entry, the sheet', async () => {
    const facts = linesOf('facts.jsonl');
    const { seq } = JSON.parse(facts[1]!) as { seq: number };
    const altered = facts.with(1, facts[1]!.replace(/"type":"[^"]+"/, '"type":"x"')).join('\n');
    expect(await verdicts({ 'facts.jsonl': altered })).toContainEqual(
      expect.objectContaining({ service: 'facts', seq, problem: 'CHANGED' }),
    );
    const entries = linesOf('audit.scoring.jsonl');
    expect(await verdicts({ 'audit.scoring.jsonl': entries.toSpliced(2, 1).join('\n') })).toContainEqual(
      expect.objectContaining({ service: 'scoring', seq: 3, problem: 'MISSING' }),
    );
    expect(await verdicts({ 'sheet.json': texts['sheet.json']!.replace('60', '61') })).toContainEqual(
      expect.objectContaining({ service: 'sheet', ok: false, problem: 'UNLIKE_SCORING' }),
    );
  });

  it('is for auditors and the admin, and of a month that was scored', async () => {
    expect(await archive(open)).toBeUndefined();
    expect((await archive(scored, 'admin'))?.fileName).toBe(`考核证据 shaoguan-2026 ${scored}.zip`);
    for (const who of ['supervisor', 'dispatcher'] as const)
      expect(await world().refusal(who, EVIDENCE, { month: scored })).toMatchObject({ code: 'FORBIDDEN' });
  });

  const foundAfter = async (sql: string) =>
    (await rowFaultsAfter(world().db, 'scoring', sql)).map(({ detail }) => detail);
  const firstFact = async () =>
    (await world().rows<{ seq: string }>('SELECT min(seq) AS seq FROM fact'))[0]!.seq;
  const forged = (change: string) => `ALTER TABLE fact DISABLE TRIGGER kept; ${change}`;

  it('is what the audit says, and any of it that was altered past the system is found', async () => {
    expect(await rowFaults(world().db.manager, 'scoring')).toEqual([]);
    const first = await firstFact();
    const again = `UPDATE fact SET hash = (SELECT own FROM (SELECT seq, fact_hash(lag(hash) OVER (ORDER BY seq),
      event_id, type, subject, time, data) AS own FROM fact) AS chain WHERE chain.seq = fact.seq)`;
    expect(
      await foundAfter(forged(`UPDATE fact SET data = data || '{"x": 1}' WHERE seq = ${first}`)),
    ).toEqual([`fact ${first}`]);
    const removed = forged(`DELETE FROM fact_asset; DELETE FROM fact WHERE seq = ${first}`);
    expect(await foundAfter(`ALTER TABLE fact_asset DISABLE TRIGGER kept; ${removed}`)).toEqual([
      expect.stringMatching(/^fact \d+$/),
    ]);
    // with the hashes written anew it is the chain that knows better
    const hidden = forged(`UPDATE fact SET type = 'x' WHERE seq = ${first}; ${again} WHERE seq >= ${first}`);
    expect(await foundAfter(hidden)).toEqual([expect.stringMatching(/^fact /)]);
    expect(
      await foundAfter(`UPDATE sheet SET process = jsonb_set(process, '{objectBy}', '0')
        WHERE id = '${CONTRACT_ID}/${unconfirmed}'`),
    ).toEqual([`sheet ${CONTRACT_ID}/${unconfirmed}: content`]);
  });
}
