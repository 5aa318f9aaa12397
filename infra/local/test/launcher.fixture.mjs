// A launcher with one part, for the test that kills it: node launcher.fixture.mjs <folder> <program of the part>
import { join } from 'node:path';
import { Supervisor } from '../dist/supervisor/supervisor.js';

const [folder, entry] = process.argv.slice(2);
const supervisor = new Supervisor(join(folder, 'children.json'));
supervisor.start({
  name: 'part',
  kind: 'process',
  command: [process.execPath, entry],
  env: {},
  log: join(folder, 'part.log'),
  marker: entry,
  stopSignal: 'SIGTERM',
  health: () => Promise.resolve(),
});
process.stdout.write(`${supervisor.part('part').pid}\n`);
