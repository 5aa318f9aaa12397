/** What an inspection turns up, by item of the check-list. */
export const HAZARDS: Record<string, readonly string[]> = {
  RUNNING: ['运行指示灯偶有黄灯告警，暂不影响使用', '风扇有异响，尚能正常散热', '启动时间较上月明显变长'],
  POWER: ['电池浮充电压偏低，放电时间不足', '插排负载偏高，存在过热隐患', '电源线护套老化开裂'],
  PORTS: ['部分跳线无标签', '配线架模块松动', '冗余跳线未清除，走线凌乱'],
  SOFTWARE: ['数据备份超过一周未执行', '系统磁盘占用超过八成', '病毒库未更新'],
  ENVIRONMENT: ['机房湿度偏高', '天线周边有遮挡物生长', '空调出风口正对设备，易凝露'],
  FASTENING: ['车内机架固定螺栓松动', '侧板卡扣缺失一处', '天线底座减震垫老化'],
  DUST: ['防尘网积尘较多', '散热孔堵塞'],
};

/** What the engineer proposes to be done about it. */
export const PROPOSALS: Record<string, string> = {
  RUNNING: '更换老化部件，连续观察三日',
  POWER: '更换电池或电源线，复测放电时间',
  PORTS: '补齐标签，整理跳线，紧固模块',
  SOFTWARE: '完成备份与更新，清理磁盘空间',
  ENVIRONMENT: '清除遮挡，调整空调与除湿',
  FASTENING: '更换减震垫与卡扣，按力矩紧固',
  DUST: '清洗防尘网与散热孔',
};

export const FAULTS_FOUND: Record<string, { note: string; type: string }> = {
  RUNNING: { note: '上电后无画面输出，无法使用', type: 'HARDWARE' },
  POWER: { note: '电源模块无输出，设备不能启动', type: 'POWER' },
  PORTS: { note: '网口不通，业务中断', type: 'CABLE' },
  SOFTWARE: { note: '应用服务无法启动', type: 'SOFTWARE' },
};

export const REJECTED = ['部分项目未拍照，描述过于简单，请重新检查', '现场复核与记录不符，请重做'];
export const PLAN_RETURNED = ['月中有会议保障，请避开当日安排', '请将机房检查提前到上旬'];
export const RECTIFICATIONS = [
  '已更换老化部件并复测',
  '已清理整治，拍照留存',
  '已重新标记并更新台账',
  '已调整参数，连续观察三日正常',
];
export const DECLINED = '影响很小，纳入下一年度改造统一考虑';
export const SUMMARY_REJECTED = '隐患处理计划不具体，未写明完成时间';
export const CALLS = [
  '通报本月故障与巡检情况，双方确认下月保障重点。',
  '讨论大屏系统备件储备，乙方承诺两周内补齐。',
  '复盘本月超时工单，明确夜间值班到场要求。',
  '核对隐患整改进度，确定节前检查安排。',
];
export const JOINT_RESULTS = [
  '全部链路联通正常，音视频清晰。',
  '与省厅联通正常，一县终端首次呼叫失败，重拨后正常。',
];
export const LINKS = [
  { peer: '省应急管理厅', link: '高清视频会议系统', item: '双向音视频与双流' },
  { peer: '浈江区应急管理局', link: '高清视频会议系统', item: '双向音视频' },
  { peer: '指挥车', link: '动中通卫星链路', item: '图像回传' },
  { peer: '现场指挥部', link: 'Ka卫星便携站', item: '语音与图像回传' },
];

export const TASKS: readonly { title: string; kind: string; requirements: string }[] = [
  {
    title: '防汛会商视频保障',
    kind: 'KEY_PERIOD',
    requirements: '会商期间技术人员现场值守，主备链路同时在线。',
  },
  { title: '节日期间值班保障', kind: 'ON_DUTY', requirements: '每日两班，接报十分钟内响应。' },
  { title: '应急通信演练保障', kind: 'DRILL', requirements: '提前一天架设便携站，演练全程录像。' },
  { title: '上级调度临时保障', kind: 'AD_HOC', requirements: '指挥车待命，三十分钟内可出动。' },
];

export const REVIEW_LESSONS = [
  '关键节点缺少冗余，故障后只能等待修复；日常监测未能提前发现劣化。',
  '备件储备不足，影响恢复时间；值班人员对应急切换流程不熟。',
  '变更后验证不充分，问题在使用高峰暴露。',
];
export const MEASURES = [
  '为核心设备增配一套备件',
  '每季度开展一次主备切换演练',
  '完善运行监测告警阈值',
  '修订应急处置卡并组织培训',
];
