import type pg from 'pg';

const PHRASES = [
  ...[
    '视频会议终端',
    '黑屏',
    '无法开机',
    '网络中断',
    '摄像机',
    '话筒',
    '声音异常',
    '服务器',
    '显示屏',
    '电源故障',
  ],
  ...[
    '指挥大厅',
    '县局值班室',
    '信号时有时无',
    '调度系统',
    '软件升级后',
    '交换机',
    '光纤',
    '双屏',
    '录像',
    '遥控器',
  ],
  ...['display', 'video', 'terminal', 'no signal', 'camera', 'No.', 'reboot', 'HDMI', 'codec', 'firmware'],
];

/** Words that the tickets of {@link fillWithOldTickets} are found by, some by many, some by few. */
export const SOUGHT = [
  '视频',
  '黑屏',
  '屏',
  '会议终端',
  '故障',
  'display',
  'No.7',
  'camera 3',
  '双屏录像',
  '中断',
];

/**
 * Puts cancelled tickets of the last two years beside one that was really reported, as the reports of many would have
 * left them.
 */
export async function fillWithOldTickets(db: pg.Client, count: number): Promise<void> {
  const phrase = '($1::text[])[1 + floor(random() * cardinality($1))::int] || floor(random() * 100)::int';
  const sentence = [phrase, phrase, phrase, phrase].join(` || '，' || `);
  await db.query(
    `INSERT INTO tickets.ticket
     SELECT old.*
     FROM (SELECT ticket FROM tickets.ticket LIMIT 1) AS real, generate_series(1, $2::int) AS n,
     LATERAL jsonb_populate_record((real.ticket), jsonb_build_object(
       'id', 'tkt_' || lpad(n::text, 32, '0'),
       'number', 'GD20250101-' || lpad(n::text, 5, '0'),
       'state', 'CANCELLED',
       'summary', ${sentence},
       'description', CASE WHEN n % 2 = 0 THEN ${sentence} || ${sentence} END,
       'reported_at', (real.ticket).reported_at - random() * interval '700 days',
       'process', (real.ticket).process || '{"state": "CANCELLED"}',
       'process_started_at', (real.ticket).reported_at)) AS old`,
    [PHRASES, count],
  );
  await db.query('VACUUM ANALYZE tickets.ticket');
  await db.query('VACUUM ANALYZE tickets.ticket_words');
}
