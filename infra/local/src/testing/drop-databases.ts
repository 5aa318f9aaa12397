import pg from 'pg';

/** Removes the databases and roles that the tests of a run made and kept for each other. */
export async function dropDatabases(serverUrl: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const like = `test\\_${run}\\_%`;
    const databases = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname LIKE $1',
      [like],
    );
    for (const { name } of databases.rows)
      await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    const roles = await client.query<{ name: string }>(
      'SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1',
      [like],
    );
    for (const { name } of roles.rows) await client.query(`DROP ROLE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
