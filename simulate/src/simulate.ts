import { contractEnv } from '@zhishou/platform/contract/contract.env';
import { loadContracts } from '@zhishou/platform/contract/load-contract';
import { dayStart } from '@zhishou/rules/month';
import { play } from './play/player.js';
import { scriptOf } from './script/script.js';
import { World } from './world/world.js';

export interface Simulation {
  /** of a superuser */
  databaseUrl: string;
  faults: number;
  seed: number;
  /** ms */
  until: number;
  /** told of the progress */
  tell: (text: string) => void;
}

/** What a service reads of the environment, and what is not there while it is made up: Kafka, Temporal, the directory. */
const NOWHERE = {
  KAFKA_BROKERS: '127.0.0.1:9',
  TEMPORAL_ADDRESS: '127.0.0.1:9',
  JWKS_URL: 'http://127.0.0.1:9',
  DIRECTORY_URL: 'http://127.0.0.1:9',
  ATTACHMENT_SECRET: 'no address is signed here',
  LOG_LEVEL: 'error',
};

/** Makes up the contract of CONTRACT_DIR from its signing until then, and leaves it as if it had been so. */
export async function simulate({ databaseUrl, faults, seed, until, tell }: Simulation): Promise<void> {
  const [contract] = loadContracts(contractEnv()) as [ReturnType<typeof loadContracts>[number]];
  const from = dayStart(contract.signedOn);
  // bulletins are issued, and kept
  const store = Object.entries(process.env).filter(([name]) => name.startsWith('ATTACHMENT_')) as [
    string,
    string,
  ][];
  const env = { ...Object.fromEntries(store), ...NOWHERE };
  const world = await World.open({ databaseUrl, from, env });
  try {
    const acts = scriptOf({ contract, seed, faults, engineers: world.engineers, until });
    tell(`剧本：自 ${contract.signedOn} 起 ${acts.length} 步，种子 ${seed}`);
    let month = '';
    let done = 0;
    await play(world, {
      acts,
      until,
      onAct: () => (done += 1),
      onDay: (day) => {
        if (day.slice(0, 7) === month) return;
        month = day.slice(0, 7);
        tell(`${month}：已演 ${done} 步`);
      },
    });
    await world.handOver();
    tell(`共 ${done} 步`);
  } finally {
    await world.close();
  }
}
