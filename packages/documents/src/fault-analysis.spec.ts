import { describe, expect, it } from '@jest/globals';
import { faultAnalysis, monthAnalysis } from '../test/analysis.builder.js';
import { readDocx } from '../test/reading.js';
import { faultAnalysisDocx } from './fault-analysis.js';

describe('the analysis of a fault', () => {
  it('has what happened, who did what, how the clocks ran, why, and what is learned', async () => {
    const { rows, text } = await readDocx(await faultAnalysisDocx(faultAnalysis));
    expect(rows).toContainEqual(['涉及数量', '1台', '故障类型', '硬件故障']);
    expect(rows).toContainEqual(['7', '2026年8月13日 16:58', '恢复测试未通过：行进中仍失锁', '李监督']);
    expect(rows).toContainEqual(['到场', '2小时内', '2026年8月13日 11:31', '超时']);
    expect(text).toMatch(/（工单GZ-202608-0007）.*五、原因分析\s+天线方位电机.*八、经验教训与改进措施/s);
  });

  it('of a month lists all of them first, and says of what nobody wrote that there is nothing', async () => {
    const { rows, text } = await readDocx(await faultAnalysisDocx(monthAnalysis));
    expect(rows[1]?.slice(0, 3)).toEqual(['1', 'GZ-202608-0004', 'KA-LINK KA卫星通信链路']);
    expect(text).toMatch(/故障1　GZ-202608-0004.*（五）原因分析\s+无。.*故障2　GZ-202608-0007/s);
    expect((await readDocx(await faultAnalysisDocx({ ...monthAnalysis, faults: [] }))).text).toContain(
      '本月无结单的故障',
    );
  });
});
