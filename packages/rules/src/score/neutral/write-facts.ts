import { dayOf } from '../../month.js';
import type { FaultFact, HandOffFact, ScoreFacts } from '../facts.types.js';
import { NO_LIST } from './read-fault.js';
import type { NeutralDue, NeutralFacts, NeutralFault, NeutralHandOff } from './format.types.js';

/** ISO 8601 with the offset of Shanghai. */
const OFFSET_MS = 8 * 3_600_000;
const iso = (at: number): string => new Date(at + OFFSET_MS).toISOString().replace('Z', '+08:00');

/** The keys whose value is there: what did not happen has none. */
const given = <Row extends object>(row: { [Key in keyof Row]: Row[Key] | null | undefined }): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) as Row;

const instant = (at: number | null): string | undefined => (at === null ? undefined : iso(at));

/** The facts in the neutral format; read again they are the same. */
export const writeFacts = (facts: ScoreFacts): NeutralFacts => ({
  faults: facts.faults.map(writeFault),
  documents: facts.documents.map((row) => ({
    ...writeDue(row),
    ...(row.conforming ? {} : { conforming: false }),
  })),
  plans: facts.plans.map(writeDue),
  visits: facts.visits.map(({ rounds, countIn, ...visit }) =>
    given({
      ...visit,
      rounds: rounds.map(({ recordedAt, reviewedAt, signed }) =>
        given({
          recordedAt: iso(recordedAt),
          reviewedAt: instant(reviewedAt),
          signed: reviewedAt === null ? undefined : signed,
        }),
      ),
      countIn,
    }),
  ),
  calls: facts.calls.map((call) => given(call)),
  guarantees: facts.guarantees.map(({ id, endsAt, fulfilled, judgedAt, countIn }) =>
    given({ id, endsAt: iso(endsAt), fulfilled, judgedAt: instant(judgedAt), countIn }),
  ),
  events: facts.events.map(({ points, recordedAt, ...event }) =>
    given({ ...event, points: points === 0 ? undefined : points, recordedAt: instant(recordedAt) }),
  ),
});

/** `dueBy` is the first instant after the day. */
const writeDue = ({
  id,
  dueBy,
  submittedAt,
  countIn,
}: {
  id: string;
  dueBy: number;
  submittedAt: number | null;
  countIn: string | null;
}): NeutralDue => given({ id, dueOn: dayOf(dueBy - 1), submittedAt: instant(submittedAt), countIn });

function writeFault(fault: FaultFact): NeutralFault {
  const isOwn = ({ assetCode }: { assetCode: string }) => assetCode === (fault.asset ?? NO_LIST);
  const own = fault.down.find(isOwn);
  const further = fault.down.filter((one) => !isOwn(one));
  const units = (one: { unitsAffected: number; unitNumbers: readonly number[] | null }) =>
    one.unitNumbers === null ? one.unitsAffected : [...one.unitNumbers];
  const { id, asset, severity, cancelledAt, faultType, callback, copies, countIn } = fault;
  return {
    ...given<NeutralFault>({
      ...{ id, severity, faultType, asset: undefined },
      reportedAt: iso(fault.reportedAt),
      startedAt: fault.startedAt === fault.reportedAt ? undefined : iso(fault.startedAt),
      acceptedAt: instant(fault.acceptedAt),
      units: own ? units(own) : 0,
      alsoDown: nonEmpty(further.map((one) => ({ asset: one.assetCode, units: units(one) }))),
      coverage: fault.coverage ?? 'WAITING',
      judgedAt: instant(fault.judgedAt),
      pauses: nonEmpty(
        fault.pauses.map(({ from, to }) => given({ approvedAt: iso(from), endedAt: instant(to) })),
      ),
      handOffs: nonEmpty(fault.handOffs.map(writeHandOff)),
      reclassified: nonEmpty(fault.reclassified.map(({ at, to }) => ({ at: iso(at), to }))),
      rounds: nonEmpty(
        fault.rounds.map(({ filedAt, statedAt, testedAt, passed }) =>
          given({
            filedAt: iso(filedAt),
            repairedAt: instant(statedAt),
            testedAt: instant(testedAt),
            passed: testedAt === null ? undefined : passed,
          }),
        ),
      ),
      cancelledAt: instant(cancelledAt),
      callback: callback && { answeredAt: iso(callback.answeredAt), satisfied: callback.satisfied },
      copies: copies === 1 ? undefined : copies,
      countIn: Object.keys(countIn).length === 0 ? undefined : countIn,
    }),
    asset,
  };
}

const writeHandOff = (handOff: HandOffFact): NeutralHandOff =>
  given({
    declaredAt: iso(handOff.declaredAt),
    confirmedAt: instant(handOff.confirmedAt),
    sentBackAt: instant(handOff.sentBackAt),
    returnedAt: instant(handOff.returnedAt),
    carrierResolved: handOff.carrierResolved ? true : undefined,
  });

const nonEmpty = <Row>(rows: Row[]): Row[] | undefined => (rows.length === 0 ? undefined : rows);
