import type {
  PlannedDocument,
  PlannedLevel,
  PlannedSystem,
  ServicePlan,
} from '@zhishou/documents/service-plan';
import { headOf } from '@zhishou/platform/document/contract-head';
import type { Contract, DocumentRule, DueDay, EscalationLevel } from '@zhishou/rules/contract/contract.types';
import { groupBy } from '@zhishou/rules/group-by';
import type { DraftAsked } from './document.request.js';
import { durationOf } from './fault.words.js';

/** 《服务计划》 (六、1): what the contract folder says of the service. */
export function servicePlanDocument({ contract, now }: Pick<DraftAsked, 'contract' | 'now'>): ServicePlan {
  const { signedOn, periods, severities, budgets, checklist, escalation, documents } = contract;
  return {
    head: headOf(contract, now),
    signedOn,
    services: periods.map(({ title, clause, fromDay: from, toDay: to }) => ({ title, clause, from, to })),
    systems: systemsOf(contract),
    limits: severities.map(({ code, name, meaning }) => ({
      ...{ severity: name, meaning },
      response: durationOf(budgets[code].RESPONSE),
      onSite: durationOf(budgets[code].ONSITE),
      resolve: durationOf(budgets[code].RESOLVE),
    })),
    monthly: monthlyWork(contract),
    checklist: checklist.map(({ title, clause }) => ({ title, clause })),
    levels: escalation.levels.map(levelLine),
    documents: documents.map(documentLine),
    goals: goalsOf(contract),
  };
}

function systemsOf({ assets }: Contract): PlannedSystem[] {
  const listed = assets.filter(({ quantity }) => quantity > 0);
  return [...groupBy(listed, ({ listName, subsystemName }) => `${listName}\n${subsystemName}`).values()].map(
    (lines) => ({
      list: lines[0]!.listName,
      system: lines[0]!.subsystemName ?? lines[0]!.listName,
      lines: lines.length,
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    }),
  );
}

const monthlyWork = ({ monthly: { inspections, jointTests, calls } }: Contract): string =>
  [
    `每月巡检不少于${inspections.atLeast}次，覆盖在保的全部设备；巡检计划于上月提交，经甲方审批后执行。`,
    `每月与省、市联通调试不少于${jointTests.atLeast}次，到场技术人员不少于${jointTests.technicians}人。`,
    `每月与甲方召开维保情况总结不少于${calls.atLeast}次。`,
    '每次巡检按下表逐项检查、记录，由工程师和甲方现场签字。',
  ].join('\n');

const SIDES = { BUREAU: '甲方', PROVIDER: '乙方' };

const levelLine = ({ level, title, side, acknowledgeWithinMs }: EscalationLevel): PlannedLevel => ({
  ...{ level, title, side: SIDES[side] },
  acknowledge:
    acknowledgeWithinMs === null ? '最高层级' : `${durationOf(acknowledgeWithinMs)}内未确认即上报下一级`,
});

const BY: Record<DocumentRule['by'], string> = { PROVIDER: '乙方', BUREAU: '甲方', BOTH: '双方' };

const EACH: Record<DocumentRule['each'], string> = {
  CONTRACT: '合同期一份',
  MONTH: '每月一份',
  VISIT: '每次巡检一份',
  FAULT: '每起故障一份',
  INSTALMENT: '每期一份',
};

const DUE: Record<DueDay, string> = {
  SIGNING_DAY: '签订日',
  LAST_DAY_OF_MONTH: '当月末日',
  LAST_DAY_OF_PREVIOUS_MONTH: '上月末日',
  COMPLETION: '服务期满日',
};

const documentLine = ({ title, clause, by, each, due }: DocumentRule): PlannedDocument => ({
  ...{ title, clause, by: BY[by], each: EACH[each] },
  due: due === null ? '—' : `${DUE[due.on]}${due.plusDays === 0 ? '' : `后${due.plusDays}日`}`,
});

const goalsOf = ({ scores: { P5, P6 }, callback }: Contract): string =>
  [
    `7×24小时受理报障；故障修复及时率不低于${P5.goal}%，设备可用率不低于${P6.goal}%，无重复故障。`,
    `故障结单后${durationOf(callback.dueMs)}内回访，使用部门均满意；重要时期保障任务全部完成。`,
  ].join('\n');
