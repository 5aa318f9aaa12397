import type { KeyObject } from 'node:crypto';
import { groupBy } from '@zhishou/rules/group-by';
import { sha256 } from '../../canonical-json.js';
import type { AuditHead } from '@zhishou/messages/head-events';
import { isSigned } from '../head.js';
import { type Fault, type ServiceVerdict, verdictOf } from '../verdict.js';
import { headFaults } from '../verify-heads.js';
import { AUDIT_FILE, FACT_FILE } from './evidence-lines.js';
import { type Lines, walkLines } from './walk-lines.js';

/** Evidence as it lies before whoever checks it. */
export interface Evidence {
  /** names of the files that are there */
  files: string[];
  lines(file: string): Lines;
  /** a month's sheet as it was computed, canonical JSON; undefined where the evidence is of no month */
  sheet?: string;
  heads: AuditHead[];
  /** public keys that may have signed a head */
  keys: KeyObject[];
}

export const FACTS = 'facts.jsonl';
export const HEADS = 'heads.jsonl';
export const SHEET = 'sheet.json';
export const auditFile = (service: string): string => `audit.${service}.jsonl`;

/** What the audit chain of scoring says of facts and sheets. */
interface Said {
  /** place in the chain */
  seq: number;
  lastFact: number;
  factsHash?: string;
  /** SHA-256 of the sheet that was scored */
  sheetHash?: string;
}

/**
 * Recomputes all chains from files alone, and compares them with the signed heads, with what they say of the facts and with the
 * sheet. Names of each chain the first entry that was changed, removed, moved or added.
 */
export async function checkEvidence(evidence: Evidence): Promise<ServiceVerdict[]> {
  const { files, heads, keys } = evidence;
  const signed = heads.filter((head) => isSigned(head, keys));
  const verdicts: ServiceVerdict[] = [];
  let said: Said[] = [];
  for (const file of files) {
    const [, service] = /^audit\.([a-z]+)\.jsonl$/.exec(file) ?? [];
    if (service === undefined) continue;
    const walked = await walkAudit(evidence.lines(file), service, signed);
    verdicts.push(walked.verdict);
    if (service === 'scoring') said = walked.said;
  }
  if (files.includes(FACTS)) verdicts.push(await factsVerdict(evidence, said));
  if (evidence.sheet !== undefined) verdicts.push(sheetVerdict(evidence.sheet, said));
  if (heads.length > 0) verdicts.push(verdictOf('heads', heads.length, headFaults(heads, keys)));
  return verdicts;
}

async function walkAudit(lines: Lines, service: string, heads: AuditHead[]) {
  const ofHeads = heads.flatMap(({ number, chains }) =>
    chains[service] ? [{ number, ...chains[service] }] : [],
  );
  const signed = groupBy(ofHeads, ({ seq }) => String(seq));
  const said: Said[] = [];
  let held = 0;
  let unlike: Fault | undefined;
  const { links, last, fault } = await walkLines(lines, AUDIT_FILE, ({ seq, hash, entry }) => {
    for (const head of signed.get(String(seq)) ?? []) {
      if (head.hash === hash) held = seq;
      else unlike ??= unlikeHead(head, held);
    }
    const tells = saidIn(entry);
    if (tells) said.push({ seq, ...tells });
  });
  const beyond = fault ? undefined : ofHeads.find(({ seq }) => seq > last);
  const cut: Fault[] = beyond
    ? [{ seq: last + 1, problem: 'MISSING', detail: `head ${beyond.number} is of entry ${beyond.seq}` }]
    : [];
  return {
    verdict: verdictOf(service, links, [...(fault ? [fault] : []), ...(unlike ? [unlike] : []), ...cut]),
    said,
  };
}

const unlikeHead = ({ number, seq }: { number: number; seq: number }, held: number): Fault => ({
  ...{ seq, problem: 'UNLIKE_HEAD' },
  detail: `head ${number}; the heads before it hold up to entry ${held}`,
});

const TELLS_OF_FACTS = /"action":"(?:noteFacts|scoreMonth)"/;

function saidIn(entry: string): Omit<Said, 'seq'> | undefined {
  if (!TELLS_OF_FACTS.test(entry)) return undefined;
  const { action, after } = JSON.parse(entry) as {
    action: string;
    after: Tells & { step?: { scoring?: Tells } };
  };
  if (action === 'noteFacts') return { lastFact: after.lastFact, factsHash: after.factsHash };
  const scoring = action === 'scoreMonth' ? after.step?.scoring : undefined;
  if (!scoring) return undefined;
  return { lastFact: scoring.lastFact, factsHash: scoring.factsHash, sheetHash: scoring.hash };
}

interface Tells {
  lastFact: number;
  factsHash?: string;
  hash?: string;
}

async function factsVerdict(evidence: Evidence, said: Said[]): Promise<ServiceVerdict> {
  // a month's archive ends with the last fact of its sheet
  const end = evidence.sheet === undefined ? Infinity : (scoredAs(evidence.sheet, said)?.lastFact ?? 0);
  const noted = groupBy(
    said.filter(({ lastFact }) => lastFact > 0 && lastFact <= end),
    ({ lastFact }) => String(lastFact),
  );
  const faults: Fault[] = [];
  const { links, last, fault } = await walkLines(evidence.lines(FACTS), FACT_FILE, ({ seq, hash }) => {
    const other = noted.get(String(seq))?.find(({ factsHash = hash }) => factsHash !== hash);
    if (other) faults.push({ seq, problem: 'UNLIKE_NOTE', detail: `entry ${other.seq} of scoring` });
    noted.delete(String(seq));
  });
  const [gone] = [...noted.values()].flat();
  if (fault) faults.push(fault);
  else if (gone)
    faults.push({
      ...{ seq: Math.min(gone.lastFact, last + 1), problem: 'MISSING' },
      detail: `entry ${gone.seq} of scoring is of fact ${gone.lastFact}`,
    });
  return verdictOf('facts', links, faults);
}

const scoredAs = (sheet: string, said: Said[]): Said | undefined => {
  const hash = sha256(sheet);
  return said.findLast(({ sheetHash }) => sheetHash === hash);
};

const sheetVerdict = (sheet: string, said: Said[]): ServiceVerdict =>
  verdictOf('sheet', 1, scoredAs(sheet, said) ? [] : [{ seq: 0, problem: 'UNLIKE_SCORING' }]);
