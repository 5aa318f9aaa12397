import { type Column } from './layout/column.js';

/** A line of an equipment list (附件 运维服务清单), as the documents print it. */
export interface Equipment {
  /** `L1-S5-04` */
  code: string;
  name: string;
  /** rows are printed under it: `（五）市应急局三楼和十楼设备机房及配套系统` */
  subsystem: string;
  /** `台`; null: a service, such as a link, that is not counted */
  unit: string | null;
  quantity: number;
}

const amount = ({ quantity, unit }: Equipment): string => (unit === null ? '—' : `${quantity}${unit}`);

/** Code, name and amount, of rows that have equipment. */
export const equipmentColumns = <Row>(of: (row: Row) => Equipment, nameWidth: number): Column<Row>[] => [
  { title: '设备编号', width: 16, align: 'center', value: (row) => of(row).code },
  { title: '设备名称', width: nameWidth, value: (row) => of(row).name },
  { title: '数量', width: 8, align: 'center', value: (row) => amount(of(row)) },
];
