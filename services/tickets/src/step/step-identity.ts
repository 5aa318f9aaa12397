import { createHash, randomUUID } from 'node:crypto';
import type { TicketStep } from '@zhishou/rules/ticket-case';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same person's same key names the same step; without a key every call is a step of its own. */
export const stepIdOf = (personId: string, idempotencyKey?: string): string =>
  idempotencyKey === undefined ? randomUUID() : sha256(JSON.stringify([personId, idempotencyKey]));

export const newAttemptId = (): string => randomUUID();

/** Tells two different bodies under one key apart. Keys are sorted, so that a copy that crossed JSON hashes alike. */
export const bodyHashOf = (step: TicketStep, details: Record<string, unknown>): string =>
  sha256(JSON.stringify([sorted(step), sorted(details)]));

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
