import { describe, expect, it } from '@jest/globals';
import { bodyHashOf, type StepBody, stepIdOf } from './step-identity.js';

describe('the id of a step', () => {
  it('is the same for the same person and key, and for nobody else', () => {
    expect(stepIdOf('psn_1', 'key')).toBe(stepIdOf('psn_1', 'key'));
    const others = [stepIdOf('psn_1', 'key2'), stepIdOf('psn_2', 'key'), stepIdOf('psn_1k', 'ey')];
    expect(new Set([stepIdOf('psn_1', 'key'), ...others]).size).toBe(4);
  });

  it('is a new one without a key', () => {
    expect(stepIdOf('psn_1')).not.toBe(stepIdOf('psn_1'));
  });
});

interface CheckIn extends StepBody {
  step: { action: string; engineerId: string };
}

describe('the hash of a step', () => {
  const BODY: CheckIn = {
    caseId: 'tkt_1',
    step: { action: 'checkIn', engineerId: 'psn_1' },
    details: { note: '到场', latitude: 24.8 },
  };

  it.each<[string, CheckIn]>([
    ['another order of fields', { ...BODY, details: { latitude: 24.8, note: '到场' } }],
    ['what is absent', { ...BODY, details: { ...BODY.details, longitude: undefined } }],
    ['its way through JSON', JSON.parse(JSON.stringify(BODY)) as CheckIn],
  ])('does not mind %s', (_, body) => {
    expect(bodyHashOf(body)).toBe(bodyHashOf(BODY));
  });

  it.each<[string, CheckIn]>([
    ['another case', { ...BODY, caseId: 'tkt_2' }],
    ['another step', { ...BODY, step: { action: 'dispatchEngineer', engineerId: 'psn_1' } }],
    ['the same step otherwise', { ...BODY, step: { action: 'checkIn', engineerId: 'psn_2' } }],
    ['other words', { ...BODY, details: { ...BODY.details, note: '到场。' } }],
    ['words that were null before', { ...BODY, details: { ...BODY.details, longitude: null } }],
  ])('is another for %s', (_, body) => {
    expect(bodyHashOf(body)).not.toBe(bodyHashOf(BODY));
  });
});
