import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { type Broker, createBroker, type Publisher } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { eventually } from '@zhishou/testkit/eventually';
import type { RunningService } from '@zhishou/testkit/running-service';
import { DataSource } from 'typeorm';
import { FactService } from '../src/fact/fact.service.js';
import { noteFacts } from '../src/fact/note-facts.js';
import { rebuildFacts } from '../src/fact/rebuild-facts.js';
import { scoringWorld, type ScoringWorld } from './scoring.builder.js';
import { ticketEvent, ticketSnapshot } from './ticket-event.builder.js';

let world: ScoringWorld;
let broker: Broker;
let kafka: Publisher;
let service: RunningService;

const publish = (events: Event[]) =>
  kafka.send(events.map((event) => ({ topic: TOPICS.tickets, key: event.subject, event })));

const ask = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  service.app.get(DataSource).query(sql, parameters);

const timesKept = async ({ id }: Event): Promise<number> => {
  return (await ask('SELECT 1 FROM fact WHERE event_id = $1', [id])).length;
};

const kept = (event: Event) => eventually(async () => (await timesKept(event)) > 0);

beforeAll(async () => {
  world = await scoringWorld();
  broker = createBroker({
    brokers: process.env.KAFKA_BROKERS!.split(','),
    clientId: 'test',
    logger: createLogger('test'),
  });
  kafka = broker.producer();
});

afterAll(async () => {
  await service?.stop();
  await kafka?.close();
  await broker?.close();
  await world?.close();
});

describe('facts', () => {
  const early = ticketEvent(ticketSnapshot({ assetCode: 'L1-S1-01' }));

  it('begin with what was told before the service ever ran', async () => {
    await publish([early]);
    service = await world.start();
    await kept(early);
    const [fact] = await ask('SELECT type, subject, time, data FROM fact');
    expect(fact).toEqual({
      type: 'ticket.reported',
      subject: early.subject,
      time: new Date(early.time),
      data: early.data,
    });
  });

  it('are kept once though delivered again', async () => {
    const last = ticketEvent(ticketSnapshot({ id: early.subject }));
    await publish([early, early, last]);
    await kept(last);
    expect(await timesKept(early)).toBe(1);
  });

  it('are never what a stranger told, nor held up by what cannot be kept', async () => {
    const { id } = early.data.ticket;
    const down = () => ticketEvent(ticketSnapshot({ id, assetCode: 'L1-S1-01', unitsAffected: 9 }));
    const strange = [
      { ...down(), source: '/zhishou/notifier' },
      { ...down(), subject: 'tkt_other' },
      { ...down(), type: 'service-event.registered' },
      { ...down(), sequence: String(2 ** 53) },
      { ...down(), time: '2999-01-01T00:00:00.000Z' },
      ticketEvent(ticketSnapshot({ id, assetName: 'no\u0000text' })),
    ];
    const last = ticketEvent(ticketSnapshot({ id }));
    await publish([...strange, last]);
    await kept(last);
    for (const event of strange) expect(await timesKept(event)).toBe(0);
  });

  it('are kept once though delivered again after a restart, and none is missed meanwhile', async () => {
    await service.stop();
    const meanwhile = ticketEvent(ticketSnapshot({ id: early.subject }));
    const last = ticketEvent(ticketSnapshot({ id: early.subject }));
    await publish([meanwhile, early, meanwhile, last]);
    service = await world.start();
    await kept(last);
    expect(await timesKept(early)).toBe(1);
    expect(await timesKept(meanwhile)).toBe(1);
  });

  it('keep the order in which they were told', async () => {
    const told = Array.from({ length: 40 }, () => ticketEvent(ticketSnapshot({ id: 'tkt_in_order' })));
    await publish(told);
    await kept(told.at(-1)!);
    const rows = await ask<{ id: string }>(
      'SELECT event_id AS id FROM fact WHERE subject = $1 ORDER BY seq',
      ['tkt_in_order'],
    );
    expect(rows.map(({ id }) => id)).toEqual(told.map(({ id }) => id));
  });

  describe('rebuilt from the topics', () => {
    const db = () => service.app.get(DataSource);
    const rows = () =>
      ask('SELECT seq, event_id, type, subject, time, data, hash FROM fact ORDER BY seq').then((facts) => ({
        facts,
        assets: ask('SELECT * FROM fact_asset ORDER BY seq, asset_code'),
      }));
    const withoutTriggers = async (...statements: string[]) => {
      for (const sql of [
        'ALTER TABLE fact DISABLE TRIGGER USER',
        'ALTER TABLE fact_asset DISABLE TRIGGER USER',
      ])
        await ask(sql);
      for (const sql of statements) await ask(sql);
      for (const sql of [
        'ALTER TABLE fact ENABLE TRIGGER USER',
        'ALTER TABLE fact_asset ENABLE TRIGGER USER',
      ])
        await ask(sql);
    };
    let noted: number;

    beforeAll(async () => {
      await noteFacts(db());
      [{ noted }] = (await ask<{ noted: number }>('SELECT count(*)::int AS noted FROM fact')) as [
        { noted: number },
      ];
      await eventually(
        async () => (await ask('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0,
      );
    });

    it('agree with those that are kept, whatever came since they were noted', async () => {
      expect(await rebuildFacts(db(), broker, 'check')).toEqual({ noted, rest: 0 });
      const late = ticketEvent(ticketSnapshot({}));
      await publish([late]);
      await kept(late);
      expect(await rebuildFacts(db(), broker, 'check')).toEqual({ noted, rest: 1 });
    });

    it('show which was altered', async () => {
      const [{ seq, data }] = (await ask<{ seq: string; data: object }>(
        `SELECT seq, data FROM fact WHERE event_id = $1`,
        [early.id],
      )) as [{ seq: string; data: object }];
      const write = (text: string) =>
        `UPDATE fact SET data = '${text.replaceAll("'", "''")}' WHERE seq = ${seq}`;
      const hash = (await ask<{ hash: string }>('SELECT hash FROM fact WHERE seq = $1', [seq]))[0]!.hash;
      await withoutTriggers(write('{}'), `UPDATE fact SET hash = 'x' WHERE seq = ${seq}`);
      await expect(rebuildFacts(db(), broker, 'check')).rejects.toThrow(`fact ${seq} is not the event`);
      await withoutTriggers(
        write(JSON.stringify(data)),
        `UPDATE fact SET hash = '${hash}' WHERE seq = ${seq}`,
      );
    });

    it('are the same rows in the same order with the same hash', async () => {
      await expect(rebuildFacts(db(), broker, 'fact')).rejects.toThrow('there are facts');
      const before = await rows();
      await withoutTriggers('TRUNCATE fact, fact_asset');
      expect(await rebuildFacts(db(), broker, 'fact')).toEqual({ noted, rest: 1 });
      const after = await rows();
      expect(after.facts).toEqual(before.facts);
      expect(await after.assets).toEqual(await before.assets);
    });
  });

  it('up to a number that was seen are the same facts for ever, whoever else writes', async () => {
    const facts = service.app.get(FactService);
    const events = Array.from({ length: 500 }, () => ticketEvent(ticketSnapshot({})));
    const seen: { upTo: string; count: number }[] = [];
    let writing = true;
    const watching = (async () => {
      while (writing) {
        seen.push(
          ...(await ask<(typeof seen)[0]>('SELECT max(seq) AS "upTo", count(*)::int AS count FROM fact')),
        );
      }
    })();
    await Promise.all(events.map((event) => facts.record([event])));
    writing = false;
    await watching;
    for (const { upTo, count } of seen) {
      const [now] = await ask<{ count: number }>('SELECT count(*)::int AS count FROM fact WHERE seq <= $1', [
        upTo,
      ]);
      expect(now).toEqual({ count });
    }
  });
});
