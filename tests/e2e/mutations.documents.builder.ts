import type { Entry } from './mutation-entry.builder.js';
import { monthNow } from './plan.builder.js';
import type { World } from './world.builder.js';

/** One good input for every mutation of the documents that the contract wants. */
export function documentsOf({ documents }: World): Record<string, Entry> {
  const toSubmit = { ...documents.toSubmit, generated: true, fileIds: [documents.fileId] };
  return {
    submitDocument: {
      ...{ by: 'dispatcher', may: ['dispatcher'] },
      input: { ...toSubmit, note: '见附件' },
      another: { ...toSubmit, note: '另附说明' },
      unfit: [
        [{ code: 'POEM' }, 'code'],
        [{ code: 'SCORE_SHEET' }, 'code'],
        [{ code: 'INSPECTION_REPORT' }, 'code'],
        [{ fileIds: ['att_none'] }, 'fileIds.0'],
        [{ month: monthNow() }, 'month'],
        [{ code: 'HAZARD_LIST' }, 'month'],
      ],
    },
    judgeDocument: {
      ...{ by: 'supervisor', may: ['supervisor', 'admin'] },
      input: { documentId: documents.toJudge, conforming: true, note: '内容完整' },
      unfit: [[{ conforming: false, note: undefined }, 'note']],
    },
    issueBulletin: {
      ...{ by: 'supervisor', may: ['supervisor', 'admin'] },
      // the month goes on
      input: { month: monthNow(), contractId: 'demo-seconds', remarks: '请各部门做好汛期值守。' },
      refusedWith: 'BAD_USER_INPUT',
      unfit: [
        [{ contractId: 'none' }, 'contractId'],
        [{ month: '2099-01' }, 'month'],
      ],
    },
  };
}
