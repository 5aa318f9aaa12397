import type { Refusal } from '@zhishou/testkit/service-world';
import type { Who } from '@zhishou/testkit/people';
import type { InspectionsWorld } from './inspections.world.js';

export interface HazardView {
  id: string;
  state: string;
  allowedActions: string[];
  dueDate: string | null;
  overdue: boolean;
  asset: { code: string };
}

const VIEW = 'id state allowedActions dueDate overdue asset { code }';
const LATEST = `query { findings(filter: {kind: HAZARD}, first: 1) { edges { node { ${VIEW} } } } }`;
const INPUTS = {
  decideHazard: 'DecideHazardInput',
  rectifyHazard: 'RectifyHazardInput',
  verifyHazard: 'VerifyHazardInput',
} as const;
type Name = keyof typeof INPUTS;

const source = (name: Name) => `mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

/** The hazard found last. */
export async function latestHazard(world: InspectionsWorld): Promise<HazardView> {
  const { findings } = await world.ask<{ findings: { edges: { node: HazardView }[] } }>('supervisor', LATEST);
  return findings.edges[0]!.node;
}

export const takeHazard = async (
  world: InspectionsWorld,
  who: Who,
  name: Name,
  input: object,
): Promise<HazardView> => (await world.ask<Record<Name, HazardView>>(who, source(name), { input }))[name];

export const refusedHazard = (world: InspectionsWorld, name: Name, input: object): Promise<Refusal> =>
  world.refusal('supervisor', source(name), { input });

export interface ToldAlarm {
  type: string;
  data: { alarmId: string };
  /** the reason, or why it is over */
  of: string;
}

/** What somebody was called for about these, in its order. */
export const alarmsOf = (world: InspectionsWorld, ...subjects: string[]): Promise<ToldAlarm[]> =>
  world.rows<ToldAlarm>(
    `SELECT event ->> 'type' AS type, (event -> 'data')::jsonb AS data,
       coalesce(event -> 'data' ->> 'reason', event -> 'data' ->> 'why') AS of
     FROM outbox WHERE event ->> 'type' LIKE 'alarm.%' AND key = ANY ($1) ORDER BY id`,
    [subjects],
  );
