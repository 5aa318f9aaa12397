import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newId } from '@zhishou/platform/ids';
import { openWorld, ServiceWorld } from '@zhishou/testkit/service-world';
import type { Who } from '@zhishou/testkit/people';
import { database } from '../src/database.js';
import { FactService } from '../src/fact/fact.service.js';
import { ScoringModule } from '../src/scoring.module.js';
import { processProbes } from '@zhishou/platform/process/process.probes';
import { signedOn } from './availability.builder.js';

const CONTRACT_DIR = fileURLToPath(new URL('../../../contracts/shaoguan-2026', import.meta.url));
const SCORE = fileURLToPath(new URL('../dist/score.cli.js', import.meta.url));
const WORKER = fileURLToPath(new URL('../dist/worker.js', import.meta.url));
export const CONTRACT_ID = 'shaoguan-2026';

export interface SheetView {
  id: string;
  month: string;
  state: string;
  version: number;
  performance: { points: number; exact: { numerator: string; denominator: string } };
  service: { points: number };
  timelyRepairRate: { percent: number } | null;
  items: {
    code: string;
    title: string;
    of: number;
    points: number;
    deductions: {
      clause: string;
      points: number;
      reason: string;
      month: string | null;
      evidence: {
        kind: string;
        id: string;
        ticket: { id: string } | null;
        serviceEvent: { note: string } | null;
      }[];
    }[];
  }[];
  objectBy: string | null;
  objectionText: string | null;
  answerText: string | null;
  allowedActions: string[];
}

const VIEW = `id month state version performance { points of exact { numerator denominator } } service { points of }
  timelyRepairRate { percent } availability { percent }
  items { code title of points deductions { clause points reason month
    evidence { kind id ticket { id } document { code state } visit { id } cycle { id } serviceEvent { note } } } }
  scoredAt scoredBy { id } objectBy objectedAt waivedAt answeredAt objectionText answerText
  confirmedAt confirmedBy { id } allowedActions`;

const INPUTS = {
  scoreMonth: 'ScoreMonthInput',
  objectToScore: 'ObjectInput',
  answerObjection: 'AnswerObjectionInput',
  confirmScore: 'ConfirmScoreInput',
} as const;

export type SheetMutation = keyof typeof INPUTS;

export const mutation = (name: SheetMutation): string =>
  `mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

/** What a service told, as it stands among the facts. */
export interface Tell {
  type: string;
  subject: string;
  time: string;
  data: unknown;
}

/** Scoring under the Shaoguan contract, signed three months ago, with its worker. */
export class SheetsWorld extends ServiceWorld {
  static async open(): Promise<SheetsWorld> {
    const parts = await openWorld({
      service: { name: 'scoring', module: ScoringModule, probes: processProbes },
      database,
      env: { CONTRACT_DIR, CONTRACT_SIGNED_ON: signedOn },
    });
    return new SheetsWorld(parts, WORKER).withWorker();
  }

  tell(...told: Tell[]): Promise<void> {
    return this.service.app.get(FactService).record(told.map((one) => ({ ...one, id: newId('evt') })));
  }

  /** What `npm run score` answers of the world's months. */
  async program(...args: string[]): Promise<{ exitCode: number; text: string }> {
    const env = { ...process.env, ...this.parts.env };
    const run = promisify(execFile)(process.execPath, [SCORE, ...args], { env, maxBuffer: 2 ** 26 });
    return run.then(
      ({ stdout }) => ({ exitCode: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        exitCode: code,
        text: stdout + stderr,
      }),
    );
  }

  async sheet(month: string, who: Who = 'auditor'): Promise<SheetView | null> {
    const source = `query ($month: Month!) { scoreSheet(month: $month) { ${VIEW} } }`;
    return (await this.ask<{ scoreSheet: SheetView | null }>(who, source, { month })).scoreSheet;
  }

  async change(who: Who, name: SheetMutation, input: object): Promise<SheetView> {
    return (await this.ask<Record<string, SheetView>>(who, mutation(name), { input }))[name]!;
  }
}
