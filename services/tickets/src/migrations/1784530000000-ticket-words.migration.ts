import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is searched of a ticket, folded, in a table of its own: steps change the ticket's row and not its words. Its
 * index holds every character and every two that stand together, so that words of two Chinese characters are found.
 */
export class TicketWords1784530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION grams(value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN (
        SELECT array_agg(DISTINCT gram)
        FROM (
          SELECT character, character || lead(character) OVER (ORDER BY place) AS pair
          FROM string_to_table(value, NULL) WITH ORDINALITY AS characters (character, place)
        ) AS pairs,
        LATERAL (VALUES (character COLLATE "C"), (pair COLLATE "C")) AS grams (gram)
        WHERE gram IS NOT NULL
      );
      CREATE FUNCTION grams_to_find(value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN ARRAY(SELECT gram FROM unnest(grams(value)) AS gram WHERE length(gram) = least(2, length(value)));
      CREATE TABLE ticket_words (
        ticket_id text PRIMARY KEY REFERENCES ticket ON DELETE CASCADE,
        words text NOT NULL
      );
      CREATE FUNCTION keep_ticket_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      BEGIN
        INSERT INTO ticket_words (ticket_id, words)
        VALUES (NEW.id, concat_ws(chr(1), folded(NEW.number), folded(NEW.summary), folded(NEW.description)))
        ON CONFLICT (ticket_id) DO UPDATE SET words = excluded.words;
        RETURN NULL;
      END $$;
      CREATE TRIGGER ticket_words AFTER INSERT OR UPDATE OF number, summary, description ON ticket
        FOR EACH ROW EXECUTE FUNCTION keep_ticket_words();
      UPDATE ticket SET number = number;
      CREATE INDEX ticket_words_grams ON ticket_words USING gin (grams(words)) WITH (fastupdate = off);
      ANALYZE ticket_words;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER ticket_words ON ticket;
      DROP TABLE ticket_words;
      DROP FUNCTION keep_ticket_words(), grams_to_find(text), grams(text);
    `);
  }
}
