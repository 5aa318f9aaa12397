import { describe, expect, it } from '@jest/globals';
import { contractOf, contractTexts, edited } from '../../test/contract-folder.builder.js';
import { coverageOf } from '../coverage.js';
import { contractMonths } from './contract-months.js';
import type { Contract } from './contract.types.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const assetOf = (contract: Contract, code: string) => contract.assets.find((asset) => asset.code === code);
const unitsOf = (contract: Contract, listNo: number): number =>
  contract.assets.filter((asset) => asset.listNo === listNo).reduce((sum, { quantity }) => sum + quantity, 0);

describe('the contract of Shaoguan', () => {
  const texts = contractTexts('shaoguan-2026');
  const contract = contractOf(texts);

  it('lists 120 items of 436 units, and the Ka link without units', () => {
    expect(contract.assets).toHaveLength(121);
    expect([1, 2, 3].map((listNo) => unitsOf(contract, listNo))).toEqual([327, 71, 38]);
    expect(assetOf(contract, 'KA-LINK')).toMatchObject({ quantity: 0, unit: null, listNo: 0 });
    expect(assetOf(contract, 'L2-S3-3_1-05')).toMatchObject({
      name: '卫星调制解调器',
      vendor: '海格通信',
      model: 'D/WT-2D',
      unit: '台',
      quantity: 2,
      groupName: 'VSAT卫星固定站',
      majorScope: false,
    });
    expect(contract.assets.filter(({ majorScope }) => majorScope)).toHaveLength(43);
  });

  it('gives every severity its clocks and warns at one half and four fifths', () => {
    expect(contract.budgets).toEqual({
      MAJOR: { RESPONSE: 10 * MINUTE, ONSITE: HOUR, RESOLVE: 4 * HOUR },
      GENERAL: { RESPONSE: 10 * MINUTE, ONSITE: 2 * HOUR, RESOLVE: 8 * HOUR },
      CONSULTATION: { RESPONSE: 10 * MINUTE, ONSITE: 4 * HOUR, RESOLVE: 12 * HOUR },
    });
    expect(contract.warnAt).toEqual([
      { mark: 'WARNING_50', numerator: 1, denominator: 2 },
      { mark: 'WARNING_80', numerator: 4, denominator: 5 },
    ]);
    expect(contract.callback.dueMs).toBe(72 * HOUR);
  });

  it('covers every list for the twelve months from its signing day', () => {
    expect(contract.signedOn).toBe('2026-06-28');
    for (const asset of contract.assets) {
      expect(asset).toMatchObject({ coveredFromDay: '2026-06-28', coveredToDay: '2027-06-27' });
      expect(coverageOf(asset, Date.parse('2027-06-27T23:59:59+08:00'))).toBe('COVERED');
      expect(coverageOf(asset, Date.parse('2027-06-28T00:00:00+08:00'))).toBe('OUT_OF_PERIOD');
    }
  });

  it('moves with its signing day, save list 3, which keeps 28 June of that year', () => {
    const moved = contractOf(texts, '2025-03-01');
    expect(moved.periods.map(({ code, fromDay, toDay }) => [code, fromDay, toDay])).toEqual([
      ['DISPATCH_SYSTEM', '2025-03-01', '2026-02-28'],
      ['COMMAND_VEHICLE', '2025-03-01', '2026-02-28'],
      ['FIELD_COMMAND', '2025-06-28', '2026-06-27'],
      ['KA_LINK', '2025-03-01', '2026-02-28'],
      ['INSPECTION', '2025-03-01', '2026-02-28'],
      ['KEY_PERIOD', '2025-03-01', '2026-02-28'],
    ]);
    expect(assetOf(moved, 'L3-01')?.coveredFromDay).toBe('2025-06-28');
    expect(assetOf(moved, 'KA-LINK')?.coveredToDay).toBe('2026-02-28');
  });

  it('covers equipment that was added later from its own first day', () => {
    const lines = contractTexts('shaoguan-2026').map(({ file, text }) => ({
      file,
      text:
        file === 'equipment.csv'
          ? text
              .replace(/$/gm, ',')
              .replace(/^(code.*),$/m, '$1,from')
              .replace(/^(L1-S1-01.*)$/m, '$12026-11-01')
              .replace(/\n,$/, '\n')
          : text,
    }));
    const later = contractOf(lines);
    expect(assetOf(later, 'L1-S1-01')).toMatchObject({
      coveredFromDay: '2026-11-01',
      coveredFrom: Date.parse('2026-11-01T00:00:00+08:00'),
      coveredToDay: '2027-06-27',
    });
    expect(assetOf(later, 'L1-S1-02')).toEqual(assetOf(contract, 'L1-S1-02'));
  });

  it('holds the check-list, the two sheets of 100 points, the payments, the documents and the levels', () => {
    expect(contract.checklist).toHaveLength(7);
    expect(contract.faultTypes.map(({ code }) => code)).toContain('MUNICIPAL_WORKS');
    expect(contract.scores.P5).toMatchObject({
      of: 30,
      goal: 98,
      perPoint: 1,
      clause: '附件二 二、1（二）（1）',
    });
    expect(contract.scores.S3).toMatchObject({ of: 40, least: 5, most: 10 });
    expect(contract.payments.termDays).toBe(30);
    expect(contract.payments.instalments.map(({ percent, opens }) => [percent, opens])).toEqual([
      [70, { at: 'SIGNING', months: 0 }],
      [25, { at: 'SIGNING', months: 6 }],
      [5, { at: 'COMPLETION', months: 0 }],
    ]);
    expect(contract.documents.find(({ code }) => code === 'INSPECTION_PLAN')).toMatchObject({
      title: '月度巡检计划',
      due: { on: 'LAST_DAY_OF_PREVIOUS_MONTH', remindDays: 3 },
      scoredIn: 'P2',
    });
    expect(contract.escalation.levels.map(({ acknowledgeWithinMs }) => acknowledgeWithinMs)).toEqual([
      10 * MINUTE,
      15 * MINUTE,
      15 * MINUTE,
      null,
    ]);
  });

  it('is kept from the signing day, whenever that is, or from a day that is named', () => {
    expect(contract.keptFromDay).toBe('2026-06-28');
    expect(contractOf(texts, '2026-07-05').keptFromDay).toBe('2026-07-05');
    const late = edited(texts, 'contract.yaml', 'keptFrom: SIGNING_DAY', 'keptFrom: 2026-09-01');
    expect(contractOf(late).keptFromDay).toBe('2026-09-01');
    const unnamed = edited(texts, 'contract.yaml', 'keptFrom: SIGNING_DAY #', '#');
    expect(contractOf(unnamed).keptFromDay).toBeNull();
  });

  it('ends with all its periods on the last day of one that is ended early', () => {
    expect(contract.termination).toBeNull();
    const termination = 'termination: { cause: FORCE_MAJEURE, noticeOn: 2026-10-01, lastDay: 2026-11-10 }';
    const ended = contractOf(edited(texts, 'contract.yaml', 'timeZone:', `${termination}\ntimeZone:`));
    expect(ended.termination?.lastDay).toBe('2026-11-10');
    expect(new Set(ended.periods.map(({ toDay }) => toDay))).toEqual(new Set(['2026-11-10']));
    expect(contractMonths(ended).at(-1)).toBe('2026-11');
    const coverage = (instant: string) => coverageOf(assetOf(ended, 'L1-S1-01'), Date.parse(instant));
    expect(coverage('2026-11-10T23:59:59+08:00')).toBe('COVERED');
    expect(coverage('2026-11-11T00:00:00+08:00')).toBe('OUT_OF_PERIOD');
  });

  it('is plain data, so that it can be stored and sent', () => {
    expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
  });
});

describe('the contract for trying things out', () => {
  const contract = contractOf(contractTexts('demo-seconds'));
  const now = Date.parse('2026-07-01T12:00:00+08:00');

  it('counts its clocks in seconds', () => {
    expect(contract.budgets).toEqual({
      MAJOR: { RESPONSE: 4_000, ONSITE: 8_000, RESOLVE: 16_000 },
      GENERAL: { RESPONSE: 60_000, ONSITE: 120_000, RESOLVE: 240_000 },
      CONSULTATION: { RESPONSE: 60_000, ONSITE: 180_000, RESOLVE: 360_000 },
    });
  });

  it('has the video-conference server, several units of something, the Ka link and one item long out of period', () => {
    expect(assetOf(contract, 'L1-S1-01')?.name).toBe('高清视频会议服务器');
    expect(contract.assets.some(({ quantity }) => quantity > 1)).toBe(true);
    expect(coverageOf(assetOf(contract, 'KA-LINK'), now)).toBe('COVERED');
    const moved = contractOf(contractTexts('demo-seconds'), '2030-01-01');
    expect(coverageOf(assetOf(contract, 'L3-06'), now)).toBe('OUT_OF_PERIOD');
    expect(coverageOf(assetOf(moved, 'L3-06'), Date.parse('2030-02-01T00:00:00Z'))).toBe('OUT_OF_PERIOD');
  });
});
