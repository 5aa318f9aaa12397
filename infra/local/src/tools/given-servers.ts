/** Servers somebody else runs, named by the environment; what is named is used and not started. */
export interface GivenServers {
  databaseUrl?: string;
  temporalAddress?: string;
  kafkaBrokers?: string;
  temporalTestServer?: string;
}

export function givenServers(env: NodeJS.ProcessEnv = process.env): GivenServers {
  return {
    databaseUrl: env.DATABASE_URL || undefined,
    temporalAddress: env.TEMPORAL_ADDRESS || undefined,
    kafkaBrokers: env.KAFKA_BROKERS || undefined,
    temporalTestServer: env.TEMPORAL_TEST_SERVER || undefined,
  };
}
