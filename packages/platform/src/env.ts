/** What the variables every process knows are for; shown when one is missing or wrong. */
const MEANINGS: Record<string, string> = {
  HOST: 'address to listen on',
  PORT: 'port to listen on',
  REQUEST_WITHIN_MS: 'ms a request has to arrive; 408 after that',
  DATABASE_URL: "PostgreSQL address of this service's own role, postgres://role:password@host:port/database",
  KAFKA_BROKERS: 'Kafka brokers, host:port separated by commas',
  KAFKA_USERNAME: 'name of this service at Kafka; without one Kafka is asked for nothing but the network',
  KAFKA_PASSWORD: 'password that goes with KAFKA_USERNAME, at least 16 characters',
  KAFKA_CA_FILE: "certificate of the authority behind the brokers' certificates, a PEM file",
  KAFKA_PREFIX: 'what stands before the name of every topic and consumer group',
  TEMPORAL_ADDRESS: 'Temporal frontend, host:port',
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: "certificate of the authority behind Temporal's certificate, a PEM file",
  TEMPORAL_TLS_CLIENT_CERT_PATH: 'certificate this process shows Temporal, a PEM file',
  TEMPORAL_TLS_CLIENT_KEY_PATH: 'key of TEMPORAL_TLS_CLIENT_CERT_PATH, a PEM file',
  JWKS_URL: "address of the directory's /.well-known/jwks.json",
  DIRECTORY_URL: 'address of the directory, http://host:port',
  TOKEN_ISSUER: 'issuer written into access tokens',
  KEY_ENCRYPTION_SECRET: 'secret that encrypts the signing keys at rest, at least 16 characters',
  AUDIT_HEAD_KEY: 'Ed25519 private key that signs the heads of the audit chains, base64 of PKCS#8 DER',
  AUDIT_HEAD_FILE: 'file, outside of the database, to which signed heads are added',
  AUDIT_HEAD_MINUTES: 'minutes from one signed head to the next',
  RETENTION_DAYS: 'for how many days old rows are kept, <table>=<days> separated by commas',
  TOTP_REQUIRED_ROLES: 'roles that need a second factor, separated by commas',
  CONTRACT_DIR: 'folders of the contracts, separated by commas',
  ATTACHMENT_SECRET: 'secret that signs the addresses of files, at least 16 characters',
  ATTACHMENT_STORE: 'where attachments are kept, folder:<path> or s3',
  OIDC_ISSUER: 'OpenID Connect issuer for outside sign-in, exactly as in its tokens',
  OIDC_CLIENT_ID: 'client id of ours at the OpenID Connect issuer',
  OIDC_CLAIMS: 'which claim says the role, {"claim":"groups","roles":{"its value":"BUREAU_REPORTER"}}',
};

export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(`environment:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvError';
  }
}

export interface EnvReader {
  text(name: string, options?: { default?: string }): string;
  optionalText(name: string): string | undefined;
  /** a whole number from 0 to 65535; 0 lets the system choose */
  port(name: string, options?: { default?: number }): number;
  number(name: string, options?: { default?: number }): number;
  flag(name: string): boolean;
  /** `secure`: https, or http to this very machine */
  url(name: string, options?: { default?: string; secure?: boolean }): string;
  /** at least 16 characters; never shown in a problem */
  secret(name: string): string;
  list(name: string, options?: { default?: string }): string[];
  /** none, one or several of these, separated by commas */
  someOf<T extends string>(name: string, known: readonly T[]): T[];
  json<T>(name: string, parse: (value: unknown) => T): T;
}

/**
 * Reads a process's settings in one go. All problems are reported together, each naming its variable.
 * @throws EnvError
 */
export function readEnv<T>(read: (env: EnvReader) => T, source: NodeJS.ProcessEnv = process.env): T {
  const problems: string[] = [];
  const reader = createReader(source, problems);
  try {
    const settings = read(reader);
    if (problems.length === 0) return settings;
  } catch (error) {
    // a value that could not be read may make `read` itself stumble: then the problems are what to tell
    if (problems.length === 0) throw error;
  }
  throw new EnvError(problems);
}

/**
 * Runs all these readings, so that a boot reports the problems of all of them together.
 * @throws EnvError
 */
export function checkEnv(readings: (() => unknown)[]): void {
  const problems = readings.flatMap((reading) => {
    try {
      reading();
      return [];
    } catch (error) {
      if (error instanceof EnvError) return error.problems;
      throw error;
    }
  });
  if (problems.length > 0) throw new EnvError([...new Set(problems)]);
}

const isSecure = ({ protocol, hostname }: URL) =>
  protocol === 'https:' ||
  (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));

function createReader(source: NodeJS.ProcessEnv, problems: string[]): EnvReader {
  const complain = (name: string, wrong?: string) => {
    const meaning = MEANINGS[name];
    const problem = wrong === undefined ? `missing ${name}` : `wrong ${name} (${wrong})`;
    problems.push(meaning ? `${problem}: ${meaning}` : problem);
  };
  const optionalText = (name: string) => source[name]?.trim() || undefined;
  const items = (value: string) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const text = (name: string, options: { default?: string } = {}): string => {
    const value = optionalText(name) ?? options.default;
    if (value === undefined) complain(name);
    return value ?? '';
  };
  const number = (
    name: string,
    options: { default?: number } = {},
    max = Number.MAX_SAFE_INTEGER,
  ): number => {
    const value = text(name, { default: options.default?.toString() });
    if (value !== '' && !(Number.isSafeInteger(Number(value)) && Number(value) >= 0 && Number(value) <= max))
      complain(name, `${value} is not a whole number up to ${max}`);
    return Number(value);
  };
  return {
    text,
    optionalText,
    number: (name, options) => number(name, options),
    port: (name, options) => number(name, options, 65_535),
    flag: (name) => optionalText(name) === 'true',
    url: (name, options) => {
      const value = text(name, options);
      if (value !== '' && !URL.canParse(value)) complain(name, 'not a URL');
      else if (value !== '' && options?.secure && !isSecure(new URL(value))) complain(name, 'not https');
      return value;
    },
    secret: (name) => {
      const value = text(name);
      if (value !== '' && value.length < 16) complain(name, 'too short');
      return value;
    },
    list: (name, options) => items(text(name, options)),
    someOf: <T extends string>(name: string, known: readonly T[]) => {
      const named = items(optionalText(name) ?? '');
      const unknown = named.filter((item) => !known.some((one) => one === item));
      if (unknown.length > 0) complain(name, `${unknown.join(', ')}: not one of ${known.join(', ')}`);
      return known.filter((one) => named.includes(one));
    },
    json: <T>(name: string, parse: (value: unknown) => T): T => {
      const value = text(name);
      try {
        return parse(JSON.parse(value));
      } catch (error) {
        // the parser's own words quote the text, which may hold secrets
        const reason = error instanceof SyntaxError ? 'not valid JSON' : (error as Error).message;
        if (value !== '') complain(name, reason);
        return undefined as T;
      }
    },
  };
}
