import pg from 'pg';
import { provisionKeeping } from './keeping.js';

const { Client, escapeIdentifier, escapeLiteral } = pg;
const SERVICE_NAME = /^[a-z][a-z_]{0,30}$/;

/**
 * Gives each service one role and one schema of the same name, and the role nothing else. Safe to repeat: a password
 * that changed is taken over.
 * @param adminUrl a role that may create roles and schemas
 * @param passwords password by service name
 */
export async function provision(adminUrl: string, passwords: Record<string, string>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('provision', 0))`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    for (const [name, password] of Object.entries(passwords)) await provisionService(client, name, password);
    if ('directory' in passwords) await provisionKeeping(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function provisionService(client: pg.Client, name: string, password: string): Promise<void> {
  if (!SERVICE_NAME.test(name)) throw new Error(`not a service name: ${name}`);
  const role = escapeIdentifier(name);
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${escapeLiteral(password)}`,
  );
  await client.query(`GRANT ${role} TO CURRENT_USER`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${role} AUTHORIZATION ${role}`);
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  const database = escapeIdentifier(rows[0]?.name ?? '');
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`);
  await client.query(`ALTER ROLE ${role} IN DATABASE ${database} SET search_path = ${role}`);
}
