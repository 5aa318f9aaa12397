import { eventually } from '@zhishou/testkit/eventually';
import { documentOf } from './mutations.builder.js';
import type { Office } from './office.builder.js';
import { monthNow } from './plan.builder.js';
import type { Input } from './bad-input.builder.js';
import { uploadPhoto } from './upload.builder.js';

/** The analysis of a closed fault that is to be handed in, and one that waits for its judgement. */
export interface Documents {
  toSubmit: Input;
  toJudge: string;
  /** a file of the contract that wants them */
  fileId: string;
}

/** Of two faults that were closed in this month. */
export async function buildDocuments(
  { people }: Office,
  faults: Record<'toSubmit' | 'toJudge', string>,
): Promise<Documents> {
  const { dispatcher } = people;
  const analysisOf = (ticketId: string): Promise<{ id: string; contractId: string }> =>
    eventually(async () => {
      const { dueDocuments } = await dispatcher.ask<{
        dueDocuments: { id: string; contractId: string }[];
      }>('query ($month: Month!) { dueDocuments(month: $month) { id contractId } }', { month: monthNow() });
      return dueDocuments.find(({ id }) => id.endsWith(`FAULT_ANALYSIS/${ticketId}`));
    });
  const [{ contractId }, { id }] = [await analysisOf(faults.toSubmit), await analysisOf(faults.toJudge)];
  const input = (ticketId: string): Input => ({ code: 'FAULT_ANALYSIS', ticketId, contractId });
  await dispatcher.ask(documentOf('submitDocument'), { input: input(faults.toJudge) });
  const fileId = await uploadPhoto(dispatcher, 'requestContractUpload', { contractId });
  return { toSubmit: input(faults.toSubmit), toJudge: id, fileId };
}
