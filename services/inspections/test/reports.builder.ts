import type { Who } from '@zhishou/testkit/people';
import { type Link, textOf } from '@zhishou/testkit/document-reader';
import type { InspectionsWorld } from './inspections.world.js';

const SUMMARY = `summary { id submittedAt conforming conclusion comment by { id } reviewedBy { id }
  handlings { finding { id handling } text } }`;

/** What is put on record of a month beside its visits: the input's type, and what is asked of the answer. */
const MUTATIONS = {
  recordJointTest: [
    'JointTestInput',
    `heldAt result technicians { id } by { id } recordedAt endedAt place participants
    links { peer link item measured passed } problems { description handling state }`,
  ],
  recordMonthlyCall: ['MonthlyCallInput', 'calls { heldAt note by { id } }'],
  submitMonthlySummary: ['SummaryInput', `state ${SUMMARY}`],
  reviewMonthlySummary: ['ReviewSummaryInput', `state ${SUMMARY}`],
  closeInspectionCycle: ['CloseCycleInput', 'state'],
} as const;

export type Mutation = keyof typeof MUTATIONS;

export interface View {
  state: string;
  summary: {
    id: string;
    submittedAt: string;
    conforming: boolean | null;
    conclusion: string | null;
    comment: string | null;
    by: { id: string };
    reviewedBy: { id: string } | null;
    handlings: { finding: { id: string; handling: string }; text: string }[];
  };
  calls: object[];
}

const source = (name: Mutation) =>
  `mutation ($input: ${MUTATIONS[name][0]}!) { ${name}(input: $input) { ${MUTATIONS[name][1]} } }`;

export const justNow = (): string => new Date(Date.now() - 1_000).toISOString();

export async function change<T = View>(
  world: InspectionsWorld,
  who: Who,
  name: Mutation,
  input: object,
): Promise<T> {
  return (await world.ask<Record<string, T>>(who, source(name), { input }))[name]!;
}

/** What a document of the month says, as the supervisor gets it. */
export async function document(world: InspectionsWorld, month: string, kind: string): Promise<string> {
  const query = `query ($month: Month!, $kind: InspectionDocumentKind!) {
    inspectionDocument(month: $month, kind: $kind) { url fileName expiresAt } }`;
  const asked = await world.ask<{ inspectionDocument: Link }>('supervisor', query, { month, kind });
  return textOf(world.service.url, asked.inspectionDocument);
}

export const refused = (world: InspectionsWorld, who: Who, name: Mutation, input: object) =>
  world.refusal(who, source(name), { input });

/** Fields of the month, as the supervisor sees them. */
export async function seen<T>(world: InspectionsWorld, month: string, fields: string): Promise<T> {
  const query = `query ($month: Month!) { inspectionCycle(month: $month) { ${fields} } }`;
  return (await world.ask<{ inspectionCycle: T }>('supervisor', query, { month })).inspectionCycle;
}

interface DraftedSummary {
  conclusion: string;
  handlings: {
    carriedOver: boolean;
    text: string;
    finding: { id: string; kind: string; state: string };
  }[];
}

/** A summary of the month to begin with. */
export async function draftOf(world: InspectionsWorld, month: string): Promise<DraftedSummary> {
  const query = `query ($month: Month!) { draftedMonthlySummary(month: $month) {
    conclusion handlings { carriedOver text finding { id kind state } } } }`;
  const asked = await world.ask<{ draftedMonthlySummary: DraftedSummary }>('dispatcher', query, { month });
  return asked.draftedMonthlySummary;
}
