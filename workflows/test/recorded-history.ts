import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import proto, { type temporal } from '@temporalio/proto';
import type { TaskQueue } from '@zhishou/messages/task-queues';

const { History } = proto.temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

const FOLDER = new URL('./histories/', import.meta.url);

export interface EventRecord {
  eventType: string;
}

/** A history as plain JSON: names for enums, base64 for payloads. */
export const historyToPlain = (history: History): { events: EventRecord[] } =>
  History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String }) as {
    events: EventRecord[];
  };

// Stacks tell where the run was recorded and are read by no replay.
const withoutStacks = (key: string, value: unknown): unknown => (key === 'stackTrace' ? undefined : value);

/** Larger ones are packed: those that are long enough for another run are megabytes of ballast. */
const MOST_PLAIN = 2 ** 20;

/** Keeps the history of a real run for the replay test when RECORD_HISTORIES=1. */
export function keepHistory(name: string, history: History): void {
  if (process.env.RECORD_HISTORIES !== '1') return;
  const text = `${JSON.stringify(historyToPlain(history), withoutStacks, 1)}\n`;
  if (text.length > MOST_PLAIN) writeFileSync(new URL(`${name}.json.gz`, FOLDER), gzipSync(text));
  else writeFileSync(new URL(`${name}.json`, FOLDER), text);
}

/** Their files, each with the name it has as a test. */
export const keptHistories = (): [name: string, file: string][] =>
  readdirSync(FOLDER).map((file) => [file.replace(/\.json(\.gz)?$/, ''), file]);

export function readHistory(file: string): History {
  const bytes = readFileSync(new URL(file, FOLDER));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return History.fromObject(JSON.parse(text) as object);
}

/** The task queue whose workers wrote it. */
export const queueOf = ({ events }: History): TaskQueue =>
  events![0]!.workflowExecutionStartedEventAttributes!.taskQueue!.name as TaskQueue;
