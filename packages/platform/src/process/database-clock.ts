import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { databaseNow } from '../db/clock.js';
import { apart } from '../graphql/loader.js';
import DataLoader from 'dataloader';
import { DataSource } from 'typeorm';

/** PostgreSQL's clock, the one that decides what is late (ADR 2); looked at once for all that a moment shows. */
@Injectable()
export class DatabaseClock {
  private readonly looks;

  constructor(@InjectDataSource() db: DataSource) {
    this.looks = apart(
      () =>
        new DataLoader<'now', number>(
          async (keys) => {
            const now = await databaseNow(db.manager);
            return keys.map(() => now);
          },
          { cache: false },
        ),
    );
  }

  /** ms */
  now(): Promise<number> {
    return this.looks.load('now');
  }
}
