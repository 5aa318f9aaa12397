import type { MigrationInterface, QueryRunner } from 'typeorm';

// what PostgreSQL's expressions have no property for: Default_Ignorable_Code_Point, and White_Space with U+2800
const UNSEEN =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164' +
  '\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8\\U0001BCA0-\\U0001BCA3\\U0001D173-\\U0001D17A\\U000E0000-\\U000E0FFF';
const BLANKS =
  '\\u0009-\\u000D\\u0020\\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\u2800';

/** `folded(text)`, by which the database searches and tells codes apart: the same as that of the rules. */
export class FoldedText1784510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION folded(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN btrim(regexp_replace(normalize(replace(
        lower(upper(regexp_replace(normalize(value, NFKC), '[${UNSEEN}]', '', 'g') COLLATE pg_unicode_fast)),
        'ς', 'σ'), NFKC), '[${BLANKS}]+', ' ', 'g'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION folded(text)');
  }
}
