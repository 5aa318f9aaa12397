import { daysIn, type Span } from '@zhishou/rules/month';
import { CONSULTATIONS, OTHER_MATTERS } from '../words/hotline.words.js';
import type { Act } from './act.js';
import { atWork, daysLater, minutes } from './instants.js';
import type { Random } from './random.js';

/** What the hotline is called about beside faults. */
export function hotlineOf(random: Random, span: Span, count: number): Act[] {
  const days = daysIn(span);
  return Array.from({ length: count }, (_, index) => {
    const own = random.of(`call ${index}`);
    const at = atWork(own, own.pick(days));
    return own.chance(0.7)
      ? consultation(own, `question-${index + 1}`, at)
      : otherMatter(own, `matter-${index + 1}`, at);
  }).flat();
}

function consultation(random: Random, key: string, at: number): Act[] {
  const [summary, answer] = random.pick(CONSULTATIONS);
  const isAnswered = random.chance(0.6);
  const input = { kind: 'CONSULTATION', summary, channel: 'FIXED_LINE', ...(isAnswered ? { answer } : {}) };
  const report: Act = { at, who: 'supervisor', ask: 'reportTicket', as: key, input };
  if (isAnswered) return [report];
  const accepted = at + minutes(random, 1, 8);
  return [
    report,
    { at: accepted, who: 'dispatcher', ask: 'acceptTicket', input: { ticketId: `@${key}` } },
    {
      at: accepted + minutes(random, 20, 150),
      who: 'dispatcher',
      ask: 'answerConsultation',
      input: { ticketId: `@${key}`, answer },
    },
  ];
}

function otherMatter(random: Random, key: string, at: number): Act[] {
  const [summary, answer] = random.pick(OTHER_MATTERS);
  const on = { ticketId: `@${key}` };
  return [
    { at, who: 'reporter', ask: 'reportTicket', as: key, input: { kind: 'OTHER', summary, channel: 'WEB' } },
    { at: at + minutes(random, 1, 9), who: 'dispatcher', ask: 'acceptTicket', input: on },
    {
      at: daysLater(random, at, 1, 3),
      who: 'dispatcher',
      ask: 'closeOtherMatter',
      input: { ...on, answer },
    },
  ];
}
