import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
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

/** Keeps the history of a real run for the replay test when RECORD_HISTORIES=1. */
export function keepHistory(name: string, history: History): void {
  if (process.env.RECORD_HISTORIES !== '1') return;
  const text = JSON.stringify(historyToPlain(history), withoutStacks, 1);
  writeFileSync(new URL(`${name}.json`, FOLDER), `${text}\n`);
}

export const keptHistories = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

export const readHistory = (name: string): History =>
  History.fromObject(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as object);
