import { v7 } from 'uuid';
import { badInput } from './errors.js';

/** One prefix a noun, so that an id says what it names. Assets are `ast_<code>`, see {@link assetId}; contracts
 * `ctr_<id>`, see {@link contractId}. */
const ID_PREFIXES = {
  psn: 'person',
  nda: 'NDA agreement',
  dty: 'duty shift',
  gap: 'duty gap',
  ses: 'session',
  tkt: 'ticket',
  evt: 'event',
  esc: 'escalation',
  clk: 'clock',
  stp: 'step',
  rpr: 'repair report',
  rct: 'recovery test',
  ast: 'asset',
  vst: 'visit',
  pln: 'inspection plan',
  rec: 'visit record',
  fnd: 'finding',
  gtk: 'guarantee task',
  gsh: 'guarantee shift',
  jtt: 'joint test',
  mcl: 'monthly call',
  msm: 'monthly summary',
  rvw: 'major fault review',
  rvr: 'filed review',
  msr: 'measure',
  fct: 'fact',
  att: 'attachment',
  sev: 'service event',
  sco: 'scoring',
  dsb: 'document submission',
  spt: 'spare part',
  stm: 'stock movement',
  mch: 'machine account',
  ref: 'reference document',
  ctr: 'contract',
} as const;

export type IdPrefix = keyof typeof ID_PREFIXES;

/** A new opaque id, `tkt_<uuid v7 without dashes>`: later ids sort after earlier ones. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${v7().replaceAll('-', '')}`;
}

/** The id of an asset (one line of an equipment list): its code never changes. */
export function assetId(code: string): string {
  return `ast_${code}`;
}

/** The id under which files of a contract are attached to it. */
export function contractId(id: string): string {
  return `ctr_${id}`;
}

/** Whether `value` has the shape of an id of this noun: only then can anything have it. */
export function isId(prefix: IdPrefix, value: string): boolean {
  const isNamed = prefix === 'ast' || prefix === 'ctr';
  const shape = isNamed ? new RegExp(`^${prefix}_[\\w.-]{1,60}$`) : new RegExp(`^${prefix}_[0-9a-f]{32}$`);
  return shape.test(value);
}

/**
 * Returns `value` if it has the shape of an id of this noun.
 * @throws UserError BAD_USER_INPUT on `path`
 */
export function assertId(prefix: IdPrefix, value: string, path: string): string {
  if (!isId(prefix, value)) throw badInput([{ path, message: `not the id of a ${ID_PREFIXES[prefix]}` }]);
  return value;
}
