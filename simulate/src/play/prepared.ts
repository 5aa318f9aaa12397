import { contentOf, hashOf } from '@zhishou/inspections/record/record-content';
import type { RecordVisitInput } from '@zhishou/inspections/record/record.inputs';
import type { InstalmentCase } from '@zhishou/rules/settlement/instalment-case';
import { documentIdOf } from '@zhishou/rules/document/due-documents';
import type { World } from '../world/world.js';

type Input = Record<string, unknown>;

/** A drawn signature: a picture with one point. */
const SIGNATURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What an input needs beside what the script says, because it follows from how things stand; null: it is not asked for. */
export const PREPARED: Record<string, (world: World, input: Input) => Input | null | Promise<Input | null>> =
  {
    recordVisit: signed,
    submitMonthlySummary: summedUp,
    judgeDocument: ({ contract }, { code, month = null, ticketId = null, ...judged }) => {
      const about = { month, ticketId } as { month: string | null; ticketId: string | null };
      return { ...judged, documentId: documentIdOf(contract, code as string, about) };
    },
    recordPaymentDocument: async (world, input) => {
      const { amounts } = await instalmentOf(world, input);
      if (!amounts || amounts.payable === 0) return null;
      return input.kind === 'INVOICE' ? { ...input, amount: BigInt(amounts.invoiced) } : input;
    },
    applyForPayment: whilePayable,
    recordPayment: async (world, input) => {
      const { amounts } = await instalmentOf(world, input);
      return amounts && amounts.payable > 0 ? { ...input, amount: BigInt(amounts.payable) } : null;
    },
  };

/** Both sign over what the record says. */
function signed(_world: World, input: Input): Input {
  const hash = hashOf(contentOf(input as unknown as RecordVisitInput));
  const signature = { image: SIGNATURE, signedAt: input.endedAt, contentHash: hash };
  return { ...input, engineerSignature: signature, contactSignature: signature };
}

interface Draft {
  conclusion: string;
  handlings: { finding: { id: string }; text: string | null }[];
}

/** As the system drafts it. */
async function summedUp(world: World, input: Input): Promise<Input> {
  const draft = await world.ask<Draft>('draftedMonthlySummary', 'dispatcher', { month: input.month });
  const handlings = draft.handlings.map(({ finding, text }) => ({
    findingId: finding.id,
    text: text || '已列入计划，按甲方同意的期限整改。',
  }));
  return { ...input, handlings, conclusion: draft.conclusion };
}

async function whilePayable(world: World, input: Input): Promise<Input | null> {
  const { amounts } = await instalmentOf(world, input);
  return amounts && amounts.payable > 0 ? input : null;
}

async function instalmentOf({ client, contract }: World, { instalment }: Input): Promise<InstalmentCase> {
  const { rows } = await client.query<{ process: InstalmentCase }>(
    'SELECT process FROM scoring.instalment WHERE contract_id = $1 AND no = $2',
    [contract.id, instalment],
  );
  return rows[0]!.process;
}
