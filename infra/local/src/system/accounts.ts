import type { Secrets } from '../root/secrets.js';

/** Somebody to try the system as. */
interface DemoPerson {
  username: string;
  displayName: string;
  role: string;
  ndaSigned: boolean;
}

/** A demo person with the password made for this stack; what DEMO_ACCOUNTS hands to the directory. */
export interface DemoAccount extends DemoPerson {
  password: string;
}

const PEOPLE: readonly DemoPerson[] = [
  { username: 'reporter', displayName: '陈晓敏', role: 'BUREAU_REPORTER', ndaSigned: true },
  { username: 'supervisor', displayName: '李志强', role: 'BUREAU_SUPERVISOR', ndaSigned: true },
  { username: 'admin', displayName: '黄建国', role: 'BUREAU_ADMIN', ndaSigned: true },
  { username: 'dispatcher', displayName: '周丽华', role: 'PROVIDER_DISPATCHER', ndaSigned: true },
  { username: 'engineer1', displayName: '张伟', role: 'PROVIDER_ENGINEER', ndaSigned: true },
  { username: 'engineer2', displayName: '刘洋', role: 'PROVIDER_ENGINEER', ndaSigned: true },
  { username: 'engineer3', displayName: '邓文辉', role: 'PROVIDER_ENGINEER', ndaSigned: true },
  { username: 'engineer4', displayName: '罗子健', role: 'PROVIDER_ENGINEER', ndaSigned: false },
  { username: 'bot', displayName: '值守机器人', role: 'BOT', ndaSigned: true },
  { username: 'auditor', displayName: '何静', role: 'AUDITOR', ndaSigned: true },
];

export const ACCOUNT_NAMES = PEOPLE.map(({ username }) => username);

/** The demo people with their passwords. */
export const demoAccounts = ({ accounts }: Secrets): DemoAccount[] =>
  PEOPLE.map((person) => ({ ...person, password: accounts[person.username]! }));
