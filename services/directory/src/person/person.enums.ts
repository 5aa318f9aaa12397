import { registerEnumType } from '@nestjs/graphql';
import type { Role, Side } from '@zhishou/platform/auth/caller';

export const RoleEnum: { [Name in Role]: Name } = {
  BUREAU_REPORTER: 'BUREAU_REPORTER',
  BUREAU_SUPERVISOR: 'BUREAU_SUPERVISOR',
  BUREAU_ADMIN: 'BUREAU_ADMIN',
  PROVIDER_DISPATCHER: 'PROVIDER_DISPATCHER',
  PROVIDER_ENGINEER: 'PROVIDER_ENGINEER',
  BOT: 'BOT',
  AUDITOR: 'AUDITOR',
};
registerEnumType(RoleEnum, { name: 'Role' });

export const SideEnum: { [Name in Side]: Name } = {
  BUREAU: 'BUREAU',
  PROVIDER: 'PROVIDER',
  SYSTEM: 'SYSTEM',
};
registerEnumType(SideEnum, { name: 'Side' });

/** Ways to reach a person outside the system. */
export type ContactChannel = 'PHONE' | 'EMAIL' | 'DINGTALK' | 'WECOM' | 'FEISHU';

export const ContactChannelEnum: { [Name in ContactChannel]: Name } = {
  PHONE: 'PHONE',
  EMAIL: 'EMAIL',
  DINGTALK: 'DINGTALK',
  WECOM: 'WECOM',
  FEISHU: 'FEISHU',
};
registerEnumType(ContactChannelEnum, { name: 'ContactChannel' });
