import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';
import type { EnvReader } from '../env.js';

/**
 * How a process shows Temporal who it is, by the variables that Temporal's own programs read: the authority behind the
 * server's certificate, and a certificate with its key that the server's authority for clients signed; each a PEM file.
 * Without any of them the way is open, as is right for a server that listens to this machine alone.
 */
export function temporalTls(env: EnvReader): TLSConfig | undefined {
  const authority = env.optionalText('TEMPORAL_TLS_SERVER_CA_CERT_PATH');
  const certificate = env.optionalText('TEMPORAL_TLS_CLIENT_CERT_PATH');
  const key = env.optionalText('TEMPORAL_TLS_CLIENT_KEY_PATH');
  if (!authority && !certificate && !key) return undefined;
  const own = [env.text('TEMPORAL_TLS_CLIENT_CERT_PATH'), env.text('TEMPORAL_TLS_CLIENT_KEY_PATH')];
  if (own.includes('')) return undefined; // the reader tells which one is missing
  const [crt, secret] = own.map((file) => readFileSync(file));
  return {
    serverRootCACertificate: authority ? readFileSync(authority) : undefined,
    clientCertPair: { crt: crt!, key: secret! },
  };
}
