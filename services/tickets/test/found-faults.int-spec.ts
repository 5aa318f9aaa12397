import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '@zhishou/messages/events';
import { FINDING_MADE, type FindingData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { newId } from '@zhishou/platform/ids';
import type { Broker, Publisher } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE } from '@zhishou/testkit/people';
import { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;
let kafka: Publisher;

beforeAll(async () => {
  world = await TicketsWorld.open();
  kafka = world.service.app.get<Broker>(BROKER).producer();
}, 60_000);

afterAll(async () => {
  await kafka?.close();
  await world?.close();
});

let sequence = 0;

const tell = (finding: FindingData['finding']) => {
  const event: Event = {
    specversion: '1.0',
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    source: '/zhishou/inspections',
    type: FINDING_MADE,
    subject: finding.id,
    time: finding.foundAt,
    datacontenttype: 'application/json',
    sequence: String((sequence += 1)),
    data: { finding },
  };
  return kafka.send([{ topic: TOPICS.inspections, key: finding.id, event }]);
};

const found = (more: Partial<FindingData['finding']> = {}): FindingData['finding'] => ({
  id: newId('fnd'),
  kind: 'FAULT',
  cycleId: 'demo-seconds/2026-07',
  visitId: newId('vst'),
  assetCode: 'L1-S1-02',
  item: 'RUNNING',
  description: '风扇停转',
  foundAt: new Date().toISOString(),
  accompaniedById: PEOPLE.supervisor.id,
  ...more,
});

const ticketsOf = (findingId: string) =>
  world.rows<{ id: string; severity: string; asset_code: string; reported_by_id: string }>(
    'SELECT id, severity, asset_code, reported_by_id FROM ticket WHERE finding_id = $1',
    [findingId],
  );

describe('a fault that an inspection turns up', () => {
  it('becomes a ticket, once however often it is told, in the name of the supervisor who was there', async () => {
    const finding = found();
    await tell(finding);
    await tell(finding);
    await eventually(async () => (await ticketsOf(finding.id)).length > 0);
    const after = found();
    await tell(after);
    await eventually(async () => (await ticketsOf(after.id)).length > 0);
    const tickets = await ticketsOf(finding.id);
    expect(tickets).toEqual([
      {
        id: expect.any(String),
        severity: 'GENERAL',
        asset_code: 'L1-S1-02',
        reported_by_id: PEOPLE.supervisor.id,
      },
    ]);
    const { ticket } = await world.ask<{ ticket: object }>(
      'supervisor',
      'query ($id: ID) { ticket(id: $id) { summary finding { id } } }',
      { id: tickets[0]!.id },
    );
    expect(ticket).toEqual({ summary: '风扇停转', finding: { id: finding.id } });
    const [event] = await world.rows<{ finding: string }>(
      `SELECT event -> 'data' -> 'ticket' ->> 'findingId' AS finding FROM outbox WHERE key = $1`,
      [tickets[0]!.id],
    );
    expect(event).toEqual({ finding: finding.id });
  });

  it('is none when it is a hazard', async () => {
    const [hazard, fault] = [found({ kind: 'HAZARD' }), found()];
    await tell(hazard);
    await tell(fault);
    await eventually(async () => (await ticketsOf(fault.id)).length > 0);
    expect(await ticketsOf(hazard.id)).toEqual([]);
  });
});
