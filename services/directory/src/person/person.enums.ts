import type { Role, Side } from '@zhishou/platform/auth/caller';
import { wordsEnum } from '@zhishou/platform/graphql/words.enum';

export const RoleEnum = wordsEnum<Role>(
  'Role',
  'What a person may do; each has one, and it decides the side',
  {
    BUREAU_REPORTER: 'Reports, sees what it reported itself, answers the callback',
    BUREAU_SUPERVISOR:
      "A reporter's rights, and decides for the bureau: coverage, severity, pauses, plans, records, recovery tests, scores",
    BUREAU_ADMIN: "A supervisor's rights, and keeps people, the NDA register and programs",
    PROVIDER_DISPATCHER:
      'Speaks for the provider: accepts, assigns, asks for pauses, hands off, plans, reports',
    PROVIDER_ENGINEER: 'Works on the tickets and visits assigned to it',
    BOT: 'A program: reads and acknowledges escalations, nothing else',
    AUDITOR: 'Reads everything, the audit log included; changes nothing',
  },
);

export const SideEnum = wordsEnum<Side>('Side', 'Whose people somebody is of', {
  BUREAU: 'The client (甲方)',
  PROVIDER: 'The contractor (乙方); its people sign the NDA before they may see anything',
  SYSTEM: 'Neither: auditors and programs',
});

/** Ways to reach a person outside the system. */
export type ContactChannel = 'PHONE' | 'EMAIL' | 'DINGTALK' | 'WECOM' | 'FEISHU';

export const ContactChannelEnum = wordsEnum<ContactChannel>(
  'ContactChannel',
  'A way to reach a person outside the system',
  {
    PHONE: 'By a telephone number',
    EMAIL: 'By an e-mail address',
    DINGTALK: 'By an account of DingTalk (钉钉)',
    WECOM: 'By an account of WeCom (企业微信)',
    FEISHU: 'By an account of Feishu (飞书)',
  },
);
