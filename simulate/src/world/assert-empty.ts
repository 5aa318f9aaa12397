import type pg from 'pg';
import { SERVICES } from './services.js';

/** Something is there already: nothing made up is ever mixed into it. */
export class NotEmptyError extends Error {}

/**
 * Made-up time is only for an installation in which no service has ever run: whatever one does leaves an entry in its
 * audit chain, and be it that it has loaded its contract.
 * @throws NotEmptyError
 */
export async function assertEmpty(client: pg.Client): Promise<void> {
  for (const { name } of SERVICES) {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM ${name}.audit_entry) AS found`,
    );
    if (rows[0]?.found)
      throw new NotEmptyError(`${name} 已有记录：模拟数据只能写入空系统，绝不与真实数据混在一起`);
  }
}
