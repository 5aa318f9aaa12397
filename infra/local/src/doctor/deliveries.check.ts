import { type Check, duration, type Finding, many } from './finding.js';
import { readRows } from './surroundings.js';

const LATE_AFTER_S = 60;

interface Deliveries {
  dead: number;
  pending: number;
  /** seconds since the oldest that is still tried was due for the first time, or was put back */
  oldest: number | null;
  problem: string | null;
}

/** Whether everybody who is to be told was told. */
export const checkDeliveries: Check = async (surroundings) => {
  const [row] = await readRows<Deliveries>(
    surroundings,
    `SELECT count(*) FILTER (WHERE state = 'DEAD')::int AS dead,
            count(*) FILTER (WHERE state = 'PENDING')::int AS pending,
            extract(epoch FROM clock_timestamp() - min(pending_since) FILTER (WHERE state = 'PENDING'))::float8 AS oldest,
            max(problem) FILTER (WHERE state = 'PENDING') AS problem
     FROM notifier.delivery WHERE state IN ('DEAD', 'PENDING')`,
  );
  const { dead, pending, oldest, problem } = row!;
  const finding = (ok: boolean, says: string): Finding => ({ about: 'notices', ok, says, data: row });
  const wrong: Finding[] = [];
  if (dead > 0)
    wrong.push(finding(false, `${many(dead, 'notice')} could not be delivered: npm run replay tries again`));
  if (oldest !== null && oldest > LATE_AFTER_S)
    wrong.push(
      finding(
        false,
        `${many(pending, 'notice')} not delivered for ${duration(oldest)}: ${problem ?? 'not tried yet'}`,
      ),
    );
  return wrong.length > 0 ? wrong : [finding(true, 'every notice is delivered or on its way')];
};
