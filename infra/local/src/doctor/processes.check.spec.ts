import { describe, expect, it } from '@jest/globals';
import { driftFindings, owedFindings, type Report } from './processes.check.js';

const FINE: Report = { compared: 3, drift: [], unanswered: 0, mended: 0 };
const ticket = (what: string, name: string | null = 'GD20261127-00001') => ({
  kind: 'ticket',
  what,
  caseId: 'tkt_1',
  name,
});
const says = (...reports: Partial<Report>[]) =>
  driftFindings(reports.map((report) => ({ ...FINE, ...report }))).map((finding) => [
    finding.ok,
    finding.says,
  ]);

describe('what the doctor says of cases and their processes', () => {
  it('is one line where all services agree, with what was mended', () => {
    expect(says({}, { compared: 4 })).toEqual([[true, '7 compared, all agree']]);
    expect(says({ mended: 1 }, { mended: 2 })).toEqual([[true, '6 compared, 3 mended, all agree']]);
  });

  it.each([
    [ticket('NOT_RUNNING'), 'GD20261127-00001 has lost its process'],
    [ticket('AHEAD'), 'GD20261127-00001 lacks steps that its process knows: restore them from a backup'],
    [
      ticket('NO_TICKET', null),
      'tkt_1 does not exist and has a process: end it in Temporal when the ticket is known to be gone',
    ],
    [
      { kind: 'hazard', what: 'NO_HAZARD', caseId: 'haz_1', name: null },
      'haz_1 does not exist and has a process: end it in Temporal when the hazard is known to be gone',
    ],
  ])('names the case and what is wrong with it: %j', (drift, words) => {
    expect(says({}, { drift: [drift] })).toEqual([[false, words]]);
  });

  it('gives programs the id under the name of its kind', () => {
    const [finding] = driftFindings([{ ...FINE, drift: [ticket('BEHIND')] }]);
    expect(finding!.data).toEqual({ what: 'BEHIND', ticketId: 'tkt_1' });
  });

  it('shows the first five of many, and that nobody answers', () => {
    const many = Array.from({ length: 7 }, () => ticket('BEHIND'));
    const lines = says({ drift: many, unanswered: 2 });
    expect(lines).toHaveLength(7);
    expect(lines.slice(5)).toEqual([
      [false, 'and 2 more'],
      [false, 'no worker says how far its processes are'],
    ]);
  });
});

describe('what the doctor says of cases without a process', () => {
  const says = (...owed: Parameters<typeof owedFindings>[0]) =>
    owedFindings(owed).map(({ ok, says: words }) => [ok, words]);

  it('is nothing of those that were opened just now', () => {
    const none = { kind: 'ticket', count: 0, oldest: null };
    expect(says(none, { kind: 'visit', count: 3, oldest: 9.9 })).toEqual([[true, 'none is owed']]);
  });

  it('names each kind that waits', () => {
    const ticket = { kind: 'ticket', count: 1, oldest: 75 };
    const cycle = { kind: 'cycle', count: 0, oldest: null };
    expect(says(ticket, cycle, { kind: 'hazard', count: 2, oldest: 7200 })).toEqual([
      [false, '1 ticket without a process, the oldest for 75 s'],
      [false, '2 hazards without a process, the oldest for 2 h'],
    ]);
  });
});
