import { describe, expect, it } from '@jest/globals';
import { readDocx, readXlsx } from '../test/reading.js';
import { settlement } from '../test/score.builder.js';
import { settlementStatementDocx, type SettlementStatement } from './settlement-statement.js';
import { settlementStatementXlsx } from './settlement-statement.workbook.js';

const forecast: SettlementStatement = { ...settlement, settledAt: null, monthsOfContract: 12 };

describe('the settlement statement', () => {
  it('has the months, the sums and how the instalments stand', async () => {
    const { rows, text } = await readDocx(await settlementStatementDocx(settlement));
    expect(rows).toContainEqual(['2026年8月', '31', '92', '92', '2026年9月9日 15:05']);
    expect(rows).toContainEqual(['服务类平均得分', '97.33', '各月得分的算术平均']);
    expect(rows.find(([title]) => title === '计酬金额')).toEqual([
      ...['计酬金额', '930,000.01', '经甲方批准调整：移动卫星应急指挥车停驶一个季度'],
    ]);
    expect(rows.find(([title]) => title === '应得酬金')?.[1]).toBe('868,992.01');
    expect(rows.find(([title]) => title === '第二期')).toEqual([
      ...['第二期', '25%', '250,000.00', '250,000.00', '100,000.00'],
      '相应金额的、符合国家规定的发票：2027年1月5日收\n付款通知书（原件一份）：2027年1月5日收',
      '起付：2026年12月28日\n期限：2027年2月4日\n申请支付：2027年1月25日',
    ]);
    expect(text).toContain('已结算（2027年7月3日 08:02），合同共3个月考核均已确认');
    expect(rows).toContainEqual(['2027年6月', 'S1 客户投诉／表扬', '客户投诉', '5']);
    expect(rows).toContainEqual([
      ...['GZ-202702-0003', 'L3-17 现场指挥帐篷', '2027年2月3日 10:05', '2027年2月3日 16:40'],
    ]);
    expect(text).not.toContain('预测');
  });

  it('is marked as a forecast until it is settled', async () => {
    const { text } = await readDocx(await settlementStatementDocx(forecast));
    expect(text).toMatch(/运维服务酬金结算单（预测）.*不作为付款依据.*二、服务酬金（预测）/s);
    expect(JSON.stringify(await readXlsx(await settlementStatementXlsx(forecast)))).toContain('（预测）');
  });

  it('says so before a month is confirmed, and leaves the sums blank', async () => {
    const { rows } = await readDocx(
      await settlementStatementDocx({ ...forecast, months: [], amounts: null }),
    );
    expect(rows).toContainEqual(['尚无已确认的月份']);
    expect(rows.find(([title]) => title === '应得酬金')?.[1]).toBe('');
  });

  it('is the same in a spreadsheet', async () => {
    const rows = await readXlsx(await settlementStatementXlsx(settlement));
    expect(Object.fromEntries(rows.map(([title, value]) => [title, value]))).toMatchObject({
      ...{ 合同总金额: 1_000_000, 计酬金额: 930_000.01, 业绩类平均得分: 96, 应得酬金: 868_992.01 },
      ...{ 扣减金额: 131_007.99, 乙方应退还金额: 81_007.99 },
    });
  });
});
