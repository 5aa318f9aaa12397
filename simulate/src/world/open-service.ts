import { DataSource } from 'typeorm';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Broker, ConsumerOptions } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { consumePeople } from '@zhishou/platform/people/people.consumer';
import { processActivities } from '@zhishou/platform/process/activities';
import type { AnyRecording } from '@zhishou/platform/process/recording';
import { StartQueue } from '@zhishou/platform/process/start.queue';
import { StepSender } from '@zhishou/platform/process/step.sender';
import { createService } from '@zhishou/platform/service';
import { BROKER } from '@zhishou/platform/tokens';
import type { ProcessActivities } from '@zhishou/messages/case-process';
import type { ServiceSpec } from './services.js';

export type OpenedApp = Awaited<ReturnType<typeof createService>>;

/** A service on made-up time: all of it but what would act by itself, Kafka and Temporal. */
export interface OpenedService {
  name: ServiceSpec['name'];
  app: OpenedApp;
  db: DataSource;
  recordings: readonly AnyRecording[];
  activities: ProcessActivities;
  sender: StepSender;
  /** what it does with events, as it would have told Kafka */
  subscriptions: ConsumerOptions[];
}

const LOG = createLogger('simulate');

/**
 * Makes a service without starting it: its providers stand, what they do of themselves (relay, janitor, watches) does not
 * begin. Its consumers are asked to subscribe; the sending of steps is left to be taken over.
 */
export async function openService(spec: ServiceSpec, env: Record<string, string>): Promise<OpenedService> {
  Object.assign(process.env, env);
  const { name } = spec;
  const app = await createService({ name, module: spec.module, probes: () => [] });
  const db = app.get(DataSource);
  const subscriptions: ConsumerOptions[] = [];
  const broker = app.get<Broker>(BROKER);
  broker.consume = (wanted) => {
    subscriptions.push(wanted);
    return { ready: Promise.resolve(), stop: () => Promise.resolve() };
  };
  consumePeople(broker, db, name);
  for (const consumer of spec.consumers) app.get(consumer).onApplicationBootstrap();
  // nobody waits for a workflow here: cases are carried by the simulation, and by workflows once it is over
  app.get(StartQueue).add = () => undefined;
  const recordings = spec.recordings(app.get(ContractStore));
  const activities = processActivities(db, recordings, LOG);
  return { name, app, db, recordings, activities, sender: app.get(StepSender), subscriptions };
}
