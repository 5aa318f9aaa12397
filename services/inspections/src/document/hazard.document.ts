import type { Hazard as Line } from '@zhishou/documents/hazard-list';
import { chineseDay } from '@zhishou/documents/layout/day';
import type { Transition } from '@zhishou/platform/process/transition.entity';
import type { HazardStep } from '@zhishou/rules/inspection/hazard-case';
import { rectifyBy } from '@zhishou/rules/inspection/hazard-date';
import { type HazardState, isHazardSettled } from '@zhishou/rules/inspection/hazard-life';
import { isListed, stateAfter } from '@zhishou/rules/inspection/paper-reach';
import { dayOf, type Month } from '@zhishou/rules/month';
import { type EntityManager, In } from 'typeorm';
import { Finding } from '../finding/finding.entity.js';
import { Hazard } from '../hazard/hazard.entity.js';
import { foundDays } from './found-days.js';
import { type MonthFacts, saidWith, stepsTaken } from './month.facts.js';
import { type NameOf, namesOf } from '@zhishou/platform/people/names';

const STATES: Record<HazardState, string> = {
  PROPOSED: '待甲方同意',
  CONSENTED: '整改中',
  DECLINED: '甲方不同意整改',
  RECTIFIED: '待甲方验收',
  CLOSED: '已闭环',
};

/** A hazard as the documents print it, and the finding it is. */
export interface HazardLine extends Line {
  findingId: string;
  cycleId: string;
}

/** The hazards of a month, and those that were open already when it began, as far as its papers reach; the oldest first. */
export async function hazardLines(manager: EntityManager, facts: MonthFacts): Promise<HazardLine[]> {
  const { cycle, label, reach } = facts;
  const rows = await listed(manager, facts);
  const ids = rows.map(({ id }) => id);
  const [findings, hazards, stepsBy] = await Promise.all([
    manager.findBy(Finding, { id: In(ids) }),
    manager.findBy(Hazard, { id: In(ids) }),
    stepsTaken(manager, ids, reach.standsAt),
  ]);
  const found = new Map(findings.map((finding) => [finding.id, finding]));
  const hazardsById = new Map(hazards.map((hazard) => [hazard.id, hazard]));
  const people = ids.flatMap((id) => stepsBy(id).map(({ byId }) => byId));
  const [nameOf, dayOfFinding] = await Promise.all([namesOf(manager, people), foundDays(manager, findings)]);
  return rows.map(({ id, number, month }) => {
    const finding = found.get(id)!;
    const { assetCode, description, proposal, cycleId } = finding;
    const { process } = hazardsById.get(id)!;
    const steps = stepsBy(id);
    const state = stateAfter<HazardState>('PROPOSED', steps as { toState: HazardState }[]);
    return {
      findingId: id,
      cycleId,
      number: `YH-${month}-${String(number).padStart(3, '0')}`,
      equipment: label(assetCode),
      description,
      foundOn: dayOfFinding(finding),
      proposal: proposal ?? '',
      ...answersOf(steps, nameOf),
      // a date once set stands
      dueOn: state === 'PROPOSED' ? null : rectifyBy(process),
      state: STATES[state],
      standing: isHazardSettled(state) ? state : 'OPEN',
      carriedOver: cycleId !== cycle.id,
    };
  });
}

interface Numbered {
  id: string;
  number: number;
  month: Month;
  found_at: Date;
  closed_at: Date | null;
}

async function listed(manager: EntityManager, { cycle, reach }: MonthFacts): Promise<Numbered[]> {
  const { contractId, month } = cycle;
  const known = await manager.query<Numbered[]>(KNOWN, [contractId, month]);
  return known.filter((hazard) =>
    isListed(
      {
        foundAt: hazard.found_at.getTime(),
        settledAt: hazard.closed_at && hazard.closed_at.getTime(),
        isOwn: hazard.month === month,
      },
      reach,
    ),
  );
}

/** Numbered within the month in which they were found, in the order in which they were. */
const KNOWN = `
  SELECT hazard.id, hazard.closed_at, cycle.month, finding.found_at,
         row_number() OVER (PARTITION BY cycle.id ORDER BY finding.found_at, finding.rank DESC, finding.id)::int AS number
  FROM hazard JOIN finding USING (id) JOIN cycle ON cycle.id = finding.cycle_id
  WHERE cycle.contract_id = $1 AND cycle.month <= $2
  ORDER BY finding.found_at, finding.rank DESC, finding.id`;

/** What the bureau and the provider have said to it, the last time each did. */
function answersOf(steps: readonly Transition[], nameOf: NameOf): Pick<Line, 'consent' | 'rectification'> {
  const answers = { consent: '', rectification: '' };
  for (const transition of steps) {
    const step = transition.step as HazardStep;
    // each on a line of its own: a narrow column breaks Chinese anywhere
    const by = `${nameOf(transition.byId)}\n${chineseDay(dayOf(transition.at.getTime()))}`;
    if (step.action === 'decideHazard')
      answers.consent = said(`${by}\n${step.consent ? '同意' : '不同意'}`, saidWith(transition, 'comment'));
    if (step.action === 'rectifyHazard') answers.rectification = `${saidWith(transition, 'note')}\n${by}`;
    if (step.action === 'verifyHazard' && !step.passed)
      answers.rectification = said(`${by}\n验收未通过`, saidWith(transition, 'note'));
  }
  return answers;
}

const said = (first: string, more: string): string => (more === '' ? first : `${first}（${more}）`);
