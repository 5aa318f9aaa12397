interface ScoreText {
  title: string;
  clause: string;
}

/** Points are whole; `of` is the cap of the item, the others are what one case costs (or gives: `praise`). */
type ScoreItem<Points extends string> = ScoreText & Record<'of' | Points, number>;

/** The two sheets of 100 points (附件二 二): P1–P9 performance, S1–S3 service, D what is taken from the total. */
export interface ScoreRules {
  P1: ScoreItem<'missing' | 'nonconforming'>;
  P2: ScoreItem<'plan' | 'visit'>;
  P3: ScoreItem<'each'>;
  P4: ScoreItem<'each'>;
  P5: ScoreItem<'goal' | 'perPoint'>;
  P6: ScoreItem<'goal' | 'perPoint'>;
  P7: ScoreItem<'each'>;
  P8: ScoreItem<'each'>;
  P9: ScoreItem<'each'>;
  S1: ScoreItem<'complaint' | 'praise'>;
  S2: ScoreItem<'each'>;
  S3: ScoreItem<'least' | 'most'>;
  D: ScoreText;
}

export type ScoreItemCode = keyof ScoreRules;
