import { Kafka, logLevel } from 'kafkajs';
import { readEnv } from '../env.js';
import { createLogger } from '../log.js';
import { keepAccess } from './access.js';
import { kafkaSecurity } from './security.js';
import { keepTopics } from './topics.js';

// Makes topics and the services' rights; run at deployment, as one whom the brokers let do so.
const { brokers, prefix } = readEnv((env) => ({
  brokers: env.list('KAFKA_BROKERS'),
  prefix: env.text('KAFKA_PREFIX', { default: '' }),
}));
const { sasl, ssl } = kafkaSecurity();
const admin = new Kafka({ brokers, clientId: 'prepare', sasl, ssl, logLevel: logLevel.ERROR }).admin();
await admin.connect();
try {
  await keepTopics(admin, prefix);
  await keepAccess(admin, prefix);
} finally {
  await admin.disconnect();
}
createLogger('prepare-kafka').info('topics and rights are in place');
