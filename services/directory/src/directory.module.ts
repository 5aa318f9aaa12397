import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { AuditConsumer } from './audit/audit.consumer.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { AuditService } from './audit/audit.service.js';
import { HeadKeeper } from './audit/head.keeper.js';
import { DIRECTORY_ENTITIES, DIRECTORY_SCHEMA } from './directory.entities.js';
import { DIRECTORY_SETTINGS, readDirectoryEnv } from './directory.env.js';
import { DIRECTORY_RETENTION } from './directory.retention.js';
import { JwksController } from './key/jwks.controller.js';
import { SigningKeyService } from './key/signing-key.service.js';
import { MachineResolver } from './machine/machine.resolver.js';
import { MachineService } from './machine/machine.service.js';
import { TokenController } from './machine/token.controller.js';
import { TokenService } from './machine/token.service.js';
import { NdaResolver } from './nda/nda.resolver.js';
import { NdaService } from './nda/nda.service.js';
import { OIDC_SETTINGS, readOidcEnv } from './oidc/oidc.env.js';
import { OidcResolver } from './oidc/oidc.resolver.js';
import { OidcService } from './oidc/oidc.service.js';
import { OutsideIssuer } from './oidc/outside-issuer.js';
import { OutsidePeople } from './oidc/outside-people.js';
import { PersonController } from './person/person.controller.js';
import { PersonResolver } from './person/person.resolver.js';
import { PersonService } from './person/person.service.js';
import { PersonStanding } from './person/person.standing.js';
import { DutyGapResolver } from './roster/duty-gap.resolver.js';
import { DutyResolver } from './roster/duty.resolver.js';
import { DutyService } from './roster/duty.service.js';
import { AccessTokenIssuer } from './session/access-token.issuer.js';
import { DeviceTokens } from './session/device-token.js';
import { FailedSignIns } from './session/failed-sign-ins.js';
import { LoginThrottle } from './session/login-throttle.js';
import { Proof } from './session/proof.js';
import { SessionResolver } from './session/session.resolver.js';
import { SessionService } from './session/session.service.js';
import { WrongCredentials } from './session/wrong-credentials.js';
import { SecondFactor } from './totp/second-factor.js';
import { TotpResolver } from './totp/totp.resolver.js';
import { TotpService } from './totp/totp.service.js';

@Module({
  imports: [
    ChassisModule.forService({
      process: 'directory',
      service: DIRECTORY_SCHEMA,
      entities: DIRECTORY_ENTITIES,
      retention: DIRECTORY_RETENTION,
      standing: PersonStanding,
    }),
    subgraphModule(),
  ],
  controllers: [JwksController, PersonController, TokenController],
  providers: [
    { provide: DIRECTORY_SETTINGS, useFactory: readDirectoryEnv },
    PersonService,
    PersonResolver,
    NdaService,
    NdaResolver,
    DutyService,
    DutyResolver,
    DutyGapResolver,
    SigningKeyService,
    AccessTokenIssuer,
    LoginThrottle,
    FailedSignIns,
    DeviceTokens,
    WrongCredentials,
    SecondFactor,
    Proof,
    SessionService,
    SessionResolver,
    TotpService,
    TotpResolver,
    AuditService,
    AuditConsumer,
    AuditResolver,
    HeadKeeper,
    { provide: OIDC_SETTINGS, useFactory: readOidcEnv },
    OutsideIssuer,
    OutsidePeople,
    OidcService,
    OidcResolver,
    MachineService,
    MachineResolver,
    TokenService,
  ],
})
export class DirectoryModule {}
