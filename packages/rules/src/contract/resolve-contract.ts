import type { ClockKind, Severity } from '../ticket-life.js';
import type { Contract, DocumentRule, EscalationPolicy, Payments } from './contract.types.js';
import { durationMs } from './duration.js';
import { resolveAssets } from './resolve-assets.js';
import { resolveChecklistItem } from './resolve-checklist.js';
import { resolvePeriod } from './resolve-periods.js';
import type { ContractSource, SeveritySource } from './source.types.js';
import { warnMark } from './warn-marks.js';

/** The written folder as the system uses it: durations in ms, days as instants. It must have been checked. */
export function resolveContract(source: ContractSource, version: string): Contract {
  const { contract, faults, inspections, scores, choices } = source;
  const periods = contract.periods.map((period) =>
    resolvePeriod(period, contract.signedOn, contract.termination?.lastDay),
  );
  return {
    id: contract.id,
    name: contract.name,
    title: contract.title,
    clause: contract.clause,
    version,
    parties: contract.parties,
    signedOn: contract.signedOn,
    keptFromDay: contract.keptFrom === 'SIGNING_DAY' ? contract.signedOn : (contract.keptFrom ?? null),
    termination: contract.termination ?? null,
    timeZone: contract.timeZone,
    totalFen: contract.totalFen,
    holidays: contract.holidays,
    periods,
    assets: resolveAssets(source.equipment, contract.items ?? [], periods),
    severities: faults.severities.map(({ code, name, meaning, clause }) => ({ code, name, meaning, clause })),
    budgets: budgetsOf(faults.severities),
    warnAt: choices['clock.warnAt'].map(warnMark),
    callback: { dueMs: ms(choices['callback.due']), openMs: ms(choices['callback.open']) },
    faultTypes: faults.faultTypes,
    checklist: inspections.checklist.map(resolveChecklistItem),
    monthly: inspections.monthly,
    reviews: inspections.reviews,
    scores,
    payments: resolvePayments(source.payments),
    documents: source.documents.documents.map(resolveDocument),
    escalation: resolveEscalation(source.escalation),
    choices,
  };
}

function ms(duration: string): number {
  const length = durationMs(duration);
  if (length === null) throw new Error(`no duration: ${duration}: the contract was not checked`);
  return length;
}

const budgetsOf = (severities: SeveritySource[]): Record<Severity, Record<ClockKind, number>> =>
  Object.fromEntries(
    severities.map(({ code, response, onsite, resolve }) => [
      code,
      { RESPONSE: ms(response), ONSITE: ms(onsite), RESOLVE: ms(resolve) },
    ]),
  ) as Record<Severity, Record<ClockKind, number>>;

const resolvePayments = (payments: ContractSource['payments']): Payments => ({
  ...payments,
  instalments: payments.instalments.map(({ opens, documentsWithinMonths, ...instalment }) => ({
    ...instalment,
    opens: { at: opens.at, months: opens.months ?? 0 },
    documentsWithinMonths: documentsWithinMonths ?? null,
  })),
});

const resolveDocument = ({
  due,
  scoredIn,
  ...document
}: ContractSource['documents']['documents'][number]): DocumentRule => ({
  ...document,
  due: due ? { on: due.on, plusDays: due.plusDays ?? 0, remindDays: due.remindDays ?? 0 } : null,
  scoredIn: scoredIn ?? null,
});

const resolveEscalation = ({ clause, levels, reasons }: ContractSource['escalation']): EscalationPolicy => ({
  clause,
  levels: levels.map(({ acknowledgeWithin, ...level }) => ({
    ...level,
    acknowledgeWithinMs: acknowledgeWithin === undefined ? null : ms(acknowledgeWithin),
  })),
  reasons: reasons.map((reason) => ({ ...reason, majorLevel: reason.majorLevel ?? reason.level })),
});
