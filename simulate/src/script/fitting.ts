import type { ContractAsset } from '@zhishou/rules/contract/contract.types';

/** What kinds of fault a piece of equipment has, by what its name says it is; the first that fits. */
const KINDS: readonly (readonly [name: RegExp, types: readonly string[]])[] = [
  [/软件|场景/, ['SOFTWARE', 'CONFIGURATION', 'OTHER']],
  [/卫星通信链路/, ['TRANSMISSION', 'CONFIGURATION']],
  [
    /线缆|连接线|波导|放线架|功分器|分路器|合路器/,
    ['CABLE', 'MUNICIPAL_WORKS', 'VANDALISM', 'RELOCATION', 'OTHER'],
  ],
  [/支架|地基|桌椅|手提箱|机柜|电池箱/, ['VANDALISM', 'RELOCATION', 'OTHER']],
  [/电池|电源|发电机|照明/, ['POWER', 'HARDWARE', 'VANDALISM', 'OTHER']],
  [
    /路由器|交换机|防火墙|CPE|AP|网络|调制解调器|基站/,
    ['HARDWARE', 'SOFTWARE', 'POWER', 'CABLE', 'CONFIGURATION', 'TRANSMISSION', 'OTHER'],
  ],
  [
    /服务器|终端|主机|控制器|平板|电脑|一体机|调度台|会议电话|桌牌|矩阵|车载台|便携站|协同|键盘/,
    ['HARDWARE', 'SOFTWARE', 'POWER', 'CABLE', 'CONFIGURATION', 'RELOCATION', 'TRANSMISSION', 'OTHER'],
  ],
];
const OF_ANY = ['HARDWARE', 'POWER', 'CABLE', 'RELOCATION', 'MUNICIPAL_WORKS', 'VANDALISM', 'OTHER'];

/** Whether such equipment may have a fault of this type. */
export const fits = ({ name }: Pick<ContractAsset, 'name'>, type: string): boolean =>
  (KINDS.find(([known]) => known.test(name))?.[1] ?? OF_ANY).includes(type);
