import { describe, expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { newId } from '@zhishou/platform/ids';
import { Janitor } from '@zhishou/platform/janitor/janitor';
import { createLogger } from '@zhishou/platform/log';
import { rowFaultsAfter } from '@zhishou/testkit/row-faults';
import { noteTicket } from '../src/finding/note-ticket.js';
import { INSPECTIONS_RETENTION } from '../src/inspections.retention.js';
import type { InspectionsWorld } from './inspections.world.js';

interface Recorded {
  world: InspectionsWorld;
  /** id of a visit whose record is signed */
  archived: string;
  /** id of a visit that was recorded twice, and found a hazard */
  redone: string;
}

/** What the tables say of a month that was recorded, and what of it goes. */
export function recordRowStories(open: () => Recorded): void {
  describe('what is archived', () => {
    const ENTRY = 'visit_id, round, asset_code, item, result, note';
    const OWN = 'WHERE visit_id = $1';
    const FOUND = 'kind, cycle_id, asset_code, item, description, found_at, rank, accompanied_by_id';
    const STEP = 'action, from_state, to_state, round, at, by_id, by_role, step, details, body_hash';
    const FILE =
      'file_name, kind, content_type, size, sha256, sent_sha256, uploaded_by_id, uploaded_by_role, uploaded_at';

    it.each([
      'UPDATE record SET made_at = now() WHERE visit_id = $1',
      `DELETE FROM record ${OWN}`,
      `INSERT INTO record (id, visit_id, round, hash, content, engineer_signature, contact_signature, by_id, arrived_at)
       SELECT 'rec_new', visit_id, 9, hash, content, engineer_signature, contact_signature, by_id, now() FROM record
       ${OWN} LIMIT 1`,
      `DELETE FROM check_entry ${OWN}`,
      `INSERT INTO check_entry (${ENTRY}) SELECT visit_id, 9, asset_code, item, result, note FROM check_entry ${OWN} LIMIT 1`,
      'UPDATE check_entry SET visit_id = $1, round = 9 WHERE visit_id <> $1',
      `INSERT INTO finding (id, visit_id, ${FOUND}) SELECT 'fnd_new', $1, ${FOUND} FROM finding LIMIT 1`,
      'UPDATE finding SET visit_id = $1',
      `INSERT INTO attachment (id, subject_id, object_key, ${FILE}) SELECT 'att_new', $1, 'new', ${FILE}
       FROM attachment LIMIT 1`,
      `UPDATE transition SET by_id = 'psn_x' WHERE case_id = $1`,
      'DELETE FROM transition WHERE case_id = $1',
      `INSERT INTO transition (case_id, version, step_id, ${STEP}) SELECT case_id, version + 9, 'new', ${STEP}
       FROM transition WHERE case_id = $1 LIMIT 1`,
      `UPDATE visit SET place = '别处' WHERE id = $1`,
      'DELETE FROM visit WHERE id = $1',
    ])('is what it is: %s', async (statement) => {
      const { world, archived } = open();
      await expect(world.rows(statement, [archived])).rejects.toThrow(/is archived/);
    });

    it.each([
      ...[
        'kept_contract',
        'contract_version',
        'transition',
        'cycle',
        'plan',
        'visit',
        'record',
        'check_entry',
      ],
      ...['attachment', 'finding', 'hazard', 'joint_test', 'monthly_call', 'summary', 'review', 'measure'],
      ...['review_report', 'guarantee_task', 'guarantee_shift', 'reference_document', 'reference_version'],
    ])('is never emptied: %s', async (table) => {
      await expect(open().world.rows(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/is kept/);
    });
  });

  describe('what was stored for a step that was refused', () => {
    it('is removed when it is old, also of a visit that is archived; what was filed stays', async () => {
      const { world, archived } = open();
      const plans = await world.rows('SELECT FROM plan');
      const records = await world.rows('SELECT FROM record');
      await world.rows(`UPDATE plan SET at = at - interval '1 year'`);
      for (const days of [89, 91]) {
        const age = `now() - interval '${days} days'`;
        await world.rows(`INSERT INTO plan (id, cycle_id, hash, asked_hash, visits, by_id, at)
        SELECT 'pln_${days}', cycle_id, hash, asked_hash, visits, by_id, ${age} FROM plan WHERE no = 1`);
        await world.rows(
          `INSERT INTO record (id, visit_id, hash, content, engineer_signature, contact_signature, by_id, arrived_at)
         SELECT 'rec_${days}', visit_id, hash, content, engineer_signature, contact_signature, by_id, ${age}
         FROM record WHERE visit_id = $1 AND round = 1`,
          [archived],
        );
      }
      const janitor = new Janitor(world.db, createLogger('test'), INSPECTIONS_RETENTION);
      expect(await janitor.round()).toEqual({ plan: 1, record: 1 });
      expect(await world.rows('SELECT FROM plan')).toHaveLength(plans.length + 1);
      expect(await world.rows('SELECT FROM record')).toHaveLength(records.length + 1);
    });
  });

  describe('the audit log', () => {
    const faults = async () =>
      (await rowFaults(open().world.db.manager, 'inspections')).map(({ detail }) => detail);

    it.each<[string, RegExp]>([
      [`UPDATE plan SET visits = '[]' WHERE no = 1 AND $1 > ''`, /^plan pln_\w+: content$/],
      [`UPDATE plan SET no = 9 WHERE no = 1 AND $1 > ''`, /^plan pln_\w+: no$/],
      [
        `UPDATE record SET content = content || '{"contactName": "别人"}' WHERE visit_id = $1 AND round = 2`,
        /^record rec_\w+: content$/,
      ],
      ['UPDATE record SET round = 3 WHERE visit_id = $1 AND round = 2', /^record rec_\w+: round$/],
      [
        `UPDATE check_entry SET result = 'OK' WHERE visit_id = $1 AND round = 2 AND note = '线缆老化'`,
        /^check_entry vst_\w+ 2 \S+ \S+: result$/,
      ],
      [
        `DELETE FROM check_entry WHERE visit_id = $1 AND round = 2 AND note = '线缆老化'`,
        /^check_entry vst_\w+ 2 \S+ \S+$/,
      ],
      [`UPDATE transition SET round = 2 WHERE case_id = $1 AND version = 1`, /^transition vst_\w+ 1: round$/],
      [
        `UPDATE transition SET by_role = 'BUREAU_ADMIN' WHERE action = 'approvePlan' AND $1 > ''`,
        /^transition \S+ \d+: byRole$/,
      ],
    ])('tells %s', async (sql, detail) => {
      const { world, redone } = open();
      const found = await rowFaultsAfter(world.db, 'inspections', sql, [redone]);
      expect(found.map((fault) => fault.detail)).toEqual([expect.stringMatching(detail)]);
    });

    it('accounts for the ticket that a fault has become', async () => {
      const { world } = open();
      const [fault] = await world.rows<{ id: string }>(`SELECT id FROM finding WHERE kind = 'FAULT'`);
      const set = `UPDATE finding SET ticket_id = 'tkt_other' WHERE id = '${fault!.id}'`;
      const found = async () =>
        (await rowFaultsAfter(world.db, 'inspections', set)).map(({ problem, detail }) => [problem, detail]);
      expect(await found()).toEqual([['ROW_UNKNOWN', `finding ${fault!.id}`]]);
      await inTransaction(world.db, (manager) => noteTicket(manager, fault!.id, newId('tkt')));
      await inTransaction(world.db, (manager) => noteTicket(manager, fault!.id, newId('tkt')));
      expect(await found()).toEqual([['ROW_CHANGED', `finding ${fault!.id}: ticketId`]]);
    });

    it('accounts for every month, visit, finding and hazard, and tells which was changed behind its back', async () => {
      const { world } = open();
      expect(await faults()).toEqual([]);
      const [hazard] = await world.rows<{ id: string }>('SELECT id FROM hazard');
      await world.rows(`UPDATE hazard SET state = 'DECLINED' WHERE id = $1`, [hazard!.id]);
      await world.rows(`UPDATE finding SET description = '别的' WHERE id = $1`, [hazard!.id]);
      expect(await faults()).toEqual([`finding ${hazard!.id}: description`, `hazard ${hazard!.id}: state`]);
    });
  });
}
