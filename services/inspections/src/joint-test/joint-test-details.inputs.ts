import { Field, InputType } from '@nestjs/graphql';
import {
  OptionalProse,
  OptionalText,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean } from 'class-validator';

@InputType({ description: 'A link that was tested' })
export class JointTestLinkInput {
  @RequiredText(100, 'Who was at the other end')
  peer!: string;

  @RequiredText(100, 'The link or the system')
  link!: string;

  @RequiredText(200, 'What was tried on it')
  item!: string;

  @OptionalText(200, 'What was measured')
  measured?: string;

  @Field(() => Boolean, { description: 'Whether it works as it should' })
  @IsBoolean()
  passed!: boolean;
}

@InputType({ description: 'A problem that a joint test showed' })
export class JointTestProblemInput {
  @RequiredProse(2000, 'What went wrong')
  description!: string;

  @OptionalProse(2000, 'What was done about it')
  handling?: string;

  @RequiredText(60, 'How it stands')
  state!: string;
}
