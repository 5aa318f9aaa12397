import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { StandingSource } from '@zhishou/platform/people/standing';
import type { CallerStanding } from '@zhishou/platform/people/standing';
import { DataSource } from 'typeorm';
import { Person } from './person.entity.js';

/** The directory knows its people at first hand. */
@Injectable()
export class PersonStanding extends StandingSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async standingOf(caller: Caller): Promise<CallerStanding> {
    const person = await this.dataSource.getRepository(Person).findOneBy({ id: caller.personId });
    if (!person) return { active: false, ndaSigned: false, role: caller.role };
    return { active: person.active, ndaSigned: person.ndaSigned, role: person.role };
  }
}
