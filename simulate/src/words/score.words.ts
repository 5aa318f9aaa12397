/** What the bureau registers for a month, with what it says. */
export const EVENTS: Record<string, readonly string[]> = {
  COMPLAINT: [
    '使用部门投诉：会议前检查不到位，开会时麦克风无声。',
    '使用部门投诉：工程师到场后未说明情况即离开。',
  ],
  PRAISE: ['书面表扬：防汛会商连续保障三十六小时，设备零故障。', '书面表扬：夜间抢修及时，保障了全市调度。'],
  ESCALATED_COMPLAINT: ['县区向市局分管领导反映视频会议多次卡顿，要求说明。'],
  REQUIREMENT_NOT_MET: [
    '联调当日技术人员未到现场。',
    '抽查24小时电话，第一次无人接听。',
    '重大故障未即时报告，经催问后补报。',
  ],
  DATA_INACCURACY: ['巡检记录中一台设备的型号与台账不符。', '维护报表的故障次数与工单数不一致。'],
  DOCUMENT_NONCONFORMING: ['提交的配线图未盖章。'],
  COMMUNICATION_ACCIDENT: ['省厅调度会议中断八分钟，经查为乙方误操作。'],
  DIRECT_DEDUCTION: ['重大故障超时未修复，影响全市调度会，造成较大影响。'],
};

export const OBJECTIONS = [
  '其中一张工单系运营商割接所致，请核实后调整。',
  '一次巡检因甲方会议占用场地改期，请予考虑。',
  '回访不满意一项，用户事后已认可，请复核。',
];
export const ANSWERS = [
  '经核实，工单记录未申告传输故障，扣分依据充分，维持原评分。',
  '改期未影响当月完成，原评分未扣该项，维持。',
  '以回访当时记录为准，维持原评分。',
];
export const NONCONFORMING = ['缺少故障原因分析', '数据与工单不一致，请核对后重交', '未按要求盖章'];

/** What the bureau says in its bulletin; empty: nothing. */
export const REMARKS = [
  '',
  '请各使用部门会前一小时开机自检，发现故障及时拨打热线。',
  '请乙方对重复发生故障的设备逐台排查，下月通报前反馈结果。',
  '汛期将至，请乙方补足易损备件，加强值守。',
];
