import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '@zhishou/local/root/repository';
import { eventually } from '@zhishou/testkit/eventually';
import { registerProgram } from '../program.builder.js';
import { report } from '../ticket.builder.js';
import { signInAll, stack, type User } from '../zhishou.builder.js';

/** A way to the gateway that can be cut. */
class Way {
  private readonly sockets = new Set<Socket>();
  private server!: Server;
  private isCut = false;

  async open(): Promise<string> {
    const { hostname, port } = new URL(stack.graphql);
    this.server = createServer((near) => {
      if (this.isCut) return void near.destroy();
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) this.sockets.add(socket.on('error', () => socket.destroy()));
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}/graphql`;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

describe('the example bot', () => {
  const way = new Way();
  let bot: ChildProcess;
  let says = '';
  let [reporter, admin]: User[] = [];

  const told = (number: string): number =>
    says.split('\n').filter((line) => line.includes(`MAJOR_FAULT 第 3 级 ${number}`)).length;
  const listenings = (): number => says.split('正在监听').length - 1;

  beforeAll(async () => {
    [reporter, admin] = await signInAll('reporter', 'admin');
    const { clientId, secret } = await registerProgram(admin, {
      ...{ name: '示例机器人', role: 'BOT' },
      scopes: ['escalations:read', 'escalations:acknowledge'],
    });
    const env = {
      ...{ PATH: process.env.PATH, ZHISHOU_URL: await way.open() },
      ...{ CLIENT_ID: clientId, CLIENT_SECRET: secret, ACKNOWLEDGE_NOTE: '值班群已通知' },
    };
    bot = spawn(process.execPath, [join(REPOSITORY, 'examples/bot/dist/bot.js')], { env });
    for (const stream of [bot.stdout!, bot.stderr!])
      stream.on('data', (chunk: Buffer) => (says += chunk.toString()));
    await eventually(() => listenings() === 1);
  });
  afterAll(() => {
    bot?.kill();
    way.close();
  });

  it('says a call once, as it is raised, and acknowledges it', async () => {
    const { id, number } = await report(reporter!, { severity: 'MAJOR' });
    await eventually(() => told(number) === 1);
    const acknowledged = 'query ($id: ID) { ticket(id: $id) { escalations { acknowledgementNote } } }';
    await eventually(async () => {
      const { ticket } = await admin!.ask<{ ticket: { escalations: object[] } }>(acknowledged, { id });
      return JSON.stringify(ticket.escalations).includes('值班群已通知');
    });
  });

  it('comes back when its connection was lost, and says what was raised meanwhile, once', async () => {
    way.cut();
    await eventually(() => says.includes('连接中断'));
    const { number } = await report(reporter!, { severity: 'MAJOR' });
    way.mend();
    await eventually(() => listenings() === 2);
    const { number: later } = await report(reporter!, { severity: 'MAJOR' });
    await eventually(() => told(later) === 1);
    expect([told(number), told(later)]).toEqual([1, 1]);
  });
});
