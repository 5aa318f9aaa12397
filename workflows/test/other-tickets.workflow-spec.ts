import { describe, expect, it } from '@jest/globals';
import { ACCEPT, ANSWER, CANCEL, CLOSE_OTHER, REPAIR } from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { CONSULTATION, OTHER_MATTER, Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const time = useTimeSkipping();

describe('a consultation', () => {
  it('answered on the telephone is closed at once', async () => {
    const consultation = await Ticket.report(time, CONSULTATION);
    expect(await consultation.take(ANSWER)).toEqual({ state: 'CLOSED', version: 1 });
    await consultation.end();
    expect(await consultation.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
    expect(consultation.told).toEqual([]);
    await consultation.keepHistory('consultation-answered-at-once');
  });

  it('not answered runs the clocks of a technical consultation', async () => {
    const consultation = await Ticket.report(time, CONSULTATION);
    await consultation.at(3, ACCEPT);
    await consultation.until(1000);
    expect(consultation.told).toEqual([
      '120 ONSITE WARNING_50',
      '192 ONSITE WARNING_80',
      '240 ONSITE BREACH',
      '360 RESOLVE WARNING_50',
      '576 RESOLVE WARNING_80',
      '720 RESOLVE BREACH',
    ]);
    await consultation.take(ANSWER);
    await consultation.end();
    expect(await consultation.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'BREACHED', RESOLVE: 'MET_LATE' });
    await consultation.keepHistory('consultation-answered-late');
  });
});

describe('another matter', () => {
  it('is tracked to its end under the response clock alone', async () => {
    const matter = await Ticket.report(time, OTHER_MATTER);
    await matter.at(9, ACCEPT);
    await matter.until(5000);
    expect(matter.told).toEqual(['5 RESPONSE WARNING_50', '8 RESPONSE WARNING_80']);
    expect(await refusal(matter.take(REPAIR))).toBe('CONFLICT');
    expect(await matter.take(CLOSE_OTHER)).toEqual({ state: 'CLOSED', version: 2 });
    await matter.end();
    await matter.keepHistory('other-matter');
  });

  it('may be cancelled', async () => {
    const matter = await Ticket.report(time, OTHER_MATTER);
    await matter.take(CANCEL);
    await matter.end();
    expect((await matter.case()).state).toBe('CANCELLED');
  });
});
