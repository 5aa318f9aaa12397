import type { Random } from '../script/random.js';

/** What is said of a fault of a type; 〇 stands for the equipment. */
interface FaultWords {
  symptoms: string[];
  causes: string[];
  handlings: string[];
  responsibility: string;
  lessons: string[];
}

const NATURAL = '设备自然老化，非人为责任；由乙方按合同维修。';
const OUTSIDE = '属外部原因，双方均无责任；按合同由乙方负责抢修。';

export const FAULT_WORDS: Record<string, FaultWords> = {
  HARDWARE: {
    symptoms: [
      '〇无法开机',
      '〇反复重启',
      '〇画面出现条纹',
      '〇指示灯异常，业务中断',
      '〇运行噪声大并报温度告警',
    ],
    causes: [
      '主板电容老化，供电不稳',
      '散热风扇卡滞，过热保护',
      '接口板虚焊，振动后接触不良',
      '内部电源模块损坏',
    ],
    handlings: [
      '更换故障模块后逐项测试，运行正常',
      '清洁除尘并更换风扇，连续观察两小时无异常',
      '更换备件并重新校准参数，恢复使用',
    ],
    responsibility: NATURAL,
    lessons: ['将同批次设备列入下月重点检查', '巡检时增加温度与风扇转速记录', '补充该型号备件，缩短更换时间'],
  },
  SOFTWARE: {
    symptoms: [
      '〇登录后无响应',
      '〇界面卡死，操作无反应',
      '〇列表显示不全',
      '〇升级后无法入会',
      '〇日志持续报错',
    ],
    causes: ['服务进程内存泄漏', '升级包与现有组件版本不一致', '数据库连接数达到上限', '授权文件过期'],
    handlings: [
      '重启服务并安装厂家修正包，验证正常',
      '回退到上一版本，联系厂家修正',
      '清理日志并调整连接参数，恢复服务',
      '更新授权文件后功能恢复',
    ],
    responsibility: '软件缺陷所致，由乙方协调厂家修正。',
    lessons: ['升级前先在备用终端验证', '对关键服务增加进程监测', '建立授权到期提醒台账'],
  },
  POWER: {
    symptoms: ['〇突然断电', '〇供电告警，转电池运行', '〇插排无电', '〇电源指示灯熄灭'],
    causes: ['空气开关老化跳闸', '雷雨天气市电闪断', '电源适配器烧坏', '电池容量下降，放电时间不足'],
    handlings: [
      '更换空气开关并测量负载，恢复供电',
      '更换电源适配器，测试正常',
      '切换到备用回路，市电恢复后转回',
      '更换失效电池单体并做放电测试',
    ],
    responsibility: NATURAL,
    lessons: ['每季度做一次放电测试', '雷雨季前检查接地与浪涌保护', '重要设备改接双路供电'],
  },
  CABLE: {
    symptoms: ['〇信号时断时续', '〇网络不通', '〇无音频输出', '〇画面偏色'],
    causes: ['水晶头氧化接触不良', '线缆被桌脚压伤', '接头松动', '跳线标签错误，误拔'],
    handlings: [
      '重做接头并整理走线，测试通过',
      '更换线缆并加护套',
      '紧固接头，复核标签',
      '恢复跳线并更新配线表',
    ],
    responsibility: '布线磨损所致，由乙方处理。',
    lessons: ['对易压线缆加装护套', '配线变更须同步更新标签', '巡检时抽查接头紧固情况'],
  },
  CONFIGURATION: {
    symptoms: ['〇地址冲突，无法联网', '〇呼叫失败', '〇权限不足，无法切换画面', '〇时间不同步'],
    causes: [
      '新接入终端占用了固定地址',
      '号码簿未随组织调整更新',
      '权限分组设置有误',
      '时间服务器地址填写错误',
    ],
    handlings: [
      '重新分配地址并登记',
      '更新号码簿并逐一拨测',
      '调整权限分组，请用户确认',
      '改正时间服务器地址，校时完成',
    ],
    responsibility: '配置变更未登记，乙方加强变更管理。',
    lessons: ['配置变更实行双人复核', '每月导出一次配置备份', '新终端接入先登记地址'],
  },
  TRANSMISSION: {
    symptoms: ['〇与省厅链路中断', '〇会议中丢包严重', '〇专线时延过大', '〇与县区终端无法连通'],
    causes: ['运营商传输节点故障', '光缆被挖断', '运营商割接未按计划恢复', '链路误码率升高'],
    handlings: [
      '联系运营商修复后测试，链路恢复',
      '临时切换到备用链路，主用恢复后转回',
      '与运营商逐段环回，定位后由其更换板卡',
    ],
    responsibility: '属运营商传输网络故障。',
    lessons: ['与运营商建立割接提前通报机制', '重要会议前先做链路测试', '备用链路每月切换演练一次'],
  },
  VANDALISM: {
    symptoms: ['〇外壳破损', '〇线缆被剪断', '〇接口被异物堵塞'],
    causes: ['搬运人员野蛮操作', '无关人员触碰'],
    handlings: ['更换损坏部件，加装护罩', '重新敷设线缆并加锁'],
    responsibility: OUTSIDE,
    lessons: ['设备间门禁每日检查', '搬运时乙方人员到场'],
  },
  MUNICIPAL_WORKS: {
    symptoms: ['〇室外线路中断', '〇供电中断'],
    causes: ['楼前道路施工挖断管线', '大楼配电改造停电'],
    handlings: ['与施工方协调，抢通临时线路后正式修复', '改由备用电源供电，停电结束后恢复'],
    responsibility: OUTSIDE,
    lessons: ['与物业建立施工通报联系', '管线路由设置明显标识'],
  },
  RELOCATION: {
    symptoms: ['〇搬迁后无信号', '〇换位置后需重新接线'],
    causes: ['会议室调整，设备迁移', '工位调整，线路未随迁'],
    handlings: ['重新布线并调测', '迁移后重新固定、接线、测试'],
    responsibility: OUTSIDE,
    lessons: ['迁移前先报计划，安排人员随行'],
  },
  OTHER: {
    symptoms: ['〇偶发异常，重启后恢复', '〇使用人反映效果不佳'],
    causes: ['原因待进一步观察，疑与环境湿度有关', '使用方法不当'],
    handlings: ['重启并观察一日，未再出现', '现场讲解使用方法，使用正常'],
    responsibility: '无明确责任方。',
    lessons: ['持续观察并记录', '编写操作提示卡，张贴在设备旁'],
  },
};

const about = (text: string, asset: string): string => text.replace('〇', asset);

/** What whoever reports says in a line. */
export const symptomOf = (random: Random, type: string, asset: string): string =>
  about(random.pick(FAULT_WORDS[type]!.symptoms), asset);

/** The fault record of a repair, as far as it is words. */
export function recordOf(random: Random, type: string, symptom: string) {
  const { causes, handlings, responsibility, lessons } = FAULT_WORDS[type]!;
  return {
    phenomenon: `${symptom}，现场核实属实。`,
    causeAnalysis: `${random.pick(causes)}。`,
    handling: `${random.pick(handlings)}。`,
    responsibilityAnalysis: responsibility,
    lessons: `${random.pick(lessons)}。`,
  };
}

export const PAUSE_REASONS = [
  '厂家备件在途，预计次日到货',
  '会议进行中，使用部门要求会后处理',
  '需停机更换，等候夜间检修时段',
  '设备随车外出，返回后处理',
];
export const HAND_OFF_REASONS = [
  '逐段测试，故障点在运营商传输侧',
  '环回测试显示专线对端无光',
  '机房侧设备正常，链路误码来自运营商',
];
export const TEST_NOTES = [
  '现场试用正常',
  '开机运行半小时无异常',
  '与县区终端联通测试正常',
  '业务恢复，使用部门确认',
];
export const FAILED_TEST_NOTES = ['试用十分钟后再次出现同样现象', '部分功能仍未恢复', '切换后画面仍有卡顿'];
export const SATISFIED = ['处理及时', '态度好，讲解清楚', '恢复正常，满意', '满意', '比上次快'];
export const DISSATISFIED = [
  '到场太慢，影响了会议',
  '同样的问题第二次出现',
  '沟通不够，没有告知进度',
  '修好后没有清理现场',
];
export const LOCATIONS = [
  '三楼指挥中心',
  '十楼设备机房',
  '值班室',
  '会商室',
  '指挥车上',
  '矿山救援基地',
  '三楼设备机房',
];
