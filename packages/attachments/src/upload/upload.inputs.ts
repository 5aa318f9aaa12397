import { Directive, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { OptionalText, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsInt, IsOptional, Matches, Min } from 'class-validator';

/** What its sender says of a file; a service's input adds what it is for, and the idempotency key. */
@InputType({ isAbstract: true })
export class FileAnnouncement {
  @RequiredText(255, 'What it is saved as; only the last part of a path counts')
  fileName!: string;

  @OptionalText(100, 'Checked against the bytes, which decide')
  contentType?: string;

  @Field(() => Int, { nullable: true, description: 'Bytes; checked against what comes' })
  @IsOptional()
  @IsInt()
  @Min(1, { message: 'the file is empty' })
  size?: number;

  @Field(() => String, { nullable: true, description: 'SHA-256, hexadecimal; checked against what comes' })
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{64}$/, { message: '64 hexadecimal digits' })
  sha256?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Keep the place (and the satellites' time) that a picture was taken at; all else is dropped",
  })
  @IsBoolean()
  keepPosition!: boolean;
}

@ObjectType({ description: 'A header to send' })
@Directive('@shareable')
@Allow(...READERS)
export class HttpHeader {
  @Field({ description: 'In small letters' })
  name!: string;

  @Field({ description: 'To be sent as it is' })
  value!: string;
}

@ObjectType({ description: 'Where and how to send the bytes of one file, once' })
@Directive('@shareable')
@Allow(...READERS)
export class SignedUpload {
  @Field(() => ID, { description: 'The id that the attachment will have' })
  attachmentId!: string;

  @Field({ description: 'To be resolved against the address this answer came from' })
  url!: string;

  @Field({ description: 'The HTTP method: PUT' })
  method!: string;

  @Field(() => [HttpHeader], { description: 'To be sent with the bytes' })
  headers!: HttpHeader[];

  @Field({ description: 'When the address is good no more, fifteen minutes after it was asked for' })
  expiresAt!: Date;
}
