import { Inject, Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { aside } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from 'jose';
import type { CryptoKey, JSONWebKeySet } from 'jose';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';
import { KeyEncryption } from './key-encryption.js';
import { SigningKey } from './signing-key.entity.js';

const DAY_MS = 24 * 60 * 60_000;
/** A key that signs no more stays published until no token of it can be alive. */
const PUBLISHED_AFTER_MS = 60 * 60_000;
const LOOK_AGAIN_MS = 60_000;

export interface UsableKey {
  kid: string;
  privateKey: CryptoKey;
}

/**
 * The keys that sign access tokens: the newest signs, and is replaced when it is older than KEY_ROTATION_DAYS. Several
 * processes share them; each looks at most once a minute whether there is a newer one.
 */
@Injectable()
export class SigningKeyService {
  private readonly encryption: KeyEncryption;
  private cached?: { key: UsableKey; until: number };
  private asked?: Promise<UsableKey>;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.encryption = new KeyEncryption(settings.keySecret);
  }

  /** May take a connection: ask before a transaction, never inside one. */
  async current(): Promise<UsableKey> {
    if (this.cached && this.cached.until > Date.now()) return this.cached.key;
    this.asked ??= this.look().finally(() => (this.asked = undefined));
    return this.asked;
  }

  /** What verifiers need: every public key of which a token may still be alive. */
  async published(): Promise<JSONWebKeySet> {
    await this.current();
    const keys = await this.dataSource.getRepository(SigningKey).find({ order: { createdAt: 'DESC' } });
    return { keys: keys.map(({ publicJwk }) => publicJwk) };
  }

  /** Signs with a new key from now on. */
  async rotate(): Promise<void> {
    await inTransaction(this.dataSource, (manager) => this.create(manager));
    this.cached = undefined;
  }

  private async look(): Promise<UsableKey> {
    const key = await aside(() => inTransaction(this.dataSource, (manager) => this.newestOrNext(manager)));
    this.cached = { key, until: Date.now() + LOOK_AGAIN_MS };
    return key;
  }

  private async newestOrNext(manager: EntityManager): Promise<UsableKey> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('signing-key', 0))`);
    const now = await databaseNow(manager);
    await forgetOld(manager, now);
    const [newest] = await manager.find(SigningKey, { order: { createdAt: 'DESC' }, take: 1 });
    const isFresh = newest && now - newest.createdAt.getTime() < this.settings.keyRotationDays * DAY_MS;
    return (isFresh && (await this.decrypt(newest))) || this.create(manager);
  }

  private async decrypt({ kid, privateKey }: SigningKey): Promise<UsableKey | undefined> {
    try {
      const pem = this.encryption.decrypt(privateKey, kid);
      return { kid, privateKey: await importPKCS8(pem, 'EdDSA') };
    } catch {
      this.logger.warn(
        { kid },
        'a signing key does not open with this KEY_ENCRYPTION_SECRET; a new one takes its place',
      );
      return undefined;
    }
  }

  private async create(manager: EntityManager): Promise<UsableKey> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    const createdAt = new Date(await databaseNow(manager));
    await manager.insert(SigningKey, {
      kid,
      publicJwk: { ...jwk, kid, alg: 'EdDSA', use: 'sig' },
      privateKey: this.encryption.encrypt(await exportPKCS8(privateKey), kid),
      createdAt,
    });
    const entry = { actorId: 'system:keys', action: 'makeSigningKey', aggregateId: kid };
    await writeAudit(manager, { ...entry, at: createdAt });
    this.logger.info({ kid }, 'a new signing key');
    return { kid, privateKey };
  }
}

// Of the keys before the newest, those whose successor has signed long enough.
async function forgetOld(manager: EntityManager, now: number): Promise<void> {
  await manager.query(
    `DELETE FROM signing_key WHERE kid IN (
       SELECT kid FROM (SELECT kid, lead(created_at) OVER (ORDER BY created_at) AS replaced_at FROM signing_key) AS k
       WHERE replaced_at < $1)`,
    [new Date(now - PUBLISHED_AFTER_MS)],
  );
}
