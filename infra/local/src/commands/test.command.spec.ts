import { describe, expect, it } from '@jest/globals';
import { parseTestArgs, turnsOf } from './test.command.js';

describe('the arguments of npm test', () => {
  it('run every ring, from the innermost, when none is named', () => {
    expect(parseTestArgs([]).rings).toEqual(['unit', 'workflow', 'integration', 'e2e', 'chaos']);
  });

  it('take leading words as rings and hand the rest to jest', () => {
    expect(parseTestArgs(['unit', 'e2e', 'fault', '-t', 'unit'])).toEqual({
      rings: ['unit', 'e2e'],
      jestArgs: ['fault', '-t', 'unit'],
    });
  });

  it('hand a file name to jest in every ring', () => {
    expect(parseTestArgs(['clock.spec']).jestArgs).toEqual(['clock.spec']);
  });
});

describe('the rings', () => {
  it('take their turns; what waits for nobody runs beside the one that waits most', () => {
    expect(turnsOf(parseTestArgs([]).rings)).toEqual([
      { ring: 'integration', beside: [] },
      { ring: 'e2e', beside: [] },
      { ring: 'chaos', beside: ['unit', 'workflow'] },
    ]);
  });

  it('need no other to run', () => {
    expect(turnsOf(['workflow', 'e2e'])).toEqual([
      { ring: 'workflow', beside: [] },
      { ring: 'e2e', beside: [] },
    ]);
  });
});
