import { beforeAll, describe, expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import type { EntityManager } from 'typeorm';
import { auditor, type Credentials, type MachineWorld } from './machine.builder.js';

let world: MachineWorld;
let engineer: string;
let shift: string;
let gone: string;

const ask = async (source: string, variables: Record<string, unknown> = {}, as = world.admin) => {
  const { data, errors } = await world.directory.query(source, as, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Record<string, { id: string }>;
};

const setShift = async (day: number): Promise<string> => {
  const startsAt = new Date(Date.now() + day * 86_400_000);
  const input = {
    personId: engineer,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3_600_000),
    note: '夜班',
  };
  const source = 'mutation ($input: SetDutyShiftInput!) { setDutyShift(input: $input) { id } }';
  return (await ask(source, { input })).setDutyShift!.id;
};

const faults = (manager: EntityManager = world.directory.dataSource.manager) =>
  rowFaults(manager, 'directory');

/** What is found after this change, which is taken back. */
async function after(sql: string, parameters: unknown[] = []) {
  const runner = world.directory.dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(sql, parameters);
    return await faults(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const lastEntryOf = async (aggregateId: string): Promise<number> => {
  const [row] = await world.directory.dataSource.query<{ seq: string }[]>(
    'SELECT max(seq) AS seq FROM audit_entry WHERE aggregate_id = $1 AND after IS NOT NULL',
    [aggregateId],
  );
  return Number(row?.seq);
};

/** Whether what is in the tables is what the audit log says. */
export function auditRowStories(open: () => MachineWorld): void {
  beforeAll(async () => {
    world = open();
    engineer = (await world.directory.signIn('engineer')).id;
    const newcomer = await world.directory.signIn('newcomer');
    await ask(`mutation { updatePerson(input: {personId: "${engineer}", displayName: "李工"}) { id } }`);
    const { data } = await world.directory.query('{ ndaDocument { hash } }', newcomer.as);
    const { hash } = data!.ndaDocument as { hash: string };
    await ask(`mutation { signNda(input: {accept: true, documentHash: "${hash}"}) { id } }`, {}, newcomer.as);
    await ask(`mutation { revokeNda(input: {personId: "${newcomer.id}", reason: "离职"}) { id } }`);
    shift = await setShift(1);
    gone = await setShift(2);
    await ask(`mutation { removeDutyShift(input: {shiftId: "${gone}"}) }`);
    const registered = (await world.register(auditor)).data?.registerMachineAccount as Credentials;
    const replace = `mutation ($input: MachineAccountInput!) { replaceMachineSecret(input: $input) { clientId } }`;
    await ask(replace, { input: { accountId: registered.account.id } });
  });

  describe('rows of the directory', () => {
    it('are what the chain says of them', async () => {
      expect(await faults()).toEqual([]);
    });

    it.each([
      [`role = 'BUREAU_ADMIN', side = 'BUREAU'`, 'role, side'],
      ['nda_signed = false', 'ndaSigned'],
      [`display_name = '张工'`, 'displayName'],
    ])('are found when a person is made %s', async (change, fields) => {
      const [found] = await after(`UPDATE person SET ${change} WHERE id = $1`, [engineer]);
      expect(found).toMatchObject({ problem: 'ROW_CHANGED', detail: `person ${engineer}: ${fields}` });
      expect(found?.seq).toBe(await lastEntryOf(engineer));
    });

    it.each([
      [`UPDATE duty_shift SET ends_at = ends_at + interval '1 hour'`, 'ROW_CHANGED', 'duty_shift'],
      ['DELETE FROM duty_shift', 'ROW_MISSING', 'duty_shift'],
      [`UPDATE machine_account SET scopes = '{tickets:read}'`, 'ROW_CHANGED', 'machine_account'],
      [`UPDATE machine_account SET secret_set_at = now()`, 'ROW_CHANGED', 'machine_account'],
      [`DELETE FROM nda_agreement WHERE revoked_at IS NOT NULL`, 'ROW_MISSING', 'nda_agreement'],
      [`UPDATE nda_agreement SET document_hash = 'another'`, 'ROW_CHANGED', 'nda_agreement'],
    ])('are found after %s', async (sql, problem, table) => {
      const [found] = await after(sql);
      expect(found).toMatchObject({ problem, detail: expect.stringContaining(table) });
      expect(found?.seq).toBeGreaterThan(0);
    });

    it('are found when nobody is on record for them', async () => {
      const copied = `INSERT INTO duty_shift SELECT $1, person_id, starts_at, ends_at FROM duty_shift WHERE id = $2`;
      expect(await after(copied, [gone, shift])).toMatchObject([{ problem: 'ROW_UNKNOWN' }]);
      expect(await after(copied, ['dty_x', shift])).toEqual([
        { seq: 0, problem: 'ROW_UNKNOWN', detail: 'duty_shift dty_x' },
      ]);
    });
  });
}
