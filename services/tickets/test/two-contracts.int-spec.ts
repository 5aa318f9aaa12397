import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMonths, dayOf, lastDayOfPeriod } from '@zhishou/rules/month';
import { TicketsWorld } from './tickets.world.js';

const today = dayOf(Date.now());
const signed = { older: addMonths(today, -6), younger: addDays(today, -1) };
const soon = addDays(today, 2);

let folder: string;
let world: TicketsWorld;

type Edit = [file: string, passage: string, by: string];

/** A copy of the contract folder with some passages replaced. */
function write(from: string, id: string, edits: Edit[]): string {
  const to = join(folder, id);
  cpSync(from, to, { recursive: true });
  for (const [file, passage, by] of [['contract.yaml', 'id: demo-seconds', `id: ${id}`] as Edit, ...edits]) {
    const text = readFileSync(join(to, file), 'utf8');
    expect(text).toContain(passage);
    writeFileSync(join(to, file), text.replace(passage, by));
  }
  return to;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  world = await TicketsWorld.open(({ CONTRACT_DIR: demo }) => {
    const older = write(demo!, 'older', [
      ['contract.yaml', 'signedOn: 2026-01-01', `signedOn: ${signed.older}`],
    ]);
    const younger = write(demo!, 'younger', [
      ['contract.yaml', 'signedOn: 2026-01-01', `signedOn: ${signed.younger}`],
      ['contract.yaml', 'items: [KA-LINK]\n    from: SIGNING_DAY', `items: [KA-LINK]\n    from: ${soon}`],
      ['equipment.csv', '套,16,', '套,17,'],
    ]);
    return { CONTRACT_DIR: `${older},${younger}`, CONTRACT_SIGNED_ON: '' };
  });
});

afterAll(async () => {
  await world?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const contractOf = async (assetCode?: string): Promise<string | undefined> => {
  const { id } = await world.report({ assetCode, unitsAffected: undefined, unitNumbers: undefined });
  const [row] = await world.rows<{ contract_id: string }>('SELECT contract_id FROM ticket WHERE id = $1', [
    id,
  ]);
  const [event] = await world.rows<{ id: string }>(
    `SELECT event->'data'->'ticket'->>'contractId' AS id FROM outbox WHERE key = $1`,
    [id],
  );
  expect(event?.id).toBe(row?.contract_id);
  return row?.contract_id;
};

describe('two contracts, the younger one signed while the older one still covers the link', () => {
  it('share out the faults by the equipment each covers', async () => {
    expect(await contractOf('L1-S1-01')).toBe('younger');
    expect(await contractOf('KA-LINK')).toBe('older');
    expect(await contractOf()).toBe('younger');
  });

  it('are read by their ids; without one it is the younger that is in force', async () => {
    const { data } = await world.answer(
      'auditor',
      '{ contract { id signedOn } older: contract(id: "older") { id signedOn version } }',
    );
    expect(data).toMatchObject({
      contract: { id: 'younger', signedOn: signed.younger },
      older: { id: 'older', signedOn: signed.older },
    });
    const refusal = await world.refusal('auditor', '{ contract(id: "oldest") { id } }', {});
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'id' }] });
  });

  it('have their equipment in one list, each piece as the contract says that covers it', async () => {
    const { data } = await world.answer(
      'auditor',
      '{ many: asset(code: "L1-S1-02") { quantity } link: asset(code: "KA-LINK") { coveredTo } }',
    );
    expect(data).toMatchObject({ many: { quantity: 17 } });
    const { link } = data as { link: { coveredTo: string } };
    expect(dayOf(Date.parse(link.coveredTo))).toBe(addDays(lastDayOfPeriod(signed.older, 12), 1));
  });
});
