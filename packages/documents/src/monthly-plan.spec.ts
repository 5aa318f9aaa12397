import { beforeAll, describe, expect, it } from '@jest/globals';
import { equipment, head, plan } from '../test/month.builder.js';
import { partOf, type ReadDocument, readDocx, readXlsx } from '../test/reading.js';
import { monthlyPlanDocx, monthlyPlanXlsx } from './monthly-plan.js';

const codes = equipment.map(({ code }) => code);
const short = { ...plan, visits: plan.visits.slice(0, 1) };

describe('the monthly plan on paper', () => {
  let whole: ReadDocument;
  beforeAll(async () => {
    whole = await readDocx(await monthlyPlanDocx(plan));
  });

  it('lists every visit with its day, place, engineer and supervisor', () => {
    const { rows } = whole;
    expect(rows).toContainEqual([
      '1',
      '8月3日 周一',
      '市应急局及各县（市、区）视频会议室',
      '张工',
      '李监督',
      '8',
    ]);
    expect(rows).toContainEqual([
      '8',
      '8月14日 周五',
      '移动卫星应急指挥车（市应急局车库）',
      '王工',
      '李监督',
      '1',
    ]);
  });

  it('lists every piece of equipment once, under its system', () => {
    const { rows } = whole;
    const listed = rows.filter(([, code = '']) => codes.includes(code));
    expect(listed.map(([, code]) => code).sort()).toEqual([...codes].sort());
    const battery = rows.findIndex(([, code]) => code === 'L1-S5-01');
    expect(rows[battery - 1]).toEqual(['市应急局三楼和十楼设备机房及配套系统']);
    expect(rows).toContainEqual(['46', 'L1-S5-06', '铅酸蓄电池', '48只', '8月7日', '赵工']);
  });

  it('says what it covers', () => {
    const { text } = whole;
    expect(text).toContain('共安排巡检8次。在保设备121项，列入计划121项，覆盖率100%。');
    expect(text).toContain('7．设备内部除尘。');
  });

  it('says what it leaves out, and counts what is planned twice once', async () => {
    const [first, ...others] = plan.visits;
    const visits = [...others, { ...others[0]!, day: '2026-08-20' }];
    const { text } = await readDocx(await monthlyPlanDocx({ ...plan, visits }));
    expect(text).toContain(`列入计划113项，尚有${first!.equipment.length}项未列入。`);
  });

  it('has room for opinion and signatures while nobody has answered', async () => {
    const { text, rows } = await readDocx(
      await monthlyPlanDocx({ ...short, submittedAt: null, approval: null }),
    );
    expect(rows).toContainEqual(['甲方审核意见', '']);
    expect(rows).toContainEqual(['提交时间', '', '批准时间', '']);
    expect(text).toMatch(/甲方监督管理员（签字）：/);
    expect(text).toContain('年　　月　　日');
  });

  it('repeats the heading of its tables and numbers its pages', async () => {
    const bytes = await monthlyPlanDocx(short);
    expect(partOf(bytes, 'word/document.xml').match(/<w:tblHeader\/>/g)).toHaveLength(2);
    const footer = partOf(bytes, 'word/footer1.xml');
    expect(footer).toMatch(/第 .*PAGE.* 页　共 .*NUMPAGES.* 页/s);
  });

  it.each([
    ['a month', { month: '2026-13' }, /not a month: 2026-13/],
    ['a day', { visits: [{ ...plan.visits[0]!, day: '2026-02-30' }] }, /not a day: 2026-02-30/],
    ['an instant', { submittedAt: Number.NaN }, /not an instant/],
  ])('refuses what is not %s', async (_, wrong, message) => {
    await expect(monthlyPlanDocx({ ...short, ...wrong })).rejects.toThrow(message);
  });
});

describe('the monthly plan as a spreadsheet', () => {
  it('has a row for every piece of equipment, numbers as numbers', async () => {
    const rows = await readXlsx(await monthlyPlanXlsx(plan));
    expect(rows[0]?.[0]).toBe(head.project);
    expect(rows[1]?.[0]).toBe('月度巡检计划（2026年8月）');
    expect(rows[3]?.[0]).toBe('第2版　　编制人：陈项目经理　　李监督于2026年7月29日 09:00批准');
    expect(rows.filter((row) => codes.includes(String(row[4])))).toHaveLength(121);
    expect(rows).toContainEqual([
      46,
      '8月7日 周五',
      '市应急局三楼、十楼设备机房',
      '市应急局三楼和十楼设备机房及配套系统',
      'L1-S5-06',
      '铅酸蓄电池',
      '只',
      48,
      '赵工',
      '李监督',
    ]);
  });

  it('prints its heading on every page, on A4 across', async () => {
    const bytes = await monthlyPlanXlsx(plan);
    expect(partOf(bytes, 'xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles[^>]*>[^<]*\$5:\$5</);
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toMatch(/<pageSetup[^>]*orientation="landscape"/);
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toContain('第 &amp;P 页　共 &amp;N 页');
  });
});
