import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { currentContext } from '@zhishou/platform/context';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { badInput, unauthenticated, UserError } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { lockPerson } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { isRecoveryCode } from '../totp/recovery-code.js';
import { SecondFactor } from '../totp/second-factor.js';
import type { Factor } from '../totp/second-factor.js';
import { FailedSignIns } from './failed-sign-ins.js';
import type { Means } from './failed-sign-ins.js';
import { FailureCount } from './failure-count.js';
import { LoginThrottle } from './login-throttle.js';
import { hashOfNobody, verifyPassword } from './password.js';

/** Of one person, from devices that are not known, by who has the password: too few to guess one of a million. */
const WRONG_CODES = { name: 'code', failures: 10, within: 60 * 60 };

export interface SignInClaim {
  username: string;
  password: string;
  /** of the second factor, or a recovery code */
  code?: string;
  /** on which this name has signed in before */
  device?: string;
}

export interface Proved {
  person: Person;
  /** undefined: there is none, or nobody asked for it */
  factor?: Factor;
}

interface Looked extends Partial<Proved> {
  right: boolean;
  /** what was looked at last */
  means: Means;
}

/** The password was right, and the person has a second factor: sign in again with `code`. */
export const codeDemanded = () =>
  new UserError('UNAUTHENTICATED', 'Sign in with the code of the second factor too', {
    secondFactor: 'TOTP',
  });

/** By its input alone: what of it was wrong is not told. */
export const wrongSignIn = ({ code }: Pick<SignInClaim, 'code'> = {}) =>
  unauthenticated(`Wrong user name${code === undefined ? ' or password' : ', password or code'}`);

const wrongCode = () => badInput([{ path: 'code', message: 'is wrong, or was used already' }]);

/** Whether somebody is who they say; slows down who guesses, and puts on record what failed. */
@Injectable()
export class Proof {
  private readonly wrongCodes: FailureCount;

  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: LoginThrottle,
    private readonly failures: FailedSignIns,
    private readonly secondFactor: SecondFactor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.wrongCodes = new FailureCount(dataSource, WRONG_CODES);
  }

  /**
   * Answers alike, in words and in time, whether the name is unknown, inactive, or the password wrong.
   * @throws UserError RATE_LIMITED; UNAUTHENTICATED, with `secondFactor` where a code is wanted too
   */
  ofSignIn(claim: SignInClaim): Promise<Proved> {
    const name = nameOf(claim.username);
    const look = async (): Promise<Looked> => {
      const looked = await this.lookAtPassword(name, claim.password);
      return looked.right && looked.person ? this.lookAtCode(looked.person, claim) : looked;
    };
    return this.attempt({ name, device: claim.device }, look, () => wrongSignIn(claim));
  }

  /** The password alone, of somebody who is signed in. @throws UserError RATE_LIMITED; `refusal` */
  async ofPassword(caller: Caller, password: string, refusal: () => Error): Promise<Person> {
    const { username: name } = await this.ownerOf(caller);
    const { person } = await this.attempt({ name }, () => this.lookAtPassword(name, password), refusal);
    return person;
  }

  /**
   * Does what needs a code of the second factor, in one transaction with using it up and with the person locked.
   * @throws UserError RATE_LIMITED; BAD_USER_INPUT on `code`
   */
  async ofCode<T>(
    caller: Caller,
    code: string,
    work: (manager: EntityManager, person: Person) => Promise<T>,
  ): Promise<T> {
    const { username: name, id } = await this.ownerOf(caller);
    let done: T;
    const look = () =>
      inTransaction(this.dataSource, async (manager): Promise<Looked> => {
        const person = await lockPerson(manager, id);
        const factor = await this.secondFactor.use(manager, id, code);
        if (factor) done = await work(manager, person);
        return { person, factor, right: factor !== undefined, means: 'SECOND_FACTOR' };
      });
    await this.attempt({ name }, look, wrongCode);
    return done!;
  }

  private async attempt(
    { name, device }: { name: string; device?: string },
    look: () => Promise<Looked>,
    refusal: () => Error,
  ): Promise<Proved> {
    const address = currentContext()?.address ?? '';
    // what `look` throws is neither right nor wrong: it takes no failure back, and adds none
    const { person, factor, right, means } = await this.throttle.attempt({ name, address, device }, look);
    if (person && right) return { person, factor };
    this.logger.warn({ address }, 'a login failed');
    await this.failures.note({ means, name, personId: person?.id });
    throw refusal();
  }

  private async lookAtPassword(username: string, password: string): Promise<Looked> {
    const found = await this.dataSource
      .getRepository(Person)
      .createQueryBuilder('person')
      .addSelect('person.passwordHash')
      .where('person.username = :username', { username })
      .getOne();
    const right = await verifyPassword(found?.passwordHash ?? (await hashOfNobody()), password);
    return { person: found ?? undefined, right: right && found?.active === true, means: 'PASSWORD' };
  }

  private async lookAtCode(person: Person, { code, device }: SignInClaim): Promise<Looked> {
    const { id } = person;
    if (!(await this.secondFactor.isActive(this.dataSource.manager, id)))
      return { person, right: true, means: 'PASSWORD' };
    if (code === undefined) throw codeDemanded();
    const isGuess = device === undefined && !isRecoveryCode(code);
    if (isGuess) await this.wrongCodes.check(id);
    const factor = await inTransaction(this.dataSource, (manager) =>
      this.secondFactor.use(manager, id, code),
    );
    if (isGuess && !factor) await this.wrongCodes.add(id);
    return { person, factor, right: factor !== undefined, means: 'SECOND_FACTOR' };
  }

  private ownerOf({ personId: id }: Caller): Promise<Person> {
    return this.dataSource.getRepository(Person).findOneByOrFail({ id });
  }
}

export const nameOf = (username: string): string => username.trim().toLowerCase();
