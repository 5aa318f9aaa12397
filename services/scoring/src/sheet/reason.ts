import type { DeductionCause } from '@zhishou/rules/score/item.types';
import type { ComputedSheet } from './computed-sheet.js';

const REASONS: Record<Exclude<DeductionCause, 'TIMELY_REPAIR' | 'AVAILABILITY'>, string> = {
  DOCUMENT_MISSING: '应交文档未交',
  DOCUMENT_LATE: '文档迟交',
  DOCUMENT_NONCONFORMING: '文档不符合要求',
  REQUIREMENT_NOT_MET: '合同要求未达到',
  PLAN_MISSING: '巡检计划未按时提交',
  VISIT_NOT_COMPLETED: '计划内巡检未完成',
  CALL_MISSING: '未举行月度维保情况总结',
  DATA_INACCURACY: '用户资料错误或缺失',
  REPEAT_FAULT: '同一设备同类故障重复发生',
  GUARANTEE_NOT_FULFILLED: '通信保障任务未完成',
  CALLBACK_DISSATISFIED: '客户回访不满意',
  COMPLAINT: '客户投诉',
  PRAISE: '客户书面表扬',
  ESCALATED_COMPLAINT: '越级投诉',
  MEDIA_EXPOSURE: '媒体曝光',
  COMMUNICATION_ACCIDENT: '通信生产事故',
  DIRECT_DEDUCTION: '重大故障处理不及时，造成较大负面影响',
};

/** Why points were taken, as the sheet says it; of a rate with its numbers. */
export function reasonOf(cause: DeductionCause, sheet: ComputedSheet): string {
  if (cause === 'TIMELY_REPAIR') {
    const { met, breached } = sheet.timelyRepair;
    return `故障修复及时率低于目标：到期 ${met + breached} 起，其中超时 ${breached} 起`;
  }
  if (cause === 'AVAILABILITY') return `设备可用率低于目标：${percent(sheet.availability.rate!)}`;
  return REASONS[cause];
}

/** Of a row that no sheet counts any more. */
export const reasonOfLate = (cause: DeductionCause): string =>
  cause === 'TIMELY_REPAIR' || cause === 'AVAILABILITY' ? '故障修复的及时或超时' : REASONS[cause];

/** `"97/100"` → `97.00%`, cut. */
function percent(rate: string): string {
  const [numerator = '0', denominator = '1'] = rate.split('/');
  const cut = (BigInt(numerator) * 10_000n) / BigInt(denominator);
  return `${cut / 100n}.${String(cut % 100n).padStart(2, '0')}%`;
}
