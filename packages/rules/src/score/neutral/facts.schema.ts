import type { ScoreChoices } from '../score-contract.js';
import { CHOICE_VALUES } from './choices.js';
import { MOST_POINTS, POINTS } from './read-contract.js';

/**
 * The shape of the neutral format as a JSON Schema. What has a refusal of its own (instants, units, points, amounts,
 * kinds, the sheet's month) is left to its case; unknown keys are left alone but where a typing error would be silent.
 */
interface Schema {
  type?: string | string[];
  [keyword: string]: unknown;
}

const ANYTHING: Schema = {};
const TEXT: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };
/** What lies beyond a bound is a slip, and no number that can be reckoned with exactly. */
const upTo = (maximum: number, minimum = 0): Schema => ({ type: 'integer', minimum, maximum });
const COUNT = upTo(1_000_000);
const HOURS: Schema = { type: 'number', minimum: 0, maximum: 8_784 };
const POINT: Schema = { type: 'number', minimum: 0, maximum: MOST_POINTS };
const MONTH: Schema = { type: 'string', pattern: '^(19[7-9]|2\\d\\d)\\d-(0[1-9]|1[0-2])$' };
const SEVERITY: Schema = oneOf(['MAJOR', 'GENERAL', 'CONSULTATION']);

function oneOf(values: readonly unknown[]): Schema {
  return { type: typeof values[0], enum: values };
}

const listOf = (items: Schema): Schema => ({ type: 'array', items });
const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

/** What may be missing may be null as well. */
function nullable(schema: Schema): Schema {
  if (schema.type === undefined) return schema;
  const values = schema.enum ? { enum: [...(schema.enum as unknown[]), null] } : {};
  return { ...schema, ...values, type: [schema.type, 'null'].flat() };
}

const record = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  required: Object.keys(required),
  properties: {
    ...required,
    ...Object.fromEntries(Object.entries(optional).map(([key, schema]) => [key, nullable(schema)])),
  },
});

const only = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
});

const LISTS: Record<string, Schema> = {
  'score.severities': listOf(SEVERITY),
  'repeat.windowDays': { type: 'number', minimum: 0, maximum: 366 },
} satisfies Partial<Record<keyof ScoreChoices, Schema>>;

const CHOICES = only(
  Object.fromEntries(
    Object.entries(CHOICE_VALUES).map(([choice, values]) => [choice, LISTS[choice] ?? oneOf(values)]),
  ),
);

const RULES = only(
  Object.fromEntries(
    Object.entries(POINTS).map(([code, item]) => [
      code,
      only(Object.fromEntries(Object.keys(item).map((name) => [name, POINT]))),
    ]),
  ),
);

const CONTRACT = record(
  {
    signedOn: ANYTHING,
    assets: mapOf(record({ quantity: COUNT, list: { type: ['string', 'integer'] } }, { subsystem: TEXT })),
    periods: { ...mapOf({ type: 'array', minItems: 2, maxItems: 2 }), minProperties: 1 },
  },
  {
    resolve: only({ MAJOR: HOURS, GENERAL: HOURS, CONSULTATION: HOURS }),
    rules: RULES,
    choices: CHOICES,
  },
);

const FAULT = record(
  { id: TEXT, severity: SEVERITY, reportedAt: ANYTHING },
  {
    asset: TEXT,
    alsoDown: listOf(record({ asset: TEXT })),
    coverage: oneOf(['COVERED', 'COVERED_BY_JUDGEMENT', 'WAITING', 'NOT_COVERED']),
    pauses: listOf(record({ approvedAt: ANYTHING })),
    handOffs: listOf(record({ declaredAt: ANYTHING }, { carrierResolved: FLAG })),
    reclassified: listOf(record({ at: ANYTHING, to: SEVERITY })),
    rounds: listOf(record({ filedAt: ANYTHING }, { passed: FLAG })),
    faultType: TEXT,
    callback: record({ answeredAt: ANYTHING, satisfied: FLAG }),
    copies: COUNT,
    countIn: record({}, { P5: MONTH, P7: MONTH, P9: MONTH }),
  },
);

const FACTS = record(
  {},
  {
    faults: listOf(FAULT),
    documents: listOf(record({ id: TEXT, dueOn: ANYTHING }, { conforming: FLAG, countIn: MONTH })),
    plans: listOf(record({ id: TEXT, dueOn: ANYTHING }, { countIn: MONTH })),
    visits: listOf(
      record(
        { id: TEXT, month: MONTH },
        { rounds: listOf(record({ recordedAt: ANYTHING }, { signed: FLAG })), countIn: MONTH },
      ),
    ),
    calls: listOf(record({ id: TEXT, month: MONTH }, { held: FLAG, countIn: MONTH })),
    guarantees: listOf(record({ id: TEXT, endsAt: ANYTHING }, { fulfilled: FLAG, countIn: MONTH })),
    events: listOf(record({ id: TEXT, month: MONTH, kind: ANYTHING }, { countIn: MONTH })),
  },
);

const INSTALMENT = { instalment: { type: 'integer' } };

const SETTLEMENT = record(
  {
    total: ANYTHING,
    sheets: listOf(
      record(
        {},
        {
          month: TEXT,
          state: oneOf(['CONFIRMED', 'OPEN', 'SCORED']),
          days: upTo(366, 1),
        },
      ),
    ),
  },
  {
    payments: record(
      {},
      {
        months: { type: ['integer', 'array'], minimum: 1, minItems: 1, items: MONTH },
        documents: listOf(record({ ...INSTALMENT, kind: ANYTHING, receivedOn: ANYTHING })),
        paid: listOf(record({ ...INSTALMENT, amount: ANYTHING, paidOn: ANYTHING })),
        delays: listOf(record({ instalment: upTo(3, 1), days: upTo(3_660) })),
        apart: listOf(record({ amount: ANYTHING })),
      },
    ),
  },
);

export const FACTS_SCHEMA: Schema = record({
  contracts: mapOf(CONTRACT),
  cases: listOf({
    ...record(
      {},
      {
        name: TEXT,
        contract: TEXT,
        month: TEXT,
        choices: CHOICES,
        rules: RULES,
        facts: FACTS,
        settlement: SETTLEMENT,
      },
    ),
    anyOf: [{ required: ['month'] }, { required: ['settlement'] }],
  }),
});
