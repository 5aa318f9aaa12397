import { SERVICES, type Topic, TOPIC_RULES } from '@zhishou/messages/topics';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { untilHeard } from './until-heard.js';

// of CommonJS, whose names Node does not find one by one
const { AclResourceTypes, AclOperationTypes, AclPermissionTypes, ResourcePatternTypes } = kafkajs;

/**
 * What each service may do at Kafka, from the rules of topics: write and read its topics, and be in consumer groups
 * that begin with its name. Whatever is not here is refused.
 * @param prefix stands before the name of every topic and group
 */
export function accessList(prefix: string): AclEntry[] {
  const topics = Object.entries(TOPIC_RULES) as [Topic, (typeof TOPIC_RULES)[Topic]][];
  return [
    ...topics.flatMap(([topic, { writers, readers }]) => [
      ...writers.map((service) => onTopic(service, prefix + topic, AclOperationTypes.WRITE)),
      ...readers.map((service) => onTopic(service, prefix + topic, AclOperationTypes.READ)),
    ]),
    ...SERVICES.map((service) => ({
      ...allowed(service, AclOperationTypes.READ),
      resourceType: AclResourceTypes.GROUP,
      resourceName: `${prefix}${service}.`,
      resourcePatternType: ResourcePatternTypes.PREFIXED,
    })),
  ];
}

const onTopic = (service: string, resourceName: string, operation: number): AclEntry => ({
  ...allowed(service, operation),
  resourceType: AclResourceTypes.TOPIC,
  resourceName,
  resourcePatternType: ResourcePatternTypes.LITERAL,
});

const allowed = (service: string, operation: number) => ({
  principal: `User:${service}`,
  host: '*',
  operation,
  permissionType: AclPermissionTypes.ALLOW,
});

/** Gives the services exactly these rights: what else one of them has is taken away. When it is back, they hold. */
export async function keepAccess(admin: Admin, prefix: string): Promise<void> {
  const wanted = accessList(prefix);
  const spelt = new Set(wanted.map(spell));
  await admin.createAcls({ acl: wanted });
  const surplus = (await ourRights(admin, prefix)).filter((entry) => !spelt.has(spell(entry)));
  if (surplus.length > 0) await admin.deleteAcls({ filters: surplus });
  await untilHeard(async () => {
    const known = (await ourRights(admin, prefix)).map(spell);
    const [lacking, left] = [
      [...spelt].filter((right) => !known.includes(right)),
      known.filter((right) => !spelt.has(right)),
    ];
    return [...lacking, ...left];
  });
}

/** What the broker that is asked knows of the services' rights. */
async function ourRights(admin: Admin, prefix: string): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  const ours = new Set(SERVICES.map((service) => `User:${service}`));
  return resources
    .flatMap(({ acls, ...resource }) => acls.map((acl) => ({ ...acl, ...resource })))
    .filter((entry) => ours.has(entry.principal) && entry.resourceName.startsWith(prefix));
}

const spell = (entry: AclEntry): string =>
  [
    entry.principal,
    entry.host,
    entry.operation,
    entry.permissionType,
    entry.resourceType,
    entry.resourceName,
    entry.resourcePatternType,
  ].join(' ');
