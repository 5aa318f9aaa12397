import type { Entry } from './mutation-entry.builder.js';
import type { World } from './world.builder.js';

/** Within the running month, and over. */
const JUST_NOW = (seconds = 60) => new Date(Date.now() - seconds * 1_000).toISOString();

const DECIDERS = ['supervisor', 'admin'] as const;

/** One good input for every mutation of a month's inspection. */
export function inspectionsOf({ inspected }: World): Record<string, Entry> {
  const { running, planned, record, anotherRecord, recordedVisitId, openVisitId, hazards } = inspected;
  const file = { fileName: '现场.jpg', contentType: 'image/jpeg', size: 1_000, sha256: '0'.repeat(64) };
  const upload = { by: 'engineer', unfit: [[{ fileName: '..' }, 'fileName']] } satisfies Partial<Entry>;
  // the others are made by now, and stay as they are
  const elsewhere = running.visits.map((visit, index) =>
    index < 2 ? visit : { ...visit, place: '指挥中心' },
  );
  const { month } = running;
  const contractId = 'demo-seconds';
  return {
    submitInspectionPlan: {
      by: 'dispatcher',
      may: ['dispatcher'],
      input: { ...planned, contractId, comment: '请审阅' },
      another: { ...planned, comment: '请尽快审阅' },
      unfit: [
        [{ visits: planned.visits.slice(1) }, 'visits'],
        [{ month: '2099-01' }, 'month'],
      ],
    },
    reviewInspectionPlan: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { ...running, contractId, decision: 'EDIT', comment: '改在指挥中心' },
      another: { ...running, visits: elsewhere, decision: 'EDIT' },
      unfit: [
        [{ decision: 'APPROVE' }, 'visits'],
        [{ decision: 'RETURN', visits: undefined, comment: undefined }, 'comment'],
        [{ visits: running.visits.slice(1) }, 'visits'],
      ],
    },
    recordVisit: {
      by: 'engineer',
      may: ['engineer'],
      input: { ...record, madeAt: record.endedAt },
      another: anotherRecord,
      unfit: [
        [{ results: (record.results as object[]).slice(1) }, 'results'],
        [{ contactName: '别人' }, 'engineerSignature.contentHash'],
        [{ endedAt: '2020-01-01T00:00:00Z' }, 'endedAt'],
        [{ photos: ['0'.repeat(64)] }, 'photos.0'],
      ],
    },
    requestVisitUpload: { ...upload, may: ['engineer'], input: { ...file, visitId: openVisitId } },
    requestFindingUpload: {
      ...upload,
      may: ['dispatcher', 'engineer'],
      input: { ...file, findingId: hazards.photographed },
    },
    reviewVisit: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { visitId: recordedVisitId, sign: true, comment: '属实' },
      unfit: [[{ sign: false, comment: undefined }, 'comment']],
    },
    decideHazard: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { findingId: hazards.proposed, consent: true, comment: '同意' },
      unfit: [[{ consent: false, comment: undefined }, 'comment']],
    },
    rectifyHazard: {
      by: 'engineer',
      may: ['dispatcher', 'engineer'],
      input: { findingId: hazards.consented, note: '已处理', photoIds: [inspected.photoId] },
    },
    verifyHazard: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { findingId: hazards.rectified, passed: true, note: '属实' },
      unfit: [[{ passed: false, note: undefined }, 'note']],
    },
    recordJointTest: {
      by: 'engineer',
      may: ['dispatcher', 'engineer'],
      input: {
        ...{ month, contractId, heldAt: JUST_NOW(), result: '与省、市联通正常' },
        technicianIds: [running.visits[0]!.engineerId],
        ...{ endedAt: JUST_NOW(30), place: '指挥中心', participants: ['省应急管理厅'] },
        links: [
          { peer: '省厅', link: 'Ka卫星链路', item: '双向音视频', measured: '下行38Mbit/s', passed: true },
        ],
        problems: [{ description: '音量偏低', handling: '已调整', state: '已解决' }],
      },
      unfit: [
        [{ technicianIds: [] }, 'technicianIds'],
        [{ heldAt: '2020-01-01T00:00:00Z' }, 'heldAt'],
      ],
    },
    recordMonthlyCall: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { month, contractId, heldAt: JUST_NOW(), note: '约定下月提前巡检' },
      unfit: [[{ heldAt: '2020-01-01T00:00:00Z' }, 'heldAt']],
    },
    submitMonthlySummary: {
      by: 'dispatcher',
      may: ['dispatcher'],
      input: {
        ...{ month, contractId, conclusion: '设备整体良好' },
        handlings: [{ findingId: hazards.proposed, text: '待甲方同意后整改' }],
      },
      unfit: [[{ handlings: [] }, 'handlings']],
      // other findings lack a handling, and a record waits for the bureau
      refusedWith: 'BAD_USER_INPUT',
    },
    reviewMonthlySummary: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { month, contractId, conforming: true, comment: '内容齐全', summaryId: `msm_${'0'.repeat(32)}` },
      unfit: [[{ conforming: false, comment: undefined }, 'comment']],
      refusedWith: 'CONFLICT',
    },
    closeInspectionCycle: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { month, contractId },
      refusedWith: 'CONFLICT',
    },
  };
}
