import { expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { dayEnd } from '@zhishou/rules/month';
import type { InspectionsWorld } from './inspections.world.js';
import { inDays, type Reviews } from './reviews.builder.js';

/** Of a world that keeps the last thirty days. */
export function closedFaultStories(open: () => { world: InspectionsWorld; reviews: Reviews }): void {
  const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const endOf = (days: number): string => new Date(dayEnd(inDays(days))).toISOString();
  const closingOf = async ({ id }: { id: string }): Promise<Date> => {
    const [row] = await open().world.rows<{ at: Date }>(
      'SELECT fault_closed_at AS at FROM review WHERE id = $1',
      [id],
    );
    return row!.at;
  };

  it('asks for a review once, however often its closing is told, and whatever follows it', async () => {
    const id = newId('tkt');
    for (const action of [
      'recordRecoveryTest',
      'recordRecoveryTest',
      'recordCallback',
      'returnHandOff',
    ] as const)
      await open().reviews.tell(action, { id });
    await open().reviews.asked();
    const rows = await open().world.rows<{ id: string }>('SELECT id FROM review WHERE ticket_id = $1', [id]);
    expect(rows).toHaveLength(1);
    expect(await open().reviews.steps(rows[0]!.id)).toEqual(['inspection.review-asked']);
  });

  it.each([
    ['that was a general one', 'recordRecoveryTest', { severity: 'GENERAL' }],
    ['of which the test has failed', 'recordRecoveryTest', { state: 'REOPENED' }],
    ['that was cancelled', 'cancelTicket', { state: 'CANCELLED' }],
    ['that is not covered', 'judgeCoverage', { state: 'NOT_COVERED' }],
    ['that the carrier has given back', 'returnHandOff', { state: 'ACCEPTED' }],
    ['that was no fault', 'recordRecoveryTest', { kind: 'CONSULTATION' }],
  ] as const)('%s asks for none', async (_, action, ticket) => {
    const id = newId('tkt');
    await open().reviews.tell(action, { id, ...ticket, closedAt: ago(5) });
    // what is told of the same ticket comes in its order: had the first asked, its closing would be the earlier one
    const closedAt = ago(1);
    await open().reviews.tell('recordRecoveryTest', { id, closedAt });
    expect(await closingOf(await open().reviews.known(id))).toEqual(new Date(closedAt));
  });

  it('asks for one too where the carrier has repaired it', async () => {
    const id = newId('tkt');
    await open().reviews.tell('returnHandOff', { id });
    expect(await open().reviews.known(id)).toMatchObject({ state: 'ASKED', ticket: { id } });
  });

  it('is reviewed within seven days from when that is asked for, also where it was closed long before', async () => {
    const review = await open().reviews.asked({ closedAt: ago(20) });
    expect(review).toMatchObject({
      ...{ state: 'ASKED', lessons: null, filedBy: null, measures: [] },
      ...{ dueAt: endOf(7), allowedActions: ['fileMajorFaultReview'] },
    });
    expect((await open().reviews.ofTicket(review.ticket.id, 'dispatcher'))?.allowedActions).toEqual([]);
  });

  it('that was closed before the first day kept, asks for none', async () => {
    const id = newId('tkt');
    await open().reviews.tell('recordRecoveryTest', { id, closedAt: ago(32) });
    await open().reviews.tell('recordRecoveryTest', { id, closedAt: ago(29) });
    const review = await open().reviews.known(id);
    expect((await closingOf(review)).getTime()).toBeGreaterThan(Date.parse(ago(30)));
  });
}
