import { createHash } from 'node:crypto';
import { checkEvidence } from '@zhishou/platform/audit/evidence/check-evidence';
import { factLine } from '@zhishou/platform/audit/evidence/evidence-lines';
import { auditText } from '@zhishou/platform/audit/audit';
import { sha256 } from '@zhishou/platform/canonical-json';
import { report, type Row } from './report.js';
import { summarize } from './stats.js';

const ENTRIES = 100_000;
const RUNS = 7;
const FIRST_HASH = '0'.repeat(64);

/**
 * Recomputing exported chains of 100,000 entries, without a database. The floor is what cannot be left out: SHA-256 of every
 * line.
 */
export async function verify(): Promise<void> {
  const rows: Row[] = [];
  const chains: [file: string, lines: string[]][] = [
    ['audit.tickets.jsonl', auditChain()],
    ['facts.jsonl', factChain()],
  ];
  for (const [file, lines] of chains) {
    const floor = summarize(
      await measure(() => lines.forEach((line) => createHash('sha256').update(line).digest('hex'))),
    );
    const walk = summarize(
      await measure(async () => {
        const [verdict] = await checkEvidence({ files: [file], lines: () => lines, heads: [], keys: [] });
        if (verdict?.entries !== ENTRIES || !verdict.ok) throw new Error(`${file} was not verified`);
      }),
    );
    rows.push({
      ...{ file, entries: ENTRIES, bytes: Math.round(lines.join('').length / ENTRIES) },
      ...{
        'floor ms': Math.round(floor.p50),
        'p50 ms': Math.round(walk.p50),
        'max ms': Math.round(walk.max),
      },
      'p50 to floor': Math.round((walk.p50 / floor.p50) * 100) / 100,
      'entries a second': Math.round(ENTRIES / (walk.p50 / 1_000)),
    });
  }
  report('verify', 'npm run bench -- verify', rows);
}

async function measure(work: () => unknown): Promise<number[]> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times;
}

const AT = '2026-08-01T00:00:00.000Z';

/** Entries as long as those of a step of a ticket. */
function auditChain(): string[] {
  let previous = FIRST_HASH;
  return Array.from({ length: ENTRIES }, (_, index) => {
    const entry = auditText({
      ...{
        at: AT,
        actorId: 'psn_01J8ZK4W9X3QF7',
        actorRole: 'PROVIDER_ENGINEER',
        action: 'fileRepairReport',
      },
      ...{ aggregateId: `tkt_${index}`, address: '10.0.0.7', requestId: `req_${index}` },
      before: { state: 'ON_SITE', version: index },
      after: {
        state: 'REPAIRED',
        version: index + 1,
        step: { cause: '电源模块老化', measures: '更换备件', note: '已恢复'.repeat(20) },
      },
    });
    const hash = sha256(previous + entry);
    const line = `{"entry":${entry},"hash":"${hash}","previousHash":"${previous}","seq":${index + 1}}`;
    previous = hash;
    return line;
  });
}

/** Facts as long as a ticket's snapshot. */
function factChain(): string[] {
  let hash = '';
  return Array.from({ length: ENTRIES }, (_, index) => {
    const seq = String(index + 1);
    const ticket = {
      id: `tkt_${seq}`,
      number: `GD-${seq}`,
      state: 'CLOSED',
      summary: '会议室无图像'.repeat(20),
    };
    const data = JSON.stringify({
      by: { id: 'psn_1' },
      ticket,
      clocks: Array.from({ length: 3 }, () => ({ dueAt: AT, metAt: AT })),
    });
    const fact = {
      eventId: `evt_${seq}`,
      type: 'ticket.closed',
      subject: ticket.id,
      time: String(Date.parse(AT)),
      data,
    };
    hash = sha256([hash, fact.eventId, fact.type, fact.subject, fact.time, data].join('\n'));
    return factLine({ seq, ...fact, hash });
  });
}
