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
  assertKey(key);
  return inTransaction(dataSource, async (manager) => {
    // a second call with the key waits here until the first one's transaction has ended
    const inserted = await manager.query<unknown[]>(
      `INSERT INTO idempotency_key (person_id, mutation, key, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING key`,
      [caller.personId, mutation, key, hashOf(call)],
    );
    if (inserted.length === 0) return (await storedAnswer<T>(manager, call))!.answer;
    const answer = await run(manager);
    await manager.query(`UPDATE idempotency_key SET answer = $4 WHERE ${OF_CALL}`, [
      caller.personId,
      mutation,
      key,
      canonicalJson(answer),
    ]);
    return jsonOf(answer) as T;
  });
}

/**
 * What was answered under the key, for who would else do slow work before {@link withIdempotency} says the same; null: nothing.
 * @throws UserError BAD_USER_INPUT on `idempotencyKey`, as there
 */
export async function answeredBefore<T>(call: IdempotentCall): Promise<{ answer: T } | null> {
  const { dataSource, key } = call;
  if (key === null || key === undefined) return null;
  assertKey(key);
  return storedAnswer(dataSource.manager, call);
}

const OF_CALL = 'person_id = $1 AND mutation = $2 AND key = $3';

const hashOf = ({ body }: IdempotentCall): string => sha256(canonicalJson(body));

const refused = (message: string) => badInput([{ path: 'idempotencyKey', message }]);

function assertKey(key: string): void {
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw refused('1 to 100 printable ASCII characters without spaces');
}

async function storedAnswer<T>(manager: EntityManager, call: IdempotentCall): Promise<{ answer: T } | null> {
  const { caller, mutation, key } = call;
  const [stored] = await manager.query<{ body_hash: string; answer: T }[]>(
    `SELECT body_hash, answer FROM idempotency_key WHERE ${OF_CALL}`,
    [caller.personId, mutation, key],
  );
  if (!stored) return null;
  if (stored.body_hash !== hashOf(call)) throw refused('already used with a different input');
  return { answer: stored.answer };
}
