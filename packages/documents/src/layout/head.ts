import { type Instant } from './day.js';

/** What every document of a contract says of it. */
export interface Head {
  /** `韶关市应急管理局应急指挥中心运营运维服务项目` */
  project: string;
  /** 甲方 */
  bureau: string;
  /** 乙方 */
  provider: string;
  /** in the file's properties, instead of the time at which it happens to be written */
  createdAt: Instant;
}
