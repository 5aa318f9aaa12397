import { describe, expect, it } from '@jest/globals';
import {
  CannotExecuteNotConnectedError,
  ConnectionIsNotSetError,
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { isContention, isDatabaseAway, wasNotSent } from './database-error.js';

const coded = (code: string, message = 'words of the moment') => Object.assign(new Error(message), { code });
const failed = (error: Error) => new QueryFailedError('SELECT 1', [], error);

/** As they stand in pg 8.23, pg-pool 3, pg-protocol 1 and node's net and streams. */
const SENTENCES = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
  'Query read timeout',
  'Received unexpected commandComplete message from backend.',
  'received invalid response: 48',
  'The server does not support SSL connections',
  'There was an error establishing an SSL connection',
  'This socket has been ended by the other party',
];
const CODES = [
  ...['08000', '08003', '08006', '08P01', '25006', '25P03', '25P04', '53100', '53200', '53300', '55P03'],
  ...['57014', '57P01', '57P02', '57P03', '57P05', '58030'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'],
];
const CLASSES = [
  new QueryRunnerAlreadyReleasedError(),
  new QueryRunnerProviderAlreadyReleasedError(),
  new CannotExecuteNotConnectedError(),
  new ConnectionIsNotSetError('postgres'),
];

describe('a database that is away', () => {
  const said = [...SENTENCES.map((words) => new Error(words)), ...CODES.map((code) => coded(code))];

  it.each([...said, ...said.map(failed), ...CLASSES])('is known by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it('is known by one of the addresses that were tried, and by a socket file that is not there', () => {
    expect(isDatabaseAway(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]))).toBe(true);
    expect(isDatabaseAway(Object.assign(coded('ENOENT'), { syscall: 'connect' }))).toBe(true);
  });

  it.each([
    new Error('something else: Connection terminated'),
    coded('ENOENT'),
    coded('23505'),
    coded('25P02'),
    coded('40001'),
    'a string',
    undefined,
  ])('is not meant by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

it('tells work that may be tried again at once from all other', () => {
  expect(['40001', '40P01', '40002', '23505'].map((code) => isContention(failed(coded(code))))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('knows what was refused before it was sent', () => {
  expect(CLASSES.slice(0, 2).every(wasNotSent)).toBe(true);
  expect(wasNotSent(failed(new Error('Client was closed and is not queryable')))).toBe(true);
  expect(wasNotSent(failed(new Error('Connection terminated unexpectedly')))).toBe(false);
});
