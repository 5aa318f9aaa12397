import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import pg from 'pg';
import type { Part } from '../script/act.js';
import { assertEmpty } from './assert-empty.js';
import { Carrier } from './carrier.js';
import { followUp } from './follow.js';
import { handOver } from './hand-over.js';
import { MovedClock, onMovedClock } from './moved.clock.js';
import { Mutations } from './mutations.js';
import { type OpenedService, openService } from './open-service.js';
import { castOf, type Person } from './people.js';
import { Post } from './post.js';
import { runSchedules } from './schedules.js';
import { SERVICES } from './services.js';

export interface WorldSettings {
  /** of a superuser */
  databaseUrl: string;
  /** what the services read of the environment beside their database */
  env: Record<string, string>;
  /** the instant at which everything begins, ms */
  from: number;
}

/** What a world is made of. */
interface Parts {
  client: pg.Client;
  clock: MovedClock;
  services: readonly OpenedService[];
  carrier: Carrier;
  post: Post;
  mutations: Mutations;
  cast: ReadonlyMap<Part, Person>;
}

/** The services of an installation on made-up time, with everybody who works there. */
export class World {
  private constructor(private readonly parts: Parts) {}

  /** @throws NotEmptyError where something is there already */
  static async open({ databaseUrl, env, from }: WorldSettings): Promise<World> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await assertEmpty(client);
    const cast = await castOf(client);
    const names = SERVICES.map(({ name }) => name);
    const clock = await MovedClock.open(client, names);
    await clock.moveTo(from);
    const services: OpenedService[] = [];
    // one after the other: each reads the same environment
    for (const spec of SERVICES)
      services.push(await openService(spec, { ...env, DATABASE_URL: onMovedClock(databaseUrl, spec.name) }));
    const inspections = services.find(({ name }) => name === 'inspections')!;
    const carrier = new Carrier(client, () => clock.now, followUp(inspections));
    services.forEach((service) => carrier.serve(service));
    const subscriptions = services.flatMap((service) => service.subscriptions);
    const post = new Post(client, subscriptions, ['directory', ...names]);
    await post.deliver();
    const mutations = new Mutations(services.map(({ app }) => app));
    const world = new World({ client, clock, services, carrier, post, mutations, cast });
    await world.settle();
    return world;
  }

  get client(): pg.Client {
    return this.parts.client;
  }

  /** the one that is played */
  get contract(): Contract {
    return this.service('scoring').app.get<Contract[]>(CONTRACTS)[0]!;
  }

  /** ms */
  get now(): number {
    return this.parts.clock.now;
  }

  /** how many there are */
  get engineers(): number {
    return [...this.parts.cast.keys()].filter((part) => part.startsWith('engineer')).length;
  }

  /** Whoever plays this part. */
  person(part: Part): Person {
    const person = this.parts.cast.get(part);
    if (!person) throw new Error(`nobody here plays ${part}`);
    return person;
  }

  /** Lets time pass until `instant`; what happens of itself meanwhile happens. */
  async passTo(instant: number): Promise<void> {
    const { clock, carrier } = this.parts;
    for (let next = carrier.nextWake(); next <= instant; next = carrier.nextWake()) {
      await clock.moveTo(Math.max(next, clock.now));
      await carrier.wake();
      await this.settle();
    }
    await clock.moveTo(instant);
  }

  /** Somebody asks for a field of the graph, now. */
  async ask<T>(name: string, who: Part, input: object): Promise<T> {
    const answer = await this.parts.mutations.ask<T>(name, this.person(who), input);
    await this.settle();
    return answer;
  }

  /** The schedules of the workers run, now. */
  async tick(): Promise<void> {
    await runSchedules(this.service('inspections'), this.service('scoring'));
    await this.settle();
  }

  /** Leaves what is still going on to the workflows. */
  handOver(): Promise<void> {
    return handOver(this.client, this.parts.services);
  }

  async close(): Promise<void> {
    const { services, clock, client } = this.parts;
    await Promise.all(services.map(({ db }) => db.destroy()));
    await clock.close();
    await client.end();
  }

  private service(name: OpenedService['name']): OpenedService {
    return this.parts.services.find((one) => one.name === name)!;
  }

  /** Everybody hears what was told, and what that opens is carried, until all is quiet. */
  private async settle(): Promise<void> {
    const { post, carrier } = this.parts;
    while (await post.deliver()) await carrier.takeUp();
  }
}
