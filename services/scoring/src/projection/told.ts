/** A fact as it is read: an event that was told, with its number. */
export interface Told<Data = unknown> {
  seq: number;
  type: string;
  subject: string;
  /** when it happened, ms */
  time: number;
  data: Data;
}
