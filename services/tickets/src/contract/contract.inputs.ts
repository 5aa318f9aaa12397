import { ArgsType } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';

@ArgsType()
export class ContractArgs {
  @OptionalText(60, 'Default: the one in force now')
  id?: string;
}
