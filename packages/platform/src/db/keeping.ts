import type pg from 'pg';

/** Owns the auditor's copy; nobody signs in as this role. */
const KEEPER = 'audit_keeper';

/**
 * Makes the role that owns the auditor's copy of all audit chains, and the one function by which the directory hands
 * its table over to it: from then on the directory reads the copy and adds to it, and PostgreSQL refuses it the rest.
 */
export async function provisionKeeping(client: pg.Client): Promise<void> {
  // roles belong to the server: another database of it may be making this one now
  await client.query(`
    DO $$ BEGIN
      CREATE ROLE ${KEEPER} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await client.query(`GRANT ${KEEPER} TO CURRENT_USER`);
  await client.query(`GRANT USAGE, CREATE ON SCHEMA directory TO ${KEEPER}`);
  await client.query('CREATE SCHEMA IF NOT EXISTS keeping AUTHORIZATION CURRENT_USER');
  await client.query(`
    CREATE OR REPLACE FUNCTION keeping.hand_over_audit_log() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
    BEGIN
      ALTER TABLE directory.audit_log OWNER TO ${KEEPER};
      REVOKE ALL ON directory.audit_log FROM PUBLIC, directory;
      GRANT SELECT, INSERT ON directory.audit_log TO directory;
    END $$`);
  await client.query('REVOKE ALL ON FUNCTION keeping.hand_over_audit_log() FROM PUBLIC');
  await client.query('GRANT USAGE ON SCHEMA keeping TO directory');
  await client.query('GRANT EXECUTE ON FUNCTION keeping.hand_over_audit_log() TO directory');
}
