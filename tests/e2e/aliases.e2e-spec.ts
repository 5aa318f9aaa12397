import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Choices, drawQuery, type Leaf, questionFor, valueAt } from '@zhishou/testkit/random-query';
import fc from 'fast-check';
import { isRequiredArgument } from 'graphql';
import { supergraph } from './mutations.builder.js';
import { repairRecord, report, step } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

const ENOUGH = 40;

/** Not asked for, and why. */
const LEFT_OUT: Record<string, string> = {
  'Asset.tickets': 'others report meanwhile',
  'FaultType.referenceDocuments': 'others refer to documents meanwhile',
  'ChecklistItem.referenceDocuments': 'others refer to documents meanwhile',
  'Attachment.url': 'signed anew each time',
  'ScoreSheet.document': 'signed anew each time',
  'Settlement.document': 'signed anew each time',
  'Visit.document': 'signed anew each time',
};

/** Response names that lie in the way of keys, of the planner and of our own marks, with much else. */
const NAMES = [
  ...['id', 'code', '__typename', 'ticket', 'asset', 'number', 'displayName', 'nodes'],
  ...['__a_id', '__a_code', '__kind', '_entities', '_e0', 'constructor', 'toString'],
];

describe('any query', () => {
  let asker: User;
  let ticketId: string;
  let roots: Record<string, string[]>;
  const answers = new Map<string, Promise<unknown>>();

  beforeAll(async () => {
    const [reporter, dispatcher, engineer, supervisor] = await signInAll(
      'reporter',
      'dispatcher',
      'engineer1',
      'supervisor',
    );
    const { id, number } = await report(reporter);
    await step(dispatcher, 'acceptTicket', id);
    await step(engineer, 'startRemoteSupport', id);
    await step(engineer, 'fileRepairReport', id, repairRecord());
    await step(supervisor, 'recordRecoveryTest', id, { passed: true });
    asker = supervisor;
    ticketId = id;
    roots = {
      asset: ['(code: "L1-S1-02")', '(code: "L1-S2-01")'],
      assets: ['(first: 2)', '(last: 3)'],
      contract: [''],
      me: [''],
      ndaDocument: [''],
      person: [`(id: "${engineer.id}")`],
      ticket: [`(id: "${id}")`, `(number: "${number}")`],
    };
  });

  const columnsOf: Choices['columnsOf'] = (type, field) => {
    if (`${type.name}.${field}` in LEFT_OUT) return [];
    if (type.name === 'Query') return (roots[field] ?? []).map((args) => ({ field, args }));
    const { args } = type.getFields()[field]!;
    if (args.some(({ name }) => name === 'month'))
      return ['2026-01', '2026-02'].map((month) => ({ field, args: `(month: "${month}")` }));
    return args.some(isRequiredArgument) ? [] : [{ field, args: '' }];
  };

  /** What is answered where this alone is asked, each field under its own name. */
  const alone = (leaf: Leaf): Promise<unknown> => {
    const question = questionFor(leaf);
    const fields = leaf.fields.map((field) => field.replace(/\(.*/, ''));
    const known = answers.get(question) ?? asker.ask(question).then((data) => valueAt(data, fields));
    answers.set(question, known);
    return known;
  };

  it('is answered truly where an alias has the name of a key', async () => {
    const text = (names: string) =>
      `{ asset(code: "L1-S1-02") { ${names} availability(month: "2026-01") { percent } } }`;
    const { asset: own } = await asker.ask<{ asset: Record<string, unknown> }>(text('unit name'));
    const { asset } = await asker.ask<{ asset: object }>(text('code: unit id: name'));
    expect(asset).toEqual({ code: own.unit, id: own.name, availability: own.availability });
    expect(own.availability).not.toBeNull();
  });

  it('is answered where it comes back to where it began through another service', async () => {
    const faultType = '{ code name referenceDocuments { title } }';
    const { ticket, contract } = await asker.ask<{
      ticket: object;
      contract: { faultTypes: { code: string }[] };
    }>(
      `query ($id: ID) {
        contract { faultTypes ${faultType} }
        ticket(id: $id) { faultTypeDetails ${faultType} review { ticket { faultTypeDetails ${faultType} } } }
      }`,
      { id: ticketId },
    );
    const known = contract.faultTypes.find(({ code }) => code === repairRecord().faultType);
    expect(known).toBeDefined();
    expect(ticket).toEqual({ faultTypeDetails: known, review: null });
  });

  it('is answered the same whatever names its client gives its fields', async () => {
    const question = fc.asyncProperty(fc.gen(), async (draw) => {
      const query = drawQuery(draw, { schema: supergraph, columnsOf, names: NAMES, depth: 5, fields: 20 });
      const expected = await Promise.all(query.leaves.map(alone));
      const data = await asker.ask(query.text, query.variables);
      expect({ ...query, found: query.leaves.map(({ names }) => valueAt(data, names)) }).toEqual({
        ...query,
        found: expected,
      });
    });
    await fc.assert(question, { numRuns: ENOUGH, endOnFailure: true });
  });
});
