import { describe, expect, it } from '@jest/globals';
import { faultInWords } from './fault.words.js';
import type { KnownFault } from './known-faults.js';

const at = (text: string): Date => new Date(`2026-11-${text}:00+08:00`);

const fault = (more: Partial<KnownFault>): KnownFault => ({
  ...{ ticketId: 'tkt_1', number: 'GZ-7', assetCode: 'L1-S1-01', severity: 'GENERAL', state: 'ACCEPTED' },
  ...{ at: at('28T10:00'), reportedAt: at('28T09:00'), repairedAt: null, closedAt: null, cause: null },
  ...more,
});
const REPAIRED = { repairedAt: at('28T13:15'), cause: '电源模块老化。' };

describe('a fault in words', () => {
  it.each<[string, Partial<KnownFault>, string]>([
    ['at work', {}, '故障工单GZ-7：已受理，待处理。'],
    [
      'repaired',
      { state: 'REPAIRED', ...REPAIRED },
      '故障工单GZ-7：11月28日 13:15修复，待甲方恢复测试。原因：电源模块老化。',
    ],
    [
      'closed',
      { state: 'CLOSED', ...REPAIRED, closedAt: at('29T09:30') },
      '故障工单GZ-7：11月28日 13:15修复，经甲方恢复测试，11月29日 09:30结单。原因：电源模块老化。',
    ],
    [
      'closed by the carrier',
      { state: 'CLOSED', closedAt: at('29T09:30') },
      '故障工单GZ-7：由运营商处理恢复，11月29日 09:30结单。',
    ],
    ['taken back', { state: 'CANCELLED' }, '故障工单GZ-7：已撤销。'],
  ])('%s', (_, more, words) => expect(faultInWords(fault(more))).toBe(words));

  it('is short, whatever its cause', () => {
    const words = faultInWords(fault({ cause: '😀因'.repeat(2500) }));
    expect(words).toMatch(/……$/u);
    expect(words.length).toBeLessThan(400);
    expect(words).not.toMatch(/[\ud800-\udfff]/u);
  });
});
