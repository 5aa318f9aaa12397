import { consumerLags, type GroupLag } from '../servers/kafka-admin.js';
import { type Check, type Finding, many } from './finding.js';

const FAR_BEHIND = 1_000;
/** a group that one process made for itself ends with it and leaves its name behind */
const OF_ONE_PROCESS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether every group of consumers is there and keeps up. */
export const checkConsumers: Check = async ({ kafkaBrokers }) => {
  const lags = await consumerLags(kafkaBrokers);
  const groups = lags.filter(({ group, members }) => members > 0 || !OF_ONE_PROCESS.test(group));
  const wrong = groups.flatMap(problemOf);
  const behind = groups.reduce((sum, group) => sum + group.behind, 0);
  const says = `${many(groups.length, 'group')}, ${behind === 0 ? 'all caught up' : `${many(behind, 'event')} behind`}`;
  return wrong.length > 0 ? wrong : [{ about: 'consumers', ok: true, says, data: groups }];
};

function problemOf(lag: GroupLag): Finding[] {
  const { group, members, behind } = lag;
  const wrong = (says: string): Finding[] => [{ about: 'consumers', ok: false, says, data: lag }];
  if (members === 0) return wrong(`${group}: nobody reads, ${many(behind, 'event')} wait`);
  return behind > FAR_BEHIND ? wrong(`${group} is ${many(behind, 'event')} behind`) : [];
}
