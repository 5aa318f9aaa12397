export interface KafkaPlace {
  data: string;
  port: number;
  controllerPort: number;
  /** the broker knows users: those of services come in at `port`, who looks after it at `adminPort` of this machine */
  adminPort?: number;
}

/**
 * Settings of a broker that lets in at SERVICES only who shows a password, and to nothing but what its access list
 * names; what runs beside it on its own machine comes in at ADMIN and may do all. `docker-compose.yml` has the same.
 */
export const GUARDED: Readonly<Record<string, string>> = {
  'listener.security.protocol.map': 'SERVICES:SASL_PLAINTEXT,ADMIN:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'inter.broker.listener.name': 'ADMIN',
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.services.scram-sha-512.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': 'false',
  // whoever shows no name; only ADMIN and CONTROLLER let such a one in
  'super.users': 'User:ANONYMOUS',
};

/** A broker's server.properties; it listens to this machine alone. */
export function kafkaProperties({ data, port, controllerPort, adminPort }: KafkaPlace): string {
  const addresses = adminPort
    ? `SERVICES://127.0.0.1:${port},ADMIN://127.0.0.1:${adminPort}`
    : `PLAINTEXT://127.0.0.1:${port}`;
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `${addresses},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': addresses,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    // A new consumer need not wait for others that do not come.
    'group.initial.rebalance.delay.ms': 0,
    ...(adminPort ? GUARDED : {}),
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
