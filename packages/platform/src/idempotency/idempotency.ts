import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../db/transaction.js';
import { canonicalJson, jsonOf, sha256 } from '../canonical-json.js';
import { badInput } from '../errors.js';

export interface IdempotentCall {
  dataSource: DataSource;
  caller: { personId: string };
  /** name of the mutation */
  mutation: string;
  /** the input's `idempotencyKey`; without one the work is simply done */
  key: string | null | undefined;
  /** the whole input */
  body: unknown;
}

/**
 * Does `run` in one transaction, once for each key of this caller and mutation; a repeat gets the stored answer. The
 * answer to a key goes through JSON, the first time too: let it be small, such as the id of what was made.
 * @throws UserError BAD_USER_INPUT on `idempotencyKey` when the key was used with another input
 */
export async function withIdempotency<T>(
  call: IdempotentCall,
  run: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const { dataSource, caller, mutation, key } = call;
  if (key === null || key === undefined) return inTransaction(dataSource, run);
  if (!/^[\x21-\x7e]{1,100}$/.test(key))
    throw badInput([
      { path: 'idempotencyKey', message: '1 to 100 printable ASCII characters without spaces' },
    ]);
  const bodyHash = sha256(canonicalJson(call.body));
  return inTransaction(dataSource, async (manager) => {
    // a second call with the key waits here until the first one's transaction has ended
    const inserted = await manager.query<unknown[]>(
      `INSERT INTO idempotency_key (person_id, mutation, key, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING key`,
      [caller.personId, mutation, key, bodyHash],
    );
    const where = 'person_id = $1 AND mutation = $2 AND key = $3';
    if (inserted.length === 0) {
      const [stored] = await manager.query<{ body_hash: string; answer: T }[]>(
        `SELECT body_hash, answer FROM idempotency_key WHERE ${where}`,
        [caller.personId, mutation, key],
      );
      if (stored?.body_hash !== bodyHash)
        throw badInput([{ path: 'idempotencyKey', message: 'already used with a different input' }]);
      return stored.answer;
    }
    const answer = await run(manager);
    await manager.query(`UPDATE idempotency_key SET answer = $4 WHERE ${where}`, [
      caller.personId,
      mutation,
      key,
      canonicalJson(answer),
    ]);
    return jsonOf(answer) as T;
  });
}
