import { eventually } from '@zhishou/testkit/eventually';
import type { Office, Post } from './office.builder.js';
import { repairRecord, report, step } from './ticket.builder.js';

type Road = [Post, string, object?][];

const accepted = (engineerId: string): Road => [['dispatcher', 'acceptTicket', { engineerId }]];
const supported = (id: string): Road => [...accepted(id), ['engineer', 'startRemoteSupport']];
const repaired = (id: string): Road => [...supported(id), ['engineer', 'fileRepairReport', repairRecord()]];
const asked = (id: string): Road => [...accepted(id), ['dispatcher', 'requestPause', { reason: '等待备件' }]];
const declared = (id: string): Road => [
  ...accepted(id),
  ['dispatcher', 'declareHandOff', { reason: '专线中断' }],
];

/** How a ticket gets into a situation, from its report on. */
const ROADS: Record<string, { kind?: object; road?: (engineerId: string) => Road }> = {
  reported: {},
  unlisted: { kind: { assetCode: undefined } },
  accepted: { road: accepted },
  supported: { road: supported },
  onSite: { road: (id) => [...accepted(id), ['engineer', 'checkIn']] },
  repaired: { road: repaired },
  closed: { road: (id) => [...repaired(id), ['supervisor', 'recordRecoveryTest', { passed: true }]] },
  pauseAsked: { road: asked },
  paused: { road: (id) => [...asked(id), ['supervisor', 'decidePause', { approve: true }]] },
  declared: { road: declared },
  handedOff: { road: (id) => [...declared(id), ['supervisor', 'decideHandOff', { confirm: true }]] },
  madeOffline: {
    road: (engineerId) => [['dispatcher', 'acceptTicket', { engineerId, madeAt: new Date().toISOString() }]],
  },
  consultation: { kind: { kind: 'CONSULTATION', severity: undefined }, road: accepted },
  other: { kind: { kind: 'OTHER', severity: undefined, assetCode: undefined }, road: accepted },
  cancelled: { road: () => [['reporter', 'cancelTicket', { reason: '误报' }]] },
};

export const SITUATIONS = Object.keys(ROADS);

/** The situation in which each step of a ticket can be taken. */
export const READY: Record<string, string> = {
  judgeCoverage: 'unlisted',
  acceptTicket: 'reported',
  cancelTicket: 'reported',
  assignEngineer: 'accepted',
  startRemoteSupport: 'accepted',
  dispatchEngineer: 'accepted',
  checkIn: 'accepted',
  requestPause: 'accepted',
  declareHandOff: 'accepted',
  reclassifyTicket: 'accepted',
  correctFaultStart: 'accepted',
  addAffectedAssets: 'accepted',
  fileRepairReport: 'onSite',
  recordRecoveryTest: 'repaired',
  recordCallback: 'closed',
  answerConsultation: 'consultation',
  closeOtherMatter: 'other',
  decidePause: 'pauseAsked',
  resumeTicket: 'paused',
  decideHandOff: 'declared',
  returnHandOff: 'handedOff',
  acceptOfflineInstant: 'madeOffline',
};

/** A new ticket in the situation. @returns its id */
export async function bringInto(situation: string, { people }: Office): Promise<string> {
  const { kind, road } = ROADS[situation]!;
  const { id } = await report(people.reporter, kind);
  for (const [post, name, more] of road?.(people.engineer.id) ?? []) await step(people[post], name, id, more);
  return id;
}

/** Resolves once work can be given to the engineer: the tickets hear of new people a moment later. */
export async function untilAtWork({ people }: Office): Promise<void> {
  const { id } = await report(people.reporter);
  await eventually(() => step(people.dispatcher, 'acceptTicket', id, { engineerId: people.engineer.id }));
}
